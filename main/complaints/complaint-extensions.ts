import type { ComplaintSide, StepFacts } from '../../shared/complaint-steps.ts';
import type { DeadlineRow, ExtensionRule } from '../../shared/deadlines.ts';
import { deadlinesOf } from './complaint-due.ts';
import type { Standing } from './complaint-path.ts';
import type { DeadlineGround } from './deadline-ground.ts';
import { isInTime } from './deadlines.ts';

/** A complaint as more time for it is judged. */
export interface Extending {
  /** UTC ms */
  receivedAt: number;
  row: DeadlineRow;
  standing: Standing;
  ground: DeadlineGround;
  /** UTC ms */
  now: number;
}
export type ExtensionFault = 'EXTENSION_NOT_ALLOWED' | 'EXTENSION_TOO_LATE' | 'HEADQUARTERS_DECIDES';
type DueAtThen = Extract<StepFacts, { kind: 'extensionDecided' }>['dueAtThen'];

/** The extension that may be asked for next: in the table's order, each once. Null: none is left. */
export function nextExtension({ row, standing }: Pick<Extending, 'row' | 'standing'>): ExtensionRule | null {
  return row.extensions[standing.extensions.length] ?? null;
}

/** Why no more time may be asked for, null when it may. */
export function askingFault(of: Extending): ExtensionFault | null {
  const rule = nextExtension(of);
  if (!rule) return 'EXTENSION_NOT_ALLOWED';
  return isLate(dueNow(of, rule), of.now) ? 'EXTENSION_TOO_LATE' : null;
}

/** Why the extension that waits cannot be decided by this side, null when it can. One that comes too late can still be declined. */
export function decidingFault(of: Extending, side: ComplaintSide, isApproved: boolean): ExtensionFault | null {
  const rule = waitingRule(of);
  if (!rule) return 'EXTENSION_NOT_ALLOWED';
  if (rule.approvedBy === 'headquarters' && side === 'branch') return 'HEADQUARTERS_DECIDES';
  if (rule.approvedBy !== 'headquarters' && side === 'headquarters') return 'EXTENSION_NOT_ALLOWED';
  return isApproved && isLate(dueNow(of, rule), of.now) ? 'EXTENSION_TOO_LATE' : null;
}

/** What the waiting extension moves, as it is due before it is decided. */
export function dueBeforeDecision(of: Extending): DueAtThen {
  const rule = waitingRule(of);
  return rule ? dueNow(of, rule) : {};
}

/** The last day for the answer, or for what else it moves, once the waiting extension is approved. Null: none waits, or it stands still. */
export function dayOnceApproved(of: Extending): string | null {
  const { receivedAt, row, standing, ground, now } = of;
  const rule = waitingRule(of);
  if (!rule || !standing.askedExtension) return null;
  const approved = { kind: 'extensionDecided' as const, isApproved: true, words: '', span: standing.askedExtension.span, dueAtThen: dueNow(of, rule) };
  const deadlines = deadlinesOf({ receivedAt, row }, { ...standing, extensions: [...standing.extensions, approved], extensionTimes: [...standing.extensionTimes, now] }, ground);
  const kind = rule.extends.includes('answer') ? 'answer' : rule.extends[0];
  return (kind && deadlines[kind]?.lastDay) ?? null;
}

function waitingRule({ row, standing: { askedExtension } }: Extending): ExtensionRule | undefined {
  return row.extensions.find(({ id }) => id === askedExtension?.ruleId);
}

function dueNow({ receivedAt, row, standing, ground }: Extending, { extends: kinds }: ExtensionRule): DueAtThen {
  const deadlines = deadlinesOf({ receivedAt, row }, standing, ground);
  return Object.fromEntries(kinds.flatMap(kind => (deadlines[kind] ? [[kind, deadlines[kind].dueAt]] : []))) as DueAtThen;
}

/** Null: it stands still, and is not late. */
function isLate(dueAtThen: DueAtThen, now: number): boolean {
  return Object.values(dueAtThen).some(dueAt => dueAt !== undefined && !isInTime(now, dueAt, 0));
}
