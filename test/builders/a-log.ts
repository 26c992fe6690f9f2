import { generateKeyPairSync, sign } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { LogParts } from '../../main/access-log/access-log-checkpoints-store.ts';
import { appendEntries, type NewLogEntry } from '../../main/access-log/access-log-store.ts';
import { branchKeyOf } from '../../main/branch/branch-key.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { aBranchSecret } from './a-branch-key.ts';
import { aDatabase, type TestDatabase } from './a-database.ts';

/** An entry nobody has made before: a look at a file, unless told otherwise. */
export function aLogEntry(at: number, parts: Partial<NewLogEntry> = {}): NewLogEntry {
  return {
    at, staffId: uuidv7(), role: 'clerk', stationId: null, windowId: null, action: 'view', outcome: 'done', fileId: uuidv7(), customerId: uuidv7(),
    purpose: 'identity', basis: { kind: 'ticket', id: uuidv7() }, fields: ['title', 'phone'],
    detail: { staffName: '李敏', fileNumber: 'DA-2024-0001', customerName: '王*芳', basisWords: 'A012' }, ...parts,
  };
}

export const logBranchId = '019c0000-0000-7000-8000-000000000001';

/** The access log of a branch on a real database, with the key that signs it. Close it at the end. */
export async function aLog({ database: given, secret = aBranchSecret }: { database?: TestDatabase; secret?: Buffer } = {}) {
  const database = given ?? await aDatabase();
  const parts: LogParts = {
    database, clock: database.clock, dataFolder: database.folder, branchKey: branchKeyOf(secret),
    branch: () => ({ id: logBranchId, name: '城东营业厅', trade: 'power', timeZone: 'Asia/Shanghai', isDemonstration: false, settings: defaultSettings }),
  };
  return {
    parts,
    database,
    clock: database.clock,
    /** Entries one second apart. */
    async grow(count: number, parts: Partial<NewLogEntry> = {}): Promise<number[]> {
      const entries = Array.from({ length: count }, () => {
        database.clock.advance(1000);
        return aLogEntry(database.clock.now(), parts);
      });
      const seqs: number[] = [];
      for (let from = 0; from < count; from += 2000) seqs.push(...await database.change(tx => appendEntries(tx, entries.slice(from, from + 2000))));
      return seqs;
    },
    close: () => database.close(),
  };
}

/** A witness with a real key of its own. */
export function aWitness(name = 'headquarters/witness') {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { name, publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32), sign: (bytes: Buffer) => sign(null, bytes, privateKey) };
}
