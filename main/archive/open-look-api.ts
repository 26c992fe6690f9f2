import { v7 as uuidv7 } from 'uuid';
import { approvalsNeeded } from '../../shared/approvals.ts';
import type { LevelApproval } from '../../shared/archive.ts';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { refuse } from '../../shared/errors.ts';
import type { OpenedLook, Purpose } from '../../shared/looks.ts';
import { appendEntries, logThenReveal, type CommittedEntry } from '../access-log/access-log-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { staffOf, type Caller } from '../branch/caller.ts';
import { findComplaintByNumber } from '../complaints/complaints-store.ts';
import { findVisitOfTicket } from '../counter/counter-store.ts';
import { maskedCustomerById, revealCustomer } from '../customers/customers-store.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { ticketAtWindow } from '../queue/queue-store.ts';
import { findWindowOfClerk } from '../queue/windows-store.ts';
import { checkApprovers, type Person } from './approvals-needed.ts';
import { approvedEntry, doneEntry, refusalToLog, refusedEntry, type Asked, type Looker } from './look-entries.ts';
import { basisWords, checkBasis, purposeFor } from './look-rules.ts';
import { findFileStanding, findPurpose, insertLook, revealLookedAtFile, type RunningLook, type StoredLook } from './looks-store.ts';

type OpenInput = BranchInputs['looks']['open'];
export type Subject = { fileId: string } | { customerId: string };

/** Who calls, as looks know people. */
export function lookerOf(caller: Caller): Looker {
  const { id: sessionId, staffId, staffName: name, roles } = staffOf(caller);
  return { staffId, name, roles, sessionId, stationId: caller.connection.station?.id ?? null };
}

/** Today's business date of the branch. */
export function todayOf({ branch, clock }: Pick<BranchParts, 'branch' | 'clock'>): string {
  const present = branch() ?? refuse('NOT_SET_UP');
  return businessDateOf(clock.now(), present.timeZone);
}

/**
 * Opens a look: judged, approved, logged, and only then read.
 *
 * Errors: those of the contract. Every refusal is an entry of its own.
 */
export async function openLook(parts: BranchParts, looker: Looker, input: OpenInput): Promise<OpenedLook> {
  const { database, clock } = parts;
  const today = todayOf(parts);
  return refusalsAreLogged(parts, looker, reader => askedFor(reader, looker, input), async () => {
    // Judged once before anybody types a password for nothing, and again inside the transaction that opens.
    const before = await database.read(reader => judge(reader, looker, input, today));
    const approvers = await signInApprovers(parts, before.approval, looker, input.approvals ?? []);
    return logThenReveal(database, async tx => {
      const { purpose, approval, asked } = await judge(tx, looker, input, today);
      checkApprovers(approval, looker, approvers);
      const at = clock.now();
      const approvals = approvers.map(approver => approvedEntry(approver, looker, asked, at));
      const look: Omit<StoredLook, 'logSeq'> = { ...newLook(looker, asked, purpose, at), basisKind: input.basis.kind };
      const stored = await storeOpened(tx, look, [...approvals, doneEntry(looker, asked, purpose.fields, at)]);
      return { seq: stored.logSeq, found: stored };
    }, (reader, committed, look) => revealLook(reader, { ...look, endsInMs: look.expiresAt - look.openedAt }, looker.name, look.openedAt, committed));
  });
}

/** The row of a look that opens now. */
export function newLook(looker: Looker, asked: Asked, purpose: Pick<Purpose, 'code' | 'nameZh' | 'nameEn' | 'fields' | 'minutes'>, atMs: number): Omit<StoredLook, 'logSeq'> {
  const ofFile = asked.action !== 'unmask';
  return {
    id: uuidv7(), staffId: looker.staffId, sessionId: looker.sessionId, fileId: asked.fileId, customerId: ofFile ? null : asked.customerId,
    purposeCode: purpose.code, purposeNameZh: purpose.nameZh, purposeNameEn: purpose.nameEn, basisKind: null, fields: purpose.fields,
    openedAt: atMs, expiresAt: atMs + purpose.minutes * 60_000, closedAt: null, isBreakGlass: false,
    reason: null, reviewDueOn: null, isReviewDueProvisional: null, reviewedAt: null, reviewedBy: null, isJustified: null, reviewWords: null,
  };
}

/** Appends the entries and stores the look beside them; the last entry is the look's own. */
export async function storeOpened(tx: Transaction, look: Omit<StoredLook, 'logSeq'>, entries: Parameters<typeof appendEntries>[1]): Promise<StoredLook> {
  const logSeq = (await appendEntries(tx, entries)).at(-1);
  if (logSeq === undefined) throw new Error('a look without an entry');
  const stored = { ...look, logSeq };
  await insertLook(tx, stored);
  return stored;
}

/** What a look shows. `asOfMs`: the service's time of this answer. */
export async function revealLook(reader: Queries, look: RunningLook, staffName: string, asOfMs: number, committed: CommittedEntry): Promise<OpenedLook> {
  const { id, logSeq, openedAt, endsInMs, fields, purposeCode, purposeNameZh, purposeNameEn, fileId, customerId } = look;
  return {
    lookId: id, logSeq, openedAt, expiresAt: asOfMs + Math.floor(endsInMs), asOf: asOfMs, fields,
    purpose: { code: purposeCode, nameZh: purposeNameZh, nameEn: purposeNameEn },
    watermark: { staffName, at: openedAt, purposeZh: purposeNameZh, purposeEn: purposeNameEn, logSeq },
    file: fileId === null ? null : await revealLookedAtFile(reader, fileId, fields, committed),
    customer: customerId === null ? null : await revealCustomer(reader, customerId, fields, committed),
  };
}

/** The ticket served now at the caller's own window, and the window itself. */
export async function servedBy(reader: Queries, staffId: string): Promise<{ windowId: string | null; ticket: { id: string; number: string; customerId: string | null } | null }> {
  const window = await findWindowOfClerk(reader, staffId);
  const ticket = window && await ticketAtWindow(reader, window.id);
  if (!window || ticket?.state !== 'serving') return { windowId: window?.id ?? null, ticket: null };
  const visit = await findVisitOfTicket(reader, ticket.id);
  return { windowId: window.id, ticket: { id: ticket.id, number: ticket.number, customerId: visit?.finishedAt === null ? visit.customerId : null } };
}

/** Whom a look would be about, and what its level asks for. Errors: FILE_NOT_FOUND, FILE_DESTROYED, CUSTOMER_NOT_FOUND. */
export async function subjectStanding(reader: Queries, subject: Subject): Promise<{ customerId: string | null; approval: LevelApproval }> {
  if ('customerId' in subject) {
    if (!await maskedCustomerById(reader, subject.customerId)) refuse('CUSTOMER_NOT_FOUND');
    return { customerId: subject.customerId, approval: 'none' };
  }
  const file = await findFileStanding(reader, subject.fileId) ?? refuse('FILE_NOT_FOUND');
  if (file.state === 'destroyed') refuse('FILE_DESTROYED', { archiveNumber: file.archiveNumber });
  return { customerId: file.customerId, approval: file.approval };
}

async function judge(reader: Queries, looker: Looker, input: OpenInput, today: string): Promise<{ purpose: Purpose; approval: LevelApproval; asked: Asked }> {
  const { customerId, approval } = await subjectStanding(reader, input);
  const listed = await findPurpose(reader, input.purposeCode);
  const purpose = (listed && purposeFor(listed, 'fileId' in input ? 'file' : 'customer', looker.roles)) ?? refuse('PURPOSE_NOT_FOUND');
  const { ticket } = await servedBy(reader, looker.staffId);
  if (input.basis.kind === 'complaint' && !await findComplaintByNumber(reader, input.basis.number)) refuse('BASIS_NOT_FOUND');
  checkBasis(input.basis, purpose, { served: ticket && { ticketId: ticket.id, customerId: ticket.customerId }, customerId }, today);
  return { purpose, approval, asked: await askedFor(reader, looker, input) };
}

/** The entry of what was asked for, as far as that exists. */
async function askedFor(reader: Queries, looker: Looker, input: OpenInput): Promise<Asked> {
  const { basis } = input;
  const about = await askedAbout(reader, looker, input);
  const { ticket } = await servedBy(reader, looker.staffId);
  const ticketId = basis.kind === 'ticket' ? basis.ticketId : null;
  const purpose = await findPurpose(reader, input.purposeCode);
  return {
    ...about,
    // Only codes of the list: whatever else was typed has no place in an entry that nobody can ever change.
    purposeCode: purpose?.code ?? null,
    basis: { kind: basis.kind, id: ticketId },
    detail: {
      ...about.detail,
      basisWords: basisWords(basis, ticket?.id === ticketId ? ticket?.number ?? null : null),
      ...(basis.kind === 'register' && { words: basis.reason }),
    },
  };
}

/** An entry about this file or customer, before purpose and basis are known. */
export async function askedAbout(reader: Queries, looker: Looker, subject: Subject): Promise<Asked> {
  const { windowId } = await servedBy(reader, looker.staffId);
  const nothingYet = { windowId, purposeCode: null, basis: null };
  if ('customerId' in subject) {
    const customer = await maskedCustomerById(reader, subject.customerId);
    return { ...nothingYet, action: 'unmask', fileId: null, customerId: subject.customerId, detail: { customerName: customer?.maskedName } };
  }
  const file = await findFileStanding(reader, subject.fileId);
  return {
    ...nothingYet, action: 'view', fileId: subject.fileId, customerId: file?.customerId ?? null,
    detail: { fileNumber: file?.archiveNumber, customerName: file?.maskedName },
  };
}

/**
 * The people who signed in on the spot, as many as the level needs; who they must be is judged by `checkApprovers`.
 * Too few are refused before any password is looked at. Errors: APPROVAL_NEEDED, those of a second sign-in.
 */
export async function signInApprovers(
  { confirmStaff }: Pick<BranchParts, 'confirmStaff'>, approval: LevelApproval, caller: Pick<Person, 'roles'>, signIns: NonNullable<OpenInput['approvals']>,
): Promise<Person[]> {
  const { count } = approvalsNeeded(approval, caller);
  if (signIns.length < count) refuse('APPROVAL_NEEDED', { count });
  const approvers: Person[] = [];
  for (const signIn of signIns.slice(0, count)) approvers.push(await confirmStaff(signIn));
  return approvers;
}

/**
 * Runs `look`; a refusal becomes an entry of its own before the caller hears of it. `asked` says what for; null when
 * this refusal tells nothing worth an entry.
 *
 * Errors: those of `look`; LOG_UNAVAILABLE when the refusal could not be written.
 */
export async function refusalsAreLogged<Shown>(
  { database, clock }: Pick<BranchParts, 'database' | 'clock'>, looker: Looker, asked: (reader: Queries) => Promise<Asked | null>, look: () => Promise<Shown>,
): Promise<Shown> {
  try {
    return await look();
  } catch (error) {
    const code = refusalToLog(error);
    if (code === null) throw error;
    await database.change(async tx => {
      const about = await asked(tx);
      if (about) await appendEntries(tx, [refusedEntry(looker, about, code, clock.now())]);
    }).catch(() => refuse('LOG_UNAVAILABLE'));
    throw error;
  }
}
