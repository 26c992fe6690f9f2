import { sql } from 'drizzle-orm';
import type { LogAction, LogDetail, LogEntry } from '../../shared/access-log.ts';
import type { Role } from '../../shared/staff.ts';
import { staffOf, type Caller } from '../branch/caller.ts';
import type { Transaction } from '../database/database.ts';
import { windows } from '../queue/queue-schema.ts';
import { appendEntries } from './access-log-store.ts';

/** What a caller's entry says beyond who, where and when. */
export interface CallersEntry extends Partial<Pick<LogEntry, 'outcome' | 'fileId' | 'customerId' | 'purpose' | 'basis' | 'fields'>> {
  action: LogAction;
  /** the roles the procedure asks for: of several roles held, the entry names the one that was used */
  as: readonly Role[];
  /** UTC ms */
  at: number;
  detail?: Omit<LogDetail, 'staffName'>;
}

/**
 * Appends the entry of something the signed-in caller does, with their name, their station and the window they sit at.
 * Answers its sequence number, which holds only if the transaction commits.
 */
export async function appendCallersEntry(tx: Transaction, caller: Caller, entry: CallersEntry): Promise<number> {
  const { staffId, staffName, roles } = staffOf(caller);
  const role = entry.as.find(each => roles.includes(each)) ?? roles[0];
  if (!role) throw new Error('somebody without any role was let through');
  const [window] = await tx.select({ id: windows.id, number: windows.number }).from(windows).where(sql`${windows.clerkId} = ${staffId}`);
  const { outcome = 'done', fileId = null, customerId = null, purpose = null, basis = null, fields = [], action, at, detail = {} } = entry;
  const [seq] = await appendEntries(tx, [{
    at, staffId, role, stationId: caller.connection.station?.id ?? null, windowId: window?.id ?? null,
    action, outcome, fileId, customerId, purpose, basis, fields, detail: { staffName, ...detail },
  }]);
  if (seq === undefined) throw new Error('an entry was appended without a number');
  return seq;
}
