import { generateKeyPairSync, sign } from 'node:crypto';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commitmentOf, leafHashOf } from '../../main/access-log/entry-bytes.ts';
import { signCheckpoint } from '../../main/access-log/checkpoint.ts';
import { rootOf } from '../../main/access-log/merkle-tree.ts';
import { branchKeyOf } from '../../main/branch/branch-key.ts';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { aBranchSecret } from '../builders/a-branch-key.ts';
import { logBranchId } from '../builders/a-log.ts';

// What somebody does who has the database's file and a tool to edit it with, while the service is stopped.

interface Row { seq: number; bytes: string }

/** The data folder of a stopped branch, with yesterday's database beside it. */
export interface StoppedBranch { folder: string; yesterday: string }

/** Each attack by its name in docs/access-log-attacks.md. */
export const attacks: Record<string, (branch: StoppedBranch) => Promise<void>> = {
  'edit a field': branch => edit(branch, async file => {
    await changeEntry(file, 10, entry => ({ ...entry, action: 'search' }));
  }),
  'edit a detail': branch => edit(branch, file => file.exec(`update access_log_details set content = replace(content, '王*芳', '李*明') where seq = 10`)),
  'take details away': branch => edit(branch, file => file.exec('update access_log_details set salt = null, content = null, destroyedAt = 1 where seq in (10, 11)')),
  'delete in the middle': branch => edit(branch, file => file.exec('delete from access_log_entries where seq = 10; delete from access_log_details where seq = 10')),
  'insert in the middle': branch => edit(branch, async file => {
    const later = (await entriesOf(file)).filter(({ seq }) => seq >= 10);
    await file.exec('delete from access_log_entries where seq >= 10; update access_log_details set seq = -seq where seq >= 10; update access_log_details set seq = 1 - seq where seq < 0');
    await addEntry(file, 10, withMembers(later[0]!, { seq: 10, action: 'unmask' }));
    for (const row of later) await addEntry(file, row.seq + 1, withMembers(row, { seq: row.seq + 1 }));
    await file.exec(`insert into access_log_details (seq, salt, content) select 10, salt, content from access_log_details where seq = 11`);
  }),
  'swap two entries': branch => edit(branch, async file => {
    const [first, second] = (await entriesOf(file)).filter(({ seq }) => seq === 10 || seq === 11);
    await file.run('update access_log_entries set bytes = ? where seq = 10', [second!.bytes]);
    await file.run('update access_log_entries set bytes = ? where seq = 11', [first!.bytes]);
    await file.exec('update access_log_details set seq = -1 where seq = 10; update access_log_details set seq = 10 where seq = 11; update access_log_details set seq = 11 where seq = -1');
  }),
  'swap two fields': branch => edit(branch, file => changeEntry(file, 10, entry => ({ ...entry, file: entry['customer'], customer: entry['file'] }))),
  'cut the tail, leave its checkpoints': branch => edit(branch, file => cutAfter(file, 30)),
  'cut the tail with its checkpoints': branch => edit(branch, async file => {
    await cutAfter(file, 30);
    await file.exec('delete from access_log_checkpoints where size > 30');
  }),
  'cut what nobody outside has seen, with its checkpoint': branch => edit(branch, async file => {
    await cutAfter(file, 40);
    await file.exec('delete from access_log_checkpoints where size > 40');
  }),
  'rewrite everything with recomputed hashes': branch => edit(branch, file => rewrite(file)),
  'rewrite everything and delete the checkpoints': branch => edit(branch, async file => {
    await rewrite(file);
    await file.exec('delete from access_log_checkpoints');
  }),
  'rewrite everything with the stolen key': async branch => {
    await edit(branch, async file => {
      await rewrite(file);
      await file.exec('delete from access_log_checkpoints');
      await signAll(file, branchKeyOf(aBranchSecret).checkpointPublicKey, branchKeyOf(aBranchSecret).signCheckpoint);
    });
    // The thief of the key writes what the machine remembers, too.
    await rm(join(branch.folder, 'keys', 'log-anchor'));
  },
  'restore yesterday\'s database': ({ folder, yesterday }) => copyFile(yesterday, join(folder, 'branch.sqlite')),
  'copy the branch and continue on both': () => Promise.resolve(),
  'backdate an entry': branch => edit(branch, file => forgeLast(file, entry => ({ at: Number(entry['at']) - 3 * 3_600_000 }))),
  'add an entry at the end that might have been': branch => edit(branch, file => forgeLast(file, entry => ({ at: entry['at'] }))),
  'delete the newest checkpoint': branch => edit(branch, file => file.exec('delete from access_log_checkpoints where size = (select max(size) from access_log_checkpoints)')),
  'forge a checkpoint with another key': branch => edit(branch, async file => {
    await rewrite(file);
    await file.exec('delete from access_log_checkpoints');
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    await signAll(file, publicKey.export({ format: 'der', type: 'spki' }).subarray(-32), bytes => sign(null, bytes, privateKey));
  }),
};

async function edit({ folder }: StoppedBranch, act: (file: SqliteConnection) => Promise<unknown>): Promise<void> {
  const file = await SqliteConnection.open(join(folder, 'branch.sqlite'), 'readWrite');
  try {
    // The guards of the database are only triggers to whoever owns the file.
    const triggers = await file.all(`select name from sqlite_schema where type = 'trigger' and tbl_name like 'access_log_%'`);
    for (const { name } of triggers) await file.exec(`drop trigger "${String(name)}"`);
    await act(file);
  } finally {
    await file.close();
  }
}

async function entriesOf(file: SqliteConnection): Promise<Row[]> {
  const rows = await file.all('select seq, bytes from access_log_entries order by seq');
  return rows.map(row => ({ seq: Number(row['seq']), bytes: String(row['bytes']) }));
}

/** The entry's text with other values in its members, in the order entries are written. */
function withMembers({ bytes }: Row, members: Record<string, unknown>): string {
  return JSON.stringify({ ...JSON.parse(bytes) as Record<string, unknown>, ...members });
}

async function changeEntry(file: SqliteConnection, seq: number, change: (entry: Record<string, unknown>) => Record<string, unknown>): Promise<void> {
  const row = (await entriesOf(file)).find(each => each.seq === seq)!;
  await file.run('update access_log_entries set bytes = ? where seq = ?', [withMembers(row, change(JSON.parse(row.bytes) as Record<string, unknown>)), seq]);
}

async function addEntry(file: SqliteConnection, seq: number, bytes: string): Promise<void> {
  await file.run('insert into access_log_entries (seq, bytes, leafHash) values (?, ?, ?)', [seq, bytes, leafHashOf(bytes)]);
}

async function cutAfter(file: SqliteConnection, size: number): Promise<void> {
  await file.exec(`delete from access_log_entries where seq >= ${size}; delete from access_log_details where seq >= ${size}`);
}

/** Another staff member did what entry 5 says, and every hash is made to fit. */
async function rewrite(file: SqliteConnection): Promise<void> {
  for (const row of await entriesOf(file)) {
    const bytes = row.seq === 5 ? withMembers(row, { staff: 'somebody-else' }) : row.bytes;
    await file.run('update access_log_entries set bytes = ?, leafHash = ? where seq = ?', [bytes, leafHashOf(bytes), row.seq]);
  }
  await file.exec('delete from access_log_subtrees');
}

async function signAll(file: SqliteConnection, publicKey: Buffer, signer: (bytes: Buffer) => Buffer): Promise<void> {
  const hashes = (await entriesOf(file)).map(({ bytes }) => leafHashOf(bytes));
  const root = rootOf(hashes);
  const note = signCheckpoint({ origin: `branch-desk/${logBranchId}`, size: hashes.length, root }, publicKey, signer);
  await file.run('insert into access_log_checkpoints (size, at, rootHash, note) values (?, ?, ?, ?)', [hashes.length, 0, root.toString('base64'), note]);
}

/** One more entry, hashed as it should be, like the last one but for some members. */
async function forgeLast(file: SqliteConnection, members: (last: Record<string, unknown>) => Record<string, unknown>): Promise<void> {
  const last = (await entriesOf(file)).at(-1)!;
  const [salt, content] = [Buffer.alloc(16, 1), '{"staffName":"李敏"}'];
  await addEntry(file, last.seq + 1, withMembers(last, { seq: last.seq + 1, ...members(JSON.parse(last.bytes) as Record<string, unknown>), detail: commitmentOf(salt, content) }));
  await file.run('insert into access_log_details (seq, salt, content) values (?, ?, ?)', [last.seq + 1, salt.toString('base64'), content]);
}
