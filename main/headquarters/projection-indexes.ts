import type { Transaction } from './hq-database.ts';

// What the console asks of all branches at once. What ends or grows old is in no index of open ones, and numbers are found by
// themselves, so that an answer takes as long after ten years as after ten days.

const isOpen = 'where "endedAt" is null';
const indexes: Record<string, string> = {
  complaints_due: `complaints ("dueOrder", "branchId", id) ${isOpen}`,
  complaints_due_in_state: `complaints (state, "dueOrder", "branchId", id) ${isOpen}`,
  complaints_due_in_branch: `complaints ("branchId", "dueOrder", id) ${isOpen}`,
  complaints_due_in_class: `complaints ("classId", "dueOrder", "branchId", id) ${isOpen}`,
  complaints_ended: 'complaints ("endedAt", "branchId", id) where "endedAt" is not null',
  complaints_number: 'complaints (year, ordinal, "branchId")',
  complaint_steps_complaint: 'complaint_steps ("branchId", "complaintId")',
  day_summaries_day: 'day_summaries ("branchId", "businessDate", version)',
  tickets_number: 'tickets (number, "issuedAt")',
  archive_files_number: 'archive_files ("archiveNumber")',
};

/** Makes the indexes that are missing. */
export async function makeProjectionIndexes({ $client }: Transaction): Promise<void> {
  for (const [name, on] of Object.entries(indexes)) await $client.query(`create index if not exists ${name} on branches.${on}`);
}
