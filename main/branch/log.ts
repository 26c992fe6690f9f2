import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import roll from 'pino-roll';

/**
 * A service's structured log: one JSON line per event in `logs/<name>.<date>.<n>.log`, fourteen days kept.
 * No personal data goes in: handlers log ids and codes, and the names of fields that could hold a person are censored
 * wherever they stand, should someone forget.
 */
export async function openLog(dataFolder: string, name: 'branch' | 'headquarters' = 'branch'): Promise<Logger> {
  const file = await roll({
    file: join(dataFolder, 'logs', name),
    frequency: 'daily',
    dateFormat: 'yyyy-MM-dd',
    size: '20m',
    mkdir: true,
    limit: { count: 14, removeOtherLogFiles: true },
  });
  return pino({ base: null, redact: { paths: personalFields, censor: '[withheld]' } }, file);
}

const fieldNames = ['name', 'loginName', 'phone', 'idNumber', 'accountNumber', 'address', 'password', 'pin', 'token', 'query', 'notes', 'input'];
const personalFields = fieldNames.flatMap(name => [name, `*.${name}`, `*.*.${name}`]);
