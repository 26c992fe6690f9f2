import { v7 as uuidv7 } from 'uuid';
import type * as z from 'zod';
import { directiveBodies } from '../../shared/directives.ts';
import { isRefusal, refuse } from '../../shared/errors.ts';
import { appendEntries } from '../access-log/access-log-store.ts';
import type { PresentBranch } from '../branch/branch-parts.ts';
import type { StaffParts } from '../branch/staff-parts.ts';
import { takeSettings } from '../branch/settings-store.ts';
import { replaceYear } from '../calendar/calendar-store.ts';
import { addHeadquartersSteps, recomputeDue } from '../complaints/complaints-store.ts';
import { hallHoursFault, readDeadlineRules } from '../complaints/deadline-ground-store.ts';
import { takeEntrusted } from '../complaints/entrusted-complaints-store.ts';
import { takeClasses, takeDeadlineTable } from '../complaints/headquarters-rules-store.ts';
import type { Transaction } from '../database/database.ts';
import { takeNotice, takeWithdrawal } from '../notices/headquarters-notices-store.ts';
import { takeServices } from '../queue/headquarters-services-store.ts';
import { takeStaff } from '../staff/headquarters-staff-store.ts';
import { calendarFaults } from './calendar-faults.ts';
import type { PulledDirective } from './headquarters-calls.ts';
import { keepTake } from './line-store.ts';
import { rejournal } from './repair-store.ts';

type Bodies = { [Kind in keyof typeof directiveBodies]: z.output<(typeof directiveBodies)[Kind]> };
type Takers = { [Kind in keyof Bodies]: (tx: Transaction, body: Bodies[Kind], directive: PulledDirective) => Promise<void> };

export interface TakerParts extends StaffParts {
  /** headquarters asked for a comparison, of everything or of the rows that were just written anew for it */
  onRecheck?(what: 'everything' | 'whatChanged'): void;
}

/** These say nothing about the directive: it is taken when the machine is well again. */
const machineFaults = new Set(['DISK_FULL', 'DATABASE_READ_ONLY', 'DATABASE_DAMAGED']);

/**
 * Takes what headquarters gives, each kind through the store of the domain that owns it, in one transaction with the line's
 * place: so none is taken twice and none is lost. One that cannot be taken is kept as refused with its code, and passed over.
 */
export function directiveTaker(parts: TakerParts): (directive: PulledDirective) => Promise<void> {
  const { database, clock, live, log } = parts;
  const takers: Takers = {
    async services(tx, { services }) {
      await takeServices(tx, services, clock.now());
      tx.afterCommit(() => live.publish('queue'));
    },
    staff: (tx, { staff }) => takeStaff(parts, tx, staff, clock.now()),
    async calendarYear(tx, year, directive) {
      const faults = calendarFaults(year);
      if (faults.length > 0) refuse('CALENDAR_WRONG', { faults });
      await replaceYear(tx, year, 'headquarters', clock.now());
      await rulesChanged(tx, directive, present());
    },
    async notice(tx, notice) {
      await takeNotice(tx, notice);
      noticesChanged(tx);
    },
    async noticeWithdrawn(tx, withdrawal) {
      await takeWithdrawal(tx, withdrawal);
      noticesChanged(tx);
    },
    async complaintClasses(tx, { classes }, directive) {
      await takeClasses(tx, classes);
      await rulesChanged(tx, directive, present());
    },
    async deadlineTable(tx, { rows }, directive) {
      await takeDeadlineTable(tx, rows);
      await rulesChanged(tx, directive, present());
    },
    async complaintSteps(tx, { complaintId, steps }) {
      await addHeadquartersSteps(tx, complaintId, steps, await readDeadlineRules(tx, present()));
      tx.afterCommit(() => live.publish('complaints'));
    },
    async entrustedComplaint(tx, entrusted) {
      await takeEntrusted(tx, entrusted, await readDeadlineRules(tx, present()), { timeZone: present().timeZone, now: clock.now() });
      tx.afterCommit(() => live.publish('complaints'));
    },
    async settings(tx, given, directive) {
      await takeSettings(tx, given, clock.now());
      const { hallHours } = given.values;
      if (!hallHours) return;
      const branch = present();
      const fault = await hallHoursFault(tx, hallHours, branch.timeZone);
      if (fault !== null) refuse('DEADLINE_TABLE_WRONG', { problems: [], hallHours: [fault] });
      await rulesChanged(tx, directive, { ...branch, settings: { ...branch.settings, hallHours } });
    },
    async repair(tx, { table, keys }) {
      if (!await rejournal(tx, table, keys)) throw new Refused('TABLE_NOT_FOUND');
      tx.afterCommit(() => parts.onRecheck?.('whatChanged'));
    },
    async recheck(tx) {
      tx.afterCommit(() => parts.onRecheck?.('everything'));
    },
  };

  return async directive => {
    const { number, kind } = directive;
    const at = clock.now();
    try {
      await database.change(async tx => {
        await take(tx, directive);
        await keepTake(tx, { number, kind, outcome: 'taken', code: null, at });
      });
    } catch (error) {
      const code = codeOf(error, directive);
      await database.change(tx => keepTake(tx, { number, kind, outcome: 'refused', code, at }));
      log.warn({ number, kind, code }, 'a directive of headquarters could not be taken');
    }
    if (kind === 'settings') await parts.reloadBranch();
    live.publish('sync');
  };

  async function take(tx: Transaction, directive: PulledDirective): Promise<void> {
    if (!isKnownKind(directive.kind)) throw new Refused('KIND_UNKNOWN');
    await takeOfKind(tx, directive.kind, directive);
  }

  async function takeOfKind<Kind extends keyof Bodies>(tx: Transaction, kind: Kind, directive: PulledDirective): Promise<void> {
    const body = directiveBodies[kind].safeParse(directive.body);
    if (!body.success) throw new Refused('BODY_WRONG');
    // The schema is the one of this kind, so is what it has read.
    await takers[kind](tx, body.data as Bodies[Kind], directive);
  }

  /** What decides deadlines has changed: open complaints are reckoned anew, and the access log keeps who changed what. */
  async function rulesChanged(tx: Transaction, { number, kind, publishedByName }: PulledDirective, branch: PresentBranch): Promise<void> {
    await recomputeDue(tx, await readDeadlineRules(tx, branch));
    await appendEntries(tx, [{
      at: clock.now(), staffId: null, role: 'system', stationId: null, windowId: null, action: 'change', outcome: 'done', fileId: null, customerId: null,
      purpose: null, basis: null, fields: [], detail: { facts: { what: kind, directive: number, by: publishedByName } },
    }]);
    tx.afterCommit(() => live.publish('complaints'));
  }

  function noticesChanged(tx: Transaction): void {
    tx.afterCommit(() => {
      live.publish('notices');
      live.publish('queue');
    });
  }

  function present(): PresentBranch {
    return parts.branch() ?? refuse('NOT_SET_UP');
  }

  /** Throws what is not the directive's fault. */
  function codeOf(error: unknown, { number, kind }: PulledDirective): string {
    if (error instanceof Refused) return error.code;
    if (isRefusal(error)) {
      if (machineFaults.has(error.code)) throw error;
      return error.code;
    }
    const faultId = uuidv7();
    log.error({ err: error, faultId, number, kind }, 'a directive of headquarters met a fault');
    return 'FAULT';
  }
}

/** A refusal that no person at the branch ever meets. */
class Refused extends Error {
  constructor(readonly code: 'KIND_UNKNOWN' | 'BODY_WRONG' | 'TABLE_NOT_FOUND') {
    super(code);
  }
}

function isKnownKind(kind: string): kind is keyof Bodies {
  return Object.hasOwn(directiveBodies, kind);
}
