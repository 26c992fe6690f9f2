import type { LogEntry } from '../../shared/access-log.ts';

/** An entry's stored text, as it was hashed: docs/access-log-format.md. */
interface EntryText {
  seq: number; at: number; staff: string | null; role: LogEntry['role']; station: string | null; window: string | null;
  action: LogEntry['action']; outcome: LogEntry['outcome']; file: string | null; customer: string | null; purpose: string | null;
  basis: LogEntry['basis']; fields: string[];
}

/** What an entry's text says, without its personal detail, of which the text holds only the commitment. */
export function readEntryBytes(bytes: string): Omit<LogEntry, 'detail'> {
  const { seq, at, staff, role, station, window, action, outcome, file, customer, purpose, basis, fields } = JSON.parse(bytes) as EntryText;
  return { seq, at, staffId: staff, role, stationId: station, windowId: window, action, outcome, fileId: file, customerId: customer, purpose, basis, fields };
}
