import { implement } from '@orpc/server';
import { approvalsNeeded } from '../../shared/approvals.ts';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import { refuse } from '../../shared/errors.ts';
import { looksContract, type OpenedLook, type Purpose } from '../../shared/looks.ts';
import { currentCheckpoint } from '../access-log/access-log-checkpoints-store.ts';
import { appendEntries, logThenReveal } from '../access-log/access-log-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, type Caller } from '../branch/caller.ts';
import type { Command, Queries, Transaction } from '../database/database.ts';
import { breakGlass, breakGlassWaiting, readBreakGlass, reviewBreakGlass } from './break-glass-api.ts';
import { doneEntry, type Asked, type Looker } from './look-entries.ts';
import { purposeFor } from './look-rules.ts';
import { timeLeft } from './look-times.ts';
import { readScan } from './scan-content-store.ts';
import { areScansOf, checkOpens, closeLook, findLook, listPurposes, listRunningLooks, openLookOf, savePurpose, type RunningLook } from './looks-store.ts';
import { askedAbout, lookerOf, openLook, refusalsAreLogged, revealLook, servedBy, subjectStanding, type Subject } from './open-look-api.ts';

type Inputs = BranchInputs['looks'];

/** Looking 查阅: purposes, opening on a basis, and what an open look may show. */
export function looksApi(parts: BranchParts, steadyNow: () => number = () => performance.now()) {
  const { database, clock, live } = parts;
  const contract = implement(looksContract).$context<Caller>();

  return {
    purposes: contract.purposes.handler(() => database.read(listPurposes)),
    savePurpose: contract.savePurpose.handler(call => changePurpose(commandOf(call), lookerOf(call.context), call.input)),
    options: contract.options.handler(call => database.read(reader => optionsFor(reader, lookerOf(call.context), call.input))),
    open: contract.open.handler(call => openLook(parts, lookerOf(call.context), call.input)),
    breakGlass: contract.breakGlass.handler(call => breakGlass(parts, lookerOf(call.context), call.input)),
    opened: contract.opened.handler(call => openedAgain(lookerOf(call.context), call.input)),
    scan: contract.scan.handler(call => showScan(lookerOf(call.context), call.input)),
    print: contract.print.handler(call => print(lookerOf(call.context), call.input)),
    close: contract.close.handler(call => close(lookerOf(call.context), call.input)),
    mine: contract.mine.handler(call => mine(lookerOf(call.context))),
    watchBreakGlass: contract.watchBreakGlass.handler(({ signal }) => live.watch('looks', 'breakGlass', () => breakGlassWaiting(parts), signal)),
    breakGlassLooks: contract.breakGlassLooks.handler(call => readBreakGlass(parts, call.input.which)),
    reviewBreakGlass: contract.reviewBreakGlass.handler(call => reviewBreakGlass(parts, commandOf(call), lookerOf(call.context), call.input)),
  };

  /** A purpose decides what opens: its change is told to the auditor as any other. */
  async function changePurpose(command: Command, looker: Looker, { commandId: _, ...asked }: Inputs['savePurpose']): Promise<Purpose> {
    return database.write(command, async tx => {
      const saved = await savePurpose(tx, asked);
      const { code, bases, fields, minutes, isActive } = saved;
      const entry: Asked = {
        action: 'change', windowId: null, fileId: null, customerId: null, purposeCode: code, basis: null, detail: { facts: { what: 'purpose', bases, minutes, isActive } },
      };
      await appendEntries(tx, [doneEntry(looker, entry, fields, clock.now())]);
      return saved;
    });
  }

  async function optionsFor(reader: Queries, looker: Looker, subject: Subject) {
    const { customerId, approval } = await subjectStanding(reader, subject);
    const { ticket } = await servedBy(reader, looker.staffId);
    const isTheirs = customerId !== null && ticket?.customerId === customerId;
    const kind = 'fileId' in subject ? 'file' : 'customer';
    return {
      purposes: (await listPurposes(reader)).flatMap(purpose => purposeFor(purpose, kind, looker.roles) ?? []),
      ticket: ticket && isTheirs ? { ticketId: ticket.id, number: ticket.number } : null,
      approvalsNeeded: approvalsNeeded(approval, looker).count,
      mayBreakGlass: kind === 'file' && looker.roles.includes('manager'),
    };
  }

  /** A page loaded again reads again what opens: that is an entry too. */
  async function openedAgain(looker: Looker, { lookId }: Inputs['opened']): Promise<OpenedLook> {
    return withinLook(looker, lookId, { facts: { again: true } }, (_tx, look) => Promise.resolve({
      action: look.isBreakGlass ? 'breakGlass' : look.fileId === null ? 'unmask' : 'view', fields: look.fields, found: look,
    }), (reader, committed, look, at) => revealLook(reader, look, looker.name, at, committed));
  }

  /** One scan, opened from its seal after its own entry. */
  async function showScan(looker: Looker, { lookId, scanId, as }: Inputs['scan']): Promise<File> {
    const { fileId, committed } = await withinLook(looker, lookId, { facts: { scanId, as } }, async (tx, look) => {
      const of = await fileOfScans(tx, look, [scanId]);
      return { action: 'viewScan', fields: ['scans'], found: of };
    }, async (_reader, proof, found) => ({ fileId: found, committed: proof }));
    // Behind the reading, not inside it: the content has readings of its own, and a reader that waits for a reader may wait for ever.
    return readScan(parts, committed, fileId, scanId, as);
  }

  /** What goes to a printer is logged before the paper gets its watermark. */
  async function print(looker: Looker, { lookId, scanIds }: Inputs['print']) {
    return withinLook(looker, lookId, { facts: { scanIds } }, async (tx, look) => {
      if (scanIds.length > 0) await fileOfScans(tx, look, scanIds);
      return { action: 'print', fields: scanIds.length > 0 ? look.fields : look.fields.filter(field => field !== 'scans'), found: null };
    }, async (reader, committed, _found, at) => ({
      logSeq: committed.seq, at, staffName: looker.name, checkpointText: (await currentCheckpoint(reader))?.text ?? null,
    }));
  }

  /** The file of the look, whose scans these are. Errors: LOOK_DOES_NOT_OPEN, SCAN_NOT_FOUND. */
  async function fileOfScans(tx: Transaction, look: RunningLook, scanIds: readonly string[]): Promise<string> {
    checkOpens(look, 'scans');
    if (look.fileId === null || !await areScansOf(tx, look.fileId, scanIds)) refuse('SCAN_NOT_FOUND');
    return look.fileId;
  }

  async function close(looker: Looker, { lookId }: Inputs['close']) {
    const closedAt = await database.change(tx => closeLook(tx, lookId, looker.staffId, clock.now()));
    return { closedAt: closedAt ?? refuse('LOOK_ENDED') };
  }

  async function mine(looker: Looker) {
    const now = clock.now();
    const looks = await database.read(reader => listRunningLooks(reader, looker.staffId, now));
    return looks.flatMap(look => {
      const endsInMs = timeLeft(look.id, look, now, steadyNow());
      return endsInMs > 0 ? [{ lookId: look.id, fileId: look.fileId, archiveNumber: look.archiveNumber, expiresAt: now + Math.floor(endsInMs) }] : [];
    });
  }

  /**
   * Everything an open look shows or prints goes through here: the look is this person's and runs, its entry is
   * committed, then `reveal` reads. `atMs` is the entry's time.
   *
   * Errors: LOOK_ENDED, FILE_DESTROYED, those of `check`, LOG_UNAVAILABLE.
   */
  async function withinLook<Found, Shown>(
    looker: Looker, lookId: string, detail: Asked['detail'],
    check: (tx: Transaction, look: RunningLook) => Promise<{ action: Asked['action']; fields: readonly string[]; found: Found }>,
    reveal: (reader: Queries, committed: Parameters<typeof revealLook>[4], found: Found, atMs: number) => Promise<Shown>,
  ): Promise<Shown> {
    return refusalsAreLogged(parts, looker, reader => askedWithin(reader, looker, lookId, detail), () => logThenReveal(database, async tx => {
      const at = clock.now();
      const look = await openLookOf(tx, lookId, looker.staffId, at, steadyNow());
      if (look.fileId !== null) await subjectStanding(tx, { fileId: look.fileId });
      const { action, fields, found } = await check(tx, look);
      const asked = await askedOf(tx, looker, look, detail);
      const [seq] = await appendEntries(tx, [doneEntry(looker, { ...asked, action }, fields, at)]);
      if (seq === undefined) throw new Error('an append without a number');
      return { seq, found: { found, at } };
    }, (reader, committed, { found, at }) => reveal(reader, committed, found, at)));
  }

  /** A page that comes back after its own look is over asks nothing that anybody must know; another's look is another matter. */
  async function askedWithin(reader: Queries, looker: Looker, lookId: string, detail: Asked['detail']): Promise<Asked | null> {
    const look = await findLook(reader, lookId);
    if (!look) return null;
    const isOver = timeLeft(look.id, look, clock.now(), steadyNow()) <= 0;
    return look.staffId === looker.staffId && isOver ? null : askedOf(reader, looker, look, detail);
  }

  async function askedOf(reader: Queries, looker: Looker, look: Pick<RunningLook, 'id' | 'fileId' | 'customerId' | 'purposeCode' | 'basisKind' | 'logSeq'>, detail: Asked['detail']): Promise<Asked> {
    const subject = look.fileId !== null ? { fileId: look.fileId } : { customerId: look.customerId ?? '' };
    const about = await askedAbout(reader, looker, subject);
    return {
      ...about, purposeCode: look.purposeCode, basis: look.basisKind && { kind: look.basisKind, id: null },
      detail: { ...about.detail, ...detail, facts: { lookId: look.id, lookSeq: look.logSeq, ...detail.facts } },
    };
  }
}
