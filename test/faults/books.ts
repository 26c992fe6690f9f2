import { join } from 'node:path';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';

/** Each command that was carried out left exactly one of these behind. */
const effects: Record<string, { result: string; effect: string }> = {
  'tickets drawn': { result: `name = 'queue.issueTicket'`, effect: 'select count(*) from tickets' },
  'calls': { result: `name = 'queue.callNext' and result <> 'null'`, effect: `select count(*) from ticket_events where change = 'call'` },
  'recalls': { result: `name = 'queue.recall'`, effect: `select count(*) from ticket_events where change = 'recall'` },
  'servings begun': { result: `name = 'counter.startServing'`, effect: `select count(*) from ticket_events where change = 'start'` },
  'holds': { result: `name = 'queue.hold'`, effect: `select count(*) from ticket_events where change = 'hold'` },
  'returns from hold': { result: `name = 'queue.resume'`, effect: `select count(*) from ticket_events where change = 'resume'` },
  'servings finished': { result: `name = 'counter.finish'`, effect: `select count(*) from ticket_events where change = 'finish'` },
  'visits finished': { result: `name = 'counter.finish'`, effect: 'select count(*) from visits where finishedAt is not null' },
};

/**
 * Reads the dead service's files and throws on the first thing that cannot be: a damaged page, an acknowledged command
 * without its result, a command carried out twice or half, a change that the journal missed.
 */
export async function checkBooks(folder: string, toldIds: string[]): Promise<void> {
  const connection = await SqliteConnection.open(join(folder, 'branch.sqlite'), 'readWrite');
  const numberOf = async (sql: string, ...bound: string[]) => Number(Object.values((await connection.all(sql, bound))[0]!)[0]);
  try {
    const [check] = await connection.all('pragma quick_check(1)');
    if (check?.['quick_check'] !== 'ok') throw new Error(`the database is damaged: ${String(check?.['quick_check'])}`);

    const missing = await numberOf(
      'select count(*) from json_each(?) where value not in (select commandId from command_results)', JSON.stringify(toldIds));
    if (missing > 0) throw new Error(`${missing} acknowledged commands are missing`);

    for (const [what, { result, effect }] of Object.entries(effects)) {
      const [done, found] = [await numberOf(`select count(*) from command_results where ${result}`), await numberOf(effect)];
      if (done !== found) throw new Error(`${what}: ${done} commands were carried out and left ${found} behind`);
    }
    for (const table of ['tickets', 'ticket_events', 'visits']) {
      const unrecorded = await numberOf(`select (select count(*) from ${table}) - (select count(*) from journal where tableName = '${table}' and operation = 'insert')`);
      if (unrecorded !== 0) throw new Error(`the journal lacks ${unrecorded} rows of ${table}`);
    }
  } finally {
    await connection.close();
  }
}
