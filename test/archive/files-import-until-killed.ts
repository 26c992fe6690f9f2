import { createRouterClient } from '@orpc/server';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { archiveApi } from '../../main/archive/archive-api.ts';
import { syncedTables } from '../../main/branch/tables.ts';
import { createLiveEvents } from '../../main/branch/live-events.ts';
import { openDatabase } from '../../main/database/open-database.ts';
import { sendLedger } from '../../renderer/components/ledger/send-ledger.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { noSecondPeople } from '../builders/a-branch-key.ts';
import { aCommand } from '../builders/a-database.ts';
import { callerWith, aCatalogue } from '../builders/an-archive.ts';

// A branch in a process of its own that imports one ledger of files and tells how far it is, until somebody kills it.
// Arguments: data folder, address of the ledger's thread, number of rows.

const [folder = '', ledgerWorker = '', rows = '0'] = process.argv.slice(2);
const log = pino({ level: 'silent' });
const clock = { now: Date.now };
const { database } = await openDatabase({ folder, clock, log, syncedTables });
await aCatalogue({ read: work => database.read(work), change: work => database.write(aCommand(), work) });
const router = archiveApi({
  database, clock, log, live: createLiveEvents(), dataFolder: folder, ...noSecondPeople, ledgerWorker: new URL(ledgerWorker),
  branch: () => ({ id: 'branch-1', name: '城东营业厅', trade: 'power', timeZone: 'Asia/Shanghai', isDemonstration: false, settings: defaultSettings }),
});
const client = createRouterClient(router, { context: callerWith('archivist-1', ['archivist']) });
const tell = (word: string): void => { process.stdout.write(`${word}\n`); };

const lines = Array.from({ length: Number(rows) }, (_, nth) => `DY-2018-${String(nth).padStart(6, '0')},王芳,过户与更名`);
const { importId, suggestedMapping } = await sendLedger(client, new File([`档号,户名,类别\n${lines.join('\n')}`], 'ledger.csv'));
await client.checkLedger({ importId, mapping: suggestedMapping });
tell('checked');
void (async () => {
  for await (const { stage, rowsDone } of await client.watchImport({ importId })) if (stage === 'storing' && rowsDone > 0) tell('storing');
})();
await client.storeLedger({ commandId: uuidv7(), importId });
tell('stored');
// Stays, clearing up behind the import, until it is killed.
setInterval(() => undefined, 1000);
