import { migrationOf, type Migration } from '../database/migrations.ts';
import type { HeadquartersDatabase, Transaction } from './hq-database.ts';
import order from './migrations/meta/_journal.json' with { type: 'json' };
import { HeadquartersStartFault } from './start-fault.ts';

const texts = import.meta.glob<string>('./migrations/*.sql', { query: '?raw', import: 'default', eager: true });

/** All migrations of headquarters' own tables, in order, embedded when the program was built. */
export const headquartersMigrations: readonly Migration[] = order.entries.map(({ tag }) => {
  const text = texts[`./migrations/${tag}.sql`];
  if (text === undefined) throw new Error(`the migration ${tag} is listed but its file is missing`);
  return migrationOf(tag, text);
});

/** Held while the tables are made ready, so that instances that start at once wait for each other. */
const preparingLock = 4821;

/**
 * Brings the database to the present shape, then does what else must be there before anybody works, all in one transaction.
 * Errors: SCHEMA_TOO_NEW, SCHEMA_DIFFERS; nothing was changed then.
 */
export async function prepareDatabase(database: HeadquartersDatabase, prepare: (tx: Transaction) => Promise<void>): Promise<void> {
  await database.transact(async tx => {
    const { $client } = tx;
    await $client.query('select pg_advisory_xact_lock($1)', [preparingLock]);
    await $client.query('create table if not exists public.branch_desk_migrations (number integer primary key, tag text not null, hash text not null, at bigint not null)');
    const { rows: applied } = await $client.query<{ tag: string; hash: string }>('select tag, hash from public.branch_desk_migrations order by number');
    for (const [number, { tag, hash }] of applied.entries()) {
      const ours = headquartersMigrations[number];
      if (!ours) throw new HeadquartersStartFault('SCHEMA_TOO_NEW');
      if (ours.hash !== hash) throw new HeadquartersStartFault('SCHEMA_DIFFERS', { migration: tag });
    }
    for (const [index, { tag, hash, statements }] of headquartersMigrations.slice(applied.length).entries()) {
      for (const statement of statements) await $client.query(statement);
      await $client.query('insert into public.branch_desk_migrations values ($1, $2, $3, $4)', [applied.length + index, tag, hash, Date.now()]);
    }
    await prepare(tx);
  });
}
