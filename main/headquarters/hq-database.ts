import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { HeadquartersStartFault } from './start-fault.ts';

/** The checks of rows by `pg_input_is_valid` came with it. */
const leastVersion = 16;
/** Several instances share the hundred connections a server has by default. */
const mostConnections = 12;
const bigIntegers = 20;
/** Another transaction was in the way and this one was undone: it may simply be done again. */
const passingCodes = new Set(['40001', '40P01']);
const mostTries = 4;

/** Statements outside of a transaction, each on a connection of the pool. */
export type Queries = NodePgDatabase<Record<string, never>> & { $client: pg.Pool };
/** Statements of one transaction, on its own connection: `$client` is for COPY and for SQL that is put together. */
export type Transaction = NodePgDatabase<Record<string, never>> & { $client: pg.PoolClient };

/** Headquarters' PostgreSQL. Whole numbers of eight bytes come as numbers: all of ours are times, counts and sequences. */
export interface HeadquartersDatabase {
  queries: Queries;
  /** Everything or nothing; tried again where another transaction was merely in the way. */
  transact<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  pool: pg.Pool;
  close(): Promise<void>;
}

const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') => id === bigIntegers && format !== 'binary' ? Number : pg.types.getTypeParser(id, format as 'text'),
};

/** Opens the database. Errors: DATABASE_NOT_REACHED, DATABASE_TOO_OLD. */
export async function openHeadquartersDatabase(url: string): Promise<HeadquartersDatabase> {
  const pool = new pg.Pool({ connectionString: url, max: mostConnections, connectionTimeoutMillis: 15_000, types, application_name: 'branch-desk-headquarters' });
  // A connection that breaks while no statement is under way, in the pool or within a transaction: who uses it next hears of it.
  pool.on('error', () => undefined);
  pool.on('connect', client => client.on('error', () => undefined));
  try {
    const { rows: [row] } = await pool.query<{ version: string }>(`select current_setting('server_version_num') as version`);
    const version = Math.floor(Number(row?.version) / 10_000);
    if (version < leastVersion) throw new HeadquartersStartFault('DATABASE_TOO_OLD', { version: String(version), least: String(leastVersion) });
  } catch (error) {
    await pool.end();
    if (error instanceof HeadquartersStartFault) throw error;
    throw new HeadquartersStartFault('DATABASE_NOT_REACHED', { where: withoutPassword(url), reason: reasonOf(error) }, error);
  }

  return {
    pool,
    queries: drizzle(pool),
    async transact(work) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await transactOnce(pool, work);
        } catch (error) {
          if (!passingCodes.has(sqlStateOf(error) ?? '') || tries === mostTries) throw error;
        }
      }
    },
    close: () => pool.end(),
  };
}

async function transactOnce<Result>(pool: pg.Pool, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    await client.query('begin');
    const result = await work(drizzle(client));
    await client.query('commit');
    return result;
  } catch (error) {
    // A connection on which even this fails is not given back.
    await client.query('rollback').catch(() => { isBroken = true; });
    throw error;
  } finally {
    client.release(isBroken);
  }
}

/** PostgreSQL's own code of an error, also where drizzle wrapped it. */
export function sqlStateOf(error: unknown): string | undefined {
  if (error instanceof pg.DatabaseError) return error.code;
  return error instanceof Error && error.cause !== undefined ? sqlStateOf(error.cause) : undefined;
}

function withoutPassword(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code !== undefined) return String(error.code);
  return error instanceof Error ? error.message : String(error);
}
