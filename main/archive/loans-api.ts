import { implement } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import { approvalOfLoan, approvalsNeeded } from '../../shared/approvals.ts';
import type { BranchInputs, BranchOutputs } from '../../shared/branch-contract.ts';
import { refuse } from '../../shared/errors.ts';
import { lendingContract, type Loan } from '../../shared/lending.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { currentCheckpoint } from '../access-log/access-log-checkpoints-store.ts';
import { appendEntries } from '../access-log/access-log-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, type Caller } from '../branch/caller.ts';
import { readCalendar } from '../calendar/calendar-store.ts';
import type { Command, Queries, Transaction } from '../database/database.ts';
import { nextOrdinal } from '../database/number-floor-store.ts';
import { checkApprovers } from './approvals-needed.ts';
import { archiveLoans } from './lending-schema.ts';
import { countLoans, findLoan, insertLoan, listLoans, readLoan, updateLoan, type AsOf, type StoredLoan } from './lending-store.ts';
import { checkDueDay, checkHoldAllowsLoan, checkMayRenew, latestDueDay } from './loan-terms.ts';
import { approvedEntry, doneEntry, type Asked, type Looker } from './look-entries.ts';
import { lookerOf, refusalsAreLogged, todayOf } from './open-look-api.ts';
import { askedOfFile, signInEach } from './paper-entries-api.ts';
import { paperNumber } from './paper-number.ts';
import { findStanding, setFileState, type FileStanding } from './papers-store.ts';

type Inputs = BranchInputs['lending'];

/** Lending 借阅: cards, renewals, taking back, reminders. Every step is an entry of the access log in its own transaction. */
export function loanHandlers(parts: BranchParts) {
  const { database, clock } = parts;
  const contract = implement(lendingContract).$context<Caller>();

  return {
    proposeDue: contract.proposeDue.handler(call => database.read(reader => proposeDue(reader, lookerOf(call.context), call.input))),
    lend: contract.lend.handler(call => lend(commandOf(call), lookerOf(call.context), call.input)),
    renew: contract.renew.handler(call => renew(commandOf(call), lookerOf(call.context), call.input)),
    takeBack: contract.takeBack.handler(call => takeBack(commandOf(call), lookerOf(call.context), call.input)),
    noteReminder: contract.noteReminder.handler(call => noteReminder(commandOf(call), call.input)),
    loans: contract.loans.handler(call => database.read(reader => loans(reader, call.input))),
    loan: contract.loan.handler(call => database.read(reader => cardOf(reader, call.input.loanId))),
  };

  async function proposeDue(reader: Queries, looker: Looker, { fileId }: Inputs['proposeDue']): Promise<BranchOutputs['lending']['proposeDue']> {
    const { level } = await standingOf(reader, fileId);
    const due = latestDueDay(level, todayOf(parts), await readCalendar(reader));
    return { ...due, days: level.loanDays, daysAre: level.loanDaysAre, approvalsNeeded: approvalsNeeded(level.approval, looker).count };
  }

  async function lend(command: Command, looker: Looker, input: Inputs['lend']): Promise<Loan> {
    const { fileId, dueOn, isOutsideCompany, reason } = input;
    const facts = { dueOn, isOutsideCompany, borrower: input.borrowerName, unit: input.borrowerUnit };
    return refusalsAreLogged(parts, looker, reader => askedOfFile(reader, looker, fileId, 'lend', { words: reason, facts }), async () => {
      const approvers = await signInEach(parts, input.approvals ?? []);
      return database.write(command, async tx => {
        const { file, approval } = await judgeLoan(tx, input);
        checkApprovers(approval, looker, approvers);
        const at = clock.now();
        const year = Number(todayOf(parts).slice(0, 4));
        const ordinal = await nextOrdinal(tx, archiveLoans, year);
        const loan: StoredLoan = {
          id: uuidv7(), year, ordinal, fileId, borrowerName: input.borrowerName, borrowerUnit: input.borrowerUnit, borrowerContact: input.borrowerContact,
          isOutsideCompany, reason, limits: input.limits, approvedByNames: approvers.map(({ name }) => name), lentBy: looker.staffId, lentByName: looker.name,
          lentAt: at, dueOn, isDueByCalendar: file.level.loanDaysAre === 'working', renewals: 0, lastRemindedAt: null,
          returnedAt: null, returnCondition: null, returnWords: null, receivedByName: null,
        };
        const asked = await askedOfFile(tx, looker, fileId, 'lend', { words: reason, facts: { ...facts, loan: paperNumber('J', loan) } });
        await insertLoan(tx, loan);
        await setFileState(tx, [fileId], 'lent', at);
        await appendEntries(tx, [...approvers.map(approver => approvedEntry(approver, looker, asked, at)), doneEntry(looker, asked, [], at)]);
        return cardOf(tx, loan.id);
      });
    });
  }

  /** Errors: FILE_NOT_FOUND, FILE_DESTROYED, FILE_NOT_ON_SHELF, FILE_ON_HOLD, DAY_PAST, LOAN_TOO_LONG. */
  async function judgeLoan(reader: Queries, { fileId, dueOn, isOutsideCompany }: Inputs['lend']) {
    const file = await standingOf(reader, fileId);
    if (file.state !== 'onShelf') refuse('FILE_NOT_ON_SHELF', { archiveNumber: file.archiveNumber, state: file.state });
    checkHoldAllowsLoan(file, isOutsideCompany);
    const today = todayOf(parts);
    checkDueDay(dueOn, latestDueDay(file.level, today, await readCalendar(reader)).dueOn, today);
    return { file, approval: approvalOfLoan(file.level.approval, isOutsideCompany) };
  }

  /** A renewed term counts from today, by the level the file has now. */
  async function renew(command: Command, looker: Looker, { loanId, dueOn, reason }: Inputs['renew']): Promise<Loan> {
    return database.write(command, async tx => {
      const loan = await storedLoan(tx, loanId);
      checkMayRenew(loan, (parts.branch()?.settings ?? defaultSettings).loanRenewals);
      const file = await standingOf(tx, loan.fileId);
      // A hold placed while the file is away brings it back on its day.
      checkHoldAllowsLoan(file, loan.isOutsideCompany);
      const { level } = file;
      const today = todayOf(parts);
      checkDueDay(dueOn, latestDueDay(level, today, await readCalendar(tx)).dueOn, today);
      await updateLoan(tx, loanId, { dueOn, isDueByCalendar: level.loanDaysAre === 'working', renewals: loan.renewals + 1 });
      await log(tx, looker, await askedOfFile(tx, looker, loan.fileId, 'renew', { words: reason, facts: { loan: paperNumber('J', loan), from: loan.dueOn, dueOn } }));
      return cardOf(tx, loanId);
    });
  }

  async function takeBack(command: Command, looker: Looker, { loanId, condition, words }: Inputs['takeBack']): Promise<Loan> {
    return database.write(command, async tx => {
      const loan = await storedLoan(tx, loanId);
      if (loan.returnedAt !== null) refuse('LOAN_RETURNED');
      const at = clock.now();
      await updateLoan(tx, loanId, { returnedAt: at, returnCondition: condition, returnWords: words, receivedByName: looker.name });
      await setFileState(tx, [loan.fileId], 'onShelf', at);
      await log(tx, looker, await askedOfFile(tx, looker, loan.fileId, 'takeBack', { words, facts: { loan: paperNumber('J', loan), condition } }));
      return cardOf(tx, loanId);
    });
  }

  async function noteReminder(command: Command, { loanId }: Inputs['noteReminder']): Promise<Loan> {
    return database.write(command, async tx => {
      const loan = await storedLoan(tx, loanId);
      if (loan.returnedAt !== null) refuse('LOAN_RETURNED');
      await updateLoan(tx, loanId, { lastRemindedAt: clock.now() });
      return cardOf(tx, loanId);
    });
  }

  async function loans(reader: Queries, { which, fileId, limit = 100 }: Inputs['loans']): Promise<BranchOutputs['lending']['loans']> {
    const asOf = await readAsOf(reader);
    return { loans: await listLoans(reader, { which, fileId }, limit, asOf), counts: await countLoans(reader, asOf.today) };
  }

  async function cardOf(reader: Queries, loanId: string): Promise<Loan> {
    return await readLoan(reader, loanId, await readAsOf(reader)) ?? refuse('LOAN_NOT_FOUND');
  }

  async function readAsOf(reader: Queries): Promise<AsOf> {
    return { today: todayOf(parts), calendar: await readCalendar(reader), checkpointText: (await currentCheckpoint(reader))?.text ?? null };
  }

  async function log(tx: Transaction, looker: Looker, asked: Asked): Promise<void> {
    await appendEntries(tx, [doneEntry(looker, asked, [], clock.now())]);
  }
}

async function storedLoan(reader: Queries, loanId: string): Promise<StoredLoan> {
  return await findLoan(reader, loanId) ?? refuse('LOAN_NOT_FOUND');
}

/** Errors: FILE_NOT_FOUND, FILE_DESTROYED. */
async function standingOf(reader: Queries, fileId: string): Promise<FileStanding> {
  const file = await findStanding(reader, fileId) ?? refuse('FILE_NOT_FOUND');
  if (file.state === 'destroyed') refuse('FILE_DESTROYED', { archiveNumber: file.archiveNumber });
  return file;
}
