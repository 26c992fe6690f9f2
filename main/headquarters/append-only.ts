import type { Transaction } from './hq-database.ts';

/** Tables that are evidence: the database itself refuses to change or remove what is in them. */
const appendOnlyTables = ['hq.audit_trail', 'hq.complaint_steps', 'hq.forks', 'hq.changes', 'hq.log_findings'];

/** Makes the triggers that keep the evidence as it is. */
export async function keepAppendOnly({ $client }: Transaction): Promise<void> {
  await $client.query(`
    create or replace function hq.refuse_change() returns trigger language plpgsql as
    $$ begin raise exception 'rows of % are only ever added', tg_table_name; end $$`);
  for (const table of appendOnlyTables) {
    await $client.query(`create or replace trigger stays before update or delete or truncate on ${table} for each statement execute function hq.refuse_change()`);
  }
}
