import type { BranchInputs } from '../../shared/branch-contract.ts';
import { refuse } from '../../shared/errors.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { staffOf, type Caller } from '../branch/caller.ts';
import type { Command, Database } from '../database/database.ts';
import { logThenReveal } from './access-log-store.ts';
import { appendCallersEntry } from './caller-entry-store.ts';
import { circumstancesOf } from './flag-evidence-store.ts';
import { flagsOf } from './flag-rules.ts';
import { countOpenFlags, findFlag, flagsAsShown, listFlags, looksToJudge, saveFinding, storeFlags } from './flags-store.ts';
import { entriesBySeq } from './log-reading-store.ts';

type Parts = Pick<BranchParts, 'database' | 'clock' | 'branch' | 'log'>;
const looksAtATime = 100;
const entriesReadAgain = 500;
const judgeEverySeconds = 20;

/**
 * Judges the looks nobody has judged yet, beside the service's work: after their commit, in small steps, going on where a
 * crash or a stop left off. Two at once are one after the other. Answers how many flags are new.
 */
export function judgeLooks(parts: Parts): Promise<number> {
  const before = underWay.get(parts.database) ?? Promise.resolve(0);
  const now = before.catch(() => 0).then(() => judgeAll(parts));
  underWay.set(parts.database, now);
  return now;
}

const underWay = new WeakMap<Database, Promise<number>>();

async function judgeAll({ database, clock, branch }: Parts): Promise<number> {
  const timeZone = branch()?.timeZone;
  if (timeZone === undefined) return 0;
  for (let raised = 0; ;) {
    const { looks, fromSeq, nextSeq } = await database.read(reader => looksToJudge(reader, looksAtATime));
    if (looks.length === 0) {
      // Much was done and nothing opened: not to be read through again each time.
      if (nextSeq - fromSeq > entriesReadAgain) await database.change(tx => storeFlags(tx, [], nextSeq, clock.now()));
      return raised;
    }
    // One by one: whether a burst is flagged already depends on the look before.
    for (const [at, look] of looks.entries()) {
      const known = await database.read(reader => circumstancesOf(reader, look, timeZone));
      const flags = known ? flagsOf(look, known) : [];
      const isLast = at === looks.length - 1;
      if (flags.length > 0 || isLast) raised += await database.change(tx => storeFlags(tx, [{ look, flags }], isLast ? nextSeq : look.seq + 1, clock.now()));
    }
  }
}

/** Judges looks as they come, until `stop` is called; a fault is written to the log and tried again. */
export function keepJudging(parts: Parts): { stop(): Promise<void> } {
  const judge = () => judgeLooks(parts).catch((error: unknown) => parts.log.error({ err: error }, 'looks could not be judged'));
  const timer = setInterval(() => void judge(), judgeEverySeconds * 1000);
  void judge();
  return {
    async stop() {
      clearInterval(timer);
      await underWay.get(parts.database)?.catch(() => 0);
    },
  };
}

/** The flags with their facts, for the manager and the auditor. Reading them is an entry. */
export async function showFlags(parts: Parts, context: Caller, { which, limit }: BranchInputs['accessLog']['flags'] & { limit: number }) {
  const { database, clock } = parts;
  await judgeLooks(parts);
  return logThenReveal(database, async tx => {
    const seq = await appendCallersEntry(tx, context, { action: 'readLog', as: ['manager', 'auditor'], at: clock.now(), detail: { facts: { what: 'flags', which } } });
    return { seq, found: null };
  }, async (reader, committed) => {
    const stored = await listFlags(reader, which, limit);
    const entries = await entriesBySeq(reader, [...new Set(stored.map(each => each.seq))], committed);
    return { flags: await flagsAsShown(reader, stored, entries), openCount: await countOpenFlags(reader) };
  });
}

/**
 * Clears a flag with a written finding, which is an entry of the log itself.
 * Errors: FLAG_NOT_FOUND, FLAG_CLEARED, FLAG_OWN_LOOK: nobody judges their own look.
 */
export async function clearFlag({ database, clock }: Parts, context: Caller, command: Command, { flagId, verdict, words }: BranchInputs['accessLog']['clearFlag']) {
  const { staffId } = staffOf(context);
  return database.write(command, async tx => {
    const flag = await findFlag(tx, flagId) ?? refuse('FLAG_NOT_FOUND');
    if (flag.clearedAt !== null) refuse('FLAG_CLEARED');
    if (flag.staffId === staffId) refuse('FLAG_OWN_LOOK');
    const entries = await entriesBySeq(tx, [flag.seq]);
    const entry = entries.get(flag.seq);
    const at = clock.now();
    const finding = { verdict, words, clearedBy: staffId, clearedAt: at };
    await saveFinding(tx, flagId, finding);
    await appendCallersEntry(tx, context, {
      action: 'clearFlag', as: ['manager'], at, fileId: entry?.fileId, customerId: entry?.customerId,
      detail: { fileNumber: entry?.detail?.fileNumber, words, facts: { flagId, rule: flag.rule, verdict, lookSeq: flag.seq } },
    });
    const [shown] = await flagsAsShown(tx, [{ ...flag, ...finding }], entries);
    return shown ?? refuse('FLAG_NOT_FOUND');
  });
}
