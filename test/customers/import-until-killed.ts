import { createRouterClient } from '@orpc/server';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { syncedTables } from '../../main/branch/tables.ts';
import { createLiveEvents } from '../../main/branch/live-events.ts';
import { customersApi } from '../../main/customers/customers-api.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import { callerOf } from '../builders/a-customer-desk.ts';
import { openLedger } from '../builders/a-ledger.ts';
import { noSecondPeople } from '../builders/a-branch-key.ts';

// A branch in a process of its own that imports one ledger and tells how far it is, until somebody kills it.
// Arguments: data folder, address of the ledger's thread, number of rows.

const [folder = '', ledgerWorker = '', rows = '0'] = process.argv.slice(2);
const log = pino({ level: 'silent' });
const clock = { now: Date.now };
const { database } = await openDatabase({ folder, clock, log, syncedTables });
const router = customersApi({ database, clock, log, live: createLiveEvents(), dataFolder: folder, ...noSecondPeople, ledgerWorker: new URL(ledgerWorker), branch: () => null });
const client = createRouterClient(router, { context: callerOf('staff-1') });
const tell = (word: string): void => { process.stdout.write(`${word}\n`); };

const lines = Array.from({ length: Number(rows) }, (_, nth) => `05${String(nth).padStart(8, '0')},王芳,138${String(nth).padStart(8, '0')}`);
const { importId, suggestedMapping } = await openLedger(client, { file: new File([`户号,户名,电话\n${lines.join('\n')}`], 'ledger.csv') });
await client.checkLedger({ importId, mapping: suggestedMapping });
tell('checked');
void (async () => {
  for await (const { stage, rowsDone } of await client.watchImport({ importId })) if (stage === 'storing' && rowsDone > 0) tell('storing');
})();
await client.storeLedger({ commandId: uuidv7(), importId });
tell('stored');
// Stays, clearing up behind the import, until it is killed.
setInterval(() => undefined, 1000);
