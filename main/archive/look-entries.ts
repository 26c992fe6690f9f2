import type { LogAction, LogDetail, LogEntry } from '../../shared/access-log.ts';
import { isRefusal } from '../../shared/errors.ts';
import type { NewLogEntry } from '../access-log/access-log-store.ts';
import { lookingRole } from './look-rules.ts';
import type { Person } from './approvals-needed.ts';

/** Who looks, and from where. */
export interface Looker extends Person {
  sessionId: string;
  stationId: string | null;
}

/** What somebody asked to see; what is not known yet, or is not of this kind, is null. */
export interface Asked {
  action: LogAction;
  windowId: string | null;
  fileId: string | null;
  customerId: string | null;
  purposeCode: string | null;
  basis: LogEntry['basis'];
  detail: Omit<LogDetail, 'staffName'>;
}

/** The entry of what is about to be shown: `fields` are its names. */
export function doneEntry(looker: Looker, asked: Asked, fields: readonly string[], atMs: number): NewLogEntry {
  return entry(looker, asked, 'done', fields, atMs);
}

/** The entry of somebody who asked and was not let, with the code of the refusal. */
export function refusedEntry(looker: Looker, asked: Asked, code: string, atMs: number): NewLogEntry {
  return entry(looker, { ...asked, detail: { ...asked.detail, facts: { ...asked.detail.facts, code } } }, 'refused', [], atMs);
}

/** The entry of one who approved, for whom. */
export function approvedEntry(approver: Person, looker: Looker, asked: Asked, atMs: number): NewLogEntry {
  const { fileNumber, customerName } = asked.detail;
  const approved: Asked = { ...asked, action: 'approve', detail: { fileNumber, customerName, facts: { forStaffId: looker.staffId, action: asked.action } } };
  return entry({ ...looker, ...approver }, approved, 'done', [], atMs);
}

function entry({ staffId, name, roles, stationId }: Looker, asked: Asked, outcome: NewLogEntry['outcome'], fields: readonly string[], at: number): NewLogEntry {
  const { action, windowId, fileId, customerId, purposeCode, basis, detail } = asked;
  return {
    at, staffId, role: lookingRole(roles), stationId, windowId, action, outcome, fileId, customerId, purpose: purposeCode, basis,
    fields: [...fields], detail: { staffName: name, ...detail },
  };
}

/** A fault of the machine is no refusal of a person: nobody was judged, and often nothing can be written. */
const faultsOfTheMachine: readonly string[] = ['LOG_UNAVAILABLE', 'LOG_DAMAGED', 'DISK_FULL', 'DATABASE_READ_ONLY', 'DATABASE_DAMAGED', 'SCAN_DAMAGED', 'BRANCH_KEY_DIFFERS', 'FAULT'];

/** The code of a refusal that belongs into the log; null for anything else. */
export function refusalToLog(error: unknown): string | null {
  return isRefusal(error) && !faultsOfTheMachine.includes(error.code) ? error.code : null;
}
