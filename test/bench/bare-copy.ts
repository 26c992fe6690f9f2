import { finished } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { HeadquartersDatabase } from '../../main/headquarters/hq-database.ts';
import { timed } from './measure.ts';

/**
 * Rows a second that PostgreSQL takes by one COPY and one commit: the same rows into a table of the same shape with the same
 * key, from memory over a local connection. The limit of whoever brings rows into it.
 */
export async function copyPerSecond({ pool }: HeadquartersDatabase, branchId: string): Promise<number> {
  const client = await pool.connect();
  try {
    const parts: Buffer[] = [];
    for await (const part of client.query(copyTo(`copy (select * from hq.changes where "branchId" = ${client.escapeLiteral(branchId)} order by seq) to stdout`))) parts.push(part as Buffer);
    const lines = Buffer.concat(parts);
    await client.query('drop table if exists public.bare');
    await client.query('create table public.bare (like hq.changes including all)');
    await client.query('checkpoint');
    const { milliseconds } = await timed(async () => {
      const copy = client.query(copyFrom('copy public.bare from stdin'));
      copy.end(lines);
      await finished(copy);
    });
    const { rows: [row] } = await client.query<{ count: number }>('select count(*) as count from public.bare');
    return (row?.count ?? 0) / (milliseconds / 1000);
  } finally {
    client.release();
  }
}
