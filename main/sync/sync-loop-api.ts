import { carrierOverHttp, type Carrier, type WhereTo } from './carry.ts';
import { headquartersCalls, type HeadquartersCalls, type PulledDirective } from './headquarters-calls.ts';
import { beginAway, endAway, keepTrouble, readLine, readWaiting, type StoredLine } from './line-store.ts';
import { openLineTokens, type LineTokens } from './line-token-store.ts';
import type { Missed } from './next-step.ts';
import { contactOf, pauseMs, type RoundEnd } from './round-end.ts';
import { runRound } from './sync-round-api.ts';
import { directiveTaker, type TakerParts } from './take-directive-api.ts';

/** What a branch needs to keep in touch with headquarters. The optional ones are for simulations and for what is built upon it. */
export interface SyncParts extends TakerParts {
  version: string;
  /** how requests travel; left out: over HTTP */
  connect?(to: WhereTo): Carrier;
  /** from 0 to 1 */
  random?(): number;
  /** null: rounds are only made by hand */
  pace?: Pace | null;
  /** photos and scans that headquarters has not */
  filesWaiting?(): Promise<number>;
  /** brings back what was beyond a backup: sync-round-api.ts */
  fetchMissed?(missed: Missed, calls: HeadquartersCalls): Promise<void>;
  /** what else is done on the line whenever a round has brought everything up */
  duties?: readonly LineDuty[];
}

/** Something beside changes and directives, in steps that are short beside a round. `more`: the next round is to come at once. */
export type LineDuty = (calls: HeadquartersCalls, headquarters: Pick<StoredLine, 'headquartersPublicKey'>) => Promise<'done' | 'more'>;

export interface Pace {
  /** changes gather for so long before a round is made for them */
  settleMs: number;
  /** rounds for changes are so long apart, from the end of one: what a busy hall writes goes up together */
  apartMs: number;
  /** a round at least so often: directives come, and headquarters sees that the branch is there */
  roundEveryMs: number;
}

/** How the loop stands; what does not outlive the process. */
export interface LoopState {
  isUnderWay: boolean;
  /** UTC ms of the next try while the line is in trouble; null: none is planned */
  nextTryAt: number | null;
}

export interface Sync {
  /** One round now; a second call waits for the one under way and makes another. Null while the branch is not enrolled. */
  round(): Promise<RoundEnd | null>;
  /** A round at once, whatever was planned. */
  tryNow(): void;
  /** Runs while no round is under way. */
  alone<Result>(job: () => Promise<Result>): Promise<Result>;
  readonly version: string;
  readonly loop: LoopState;
  readonly tokens: LineTokens;
  connect(to: WhereTo): Carrier;
  takeDirective(directive: PulledDirective): Promise<void>;
  filesWaiting(): Promise<number>;
  /** The address or the certificate has changed. */
  reconnect(): Promise<void>;
  stop(): Promise<void>;
}

/** As a branch in service keeps in touch. */
export const usualPace: Pace = { settleMs: 300, apartMs: 2_000, roundEveryMs: 60_000 };
/** Pages hear of waiting changes no more often than this. */
const tellEveryMs = 1_000;

/**
 * Keeps the branch in touch with headquarters while the service runs: a round after changes, one every minute, and after a
 * failure again with growing pauses. Everything happens beside the counters' work: commits only set a mark here.
 */
export async function startSync(parts: SyncParts): Promise<Sync> {
  const { database, clock, live, log, connect = carrierOverHttp, version, random = Math.random, pace = usualPace, filesWaiting = async () => 0 } = parts;
  const tokens = await openLineTokens(parts.dataFolder);
  const takeDirective = directiveTaker(parts);
  const loop: LoopState = { isUnderWay: false, nextTryAt: null };
  let carrier: { to: WhereTo; carrier: Carrier } | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let failures = 0;
  let lastReportAt = Number.NEGATIVE_INFINITY;
  /** by a clock that nobody sets */
  let lastRoundAt = Number.NEGATIVE_INFINITY;
  let moreToDo = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | null = null;
  let settling: NodeJS.Timeout | null = null;
  let telling: NodeJS.Timeout | null = null;

  const stopListening = database.onCommit(() => {
    telling ??= setTimeout(() => { telling = null; live.publish('sync'); }, tellEveryMs).unref();
    lookSoon();
  });
  if (pace) planNext(random() * pace.apartMs);

  function alone<Result>(job: () => Promise<Result>): Promise<Result> {
    const made = queue.then(job);
    queue = made.catch(() => undefined);
    return made;
  }

  function lookSoon(): void {
    if (!pace || isStopped) return;
    settling ??= setTimeout(() => { settling = null; void roundForChanges(pace); }, Math.max(pace.settleMs, distanceMs(pace))).unref();
  }

  /** How long it is until the next round for changes may come. */
  function distanceMs({ apartMs }: Pace): number {
    return lastRoundAt + apartMs - performance.now();
  }

  /** While the line is in trouble changes wait for the planned try: they do not make it come back sooner. */
  async function roundForChanges(at: Pace): Promise<void> {
    if (isStopped || failures > 0) return;
    // The round under way may have begun before this change; one that has just ended was not known of when this was planned.
    if (loop.isUnderWay || distanceMs(at) > 0) return lookSoon();
    const waiting = await database.read(async reader => {
      const line = await readLine(reader);
      return line && line.trouble === null ? readWaiting(reader, line) : null;
    }).catch(() => null);
    if (waiting && waiting.changes > 0) await roundAndPlan({ mayReportLater: clock.now() - lastReportAt < at.roundEveryMs });
  }

  function planNext(afterMs: number | null): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (isStopped || afterMs === null) return;
    timer = setTimeout(() => void roundAndPlan({}), afterMs).unref();
  }

  async function roundAndPlan(how: { mayReportLater?: boolean }): Promise<RoundEnd | null> {
    const end = await alone(() => makeRound(how)).catch((error: unknown) => {
      log.error({ err: error }, 'a round with headquarters could not be made');
      return { kind: 'again', trouble: null, afterMs: null } satisfies RoundEnd;
    });
    lastRoundAt = performance.now();
    failures = end?.kind === 'again' ? failures + 1 : 0;
    const pause = end?.kind === 'again' ? pauseMs(failures, end.afterMs, random()) : end?.kind === 'stopped' || !pace ? null : Math.round(pace.roundEveryMs * (0.9 + random() / 5));
    const isMore = end?.kind === 'done' && moreToDo;
    loop.nextTryAt = end?.kind === 'again' && pause !== null ? clock.now() + pause : null;
    if (pace) planNext(isMore ? 0 : pause);
    live.publish('sync');
    return end;
  }

  async function makeRound({ mayReportLater = false }): Promise<RoundEnd | null> {
    if (isStopped) return null;
    const line = await database.read(readLine);
    const branch = parts.branch();
    if (!line || !branch || tokens.present() === null) return null;
    loop.isUnderWay = true;
    try {
      const { carrier: way } = carrier ??= { to: line, carrier: connect({ address: line.address, certificate: line.certificate }) };
      const calls = headquartersCalls(way, () => tokens.present());
      const end = await runRound({
        database, clock, log, branchKey: parts.branchKey, branchId: branch.id, version, tokens, calls,
        filesWaiting, takeDirective, ...(parts.fetchMissed ? { fetchMissed: parts.fetchMissed } : {}),
      }, { mayReportLater });
      if (end.kind === 'done' && !mayReportLater) lastReportAt = clock.now();
      await noteEnd(end, line);
      moreToDo = end.kind === 'done' && await doDuties(calls, line);
      return end;
    } finally {
      loop.isUnderWay = false;
    }
  }

  /** Answers whether one of them has more to do. What fails here is tried again; changes do not wait for it. */
  async function doDuties(calls: HeadquartersCalls, line: StoredLine): Promise<boolean> {
    let isMore = false;
    for (const duty of parts.duties ?? []) {
      if (isStopped) return false;
      isMore = await duty(calls, line).then(done => done === 'more', (error: unknown) => {
        log.warn({ err: error }, 'something beside the changes could not be settled with headquarters');
        return false;
      }) || isMore;
    }
    return isMore;
  }

  /** Written only where it changes: a line that is away for days costs the disk nothing. */
  async function noteEnd(end: RoundEnd, before: StoredLine): Promise<void> {
    const trouble = end.kind === 'again' || end.kind === 'stopped' ? end.trouble : null;
    const contact = contactOf(end);
    const isOtherTrouble = (trouble?.code ?? null) !== (before.trouble?.code ?? null);
    const isTurn = contact !== null && (contact === 'made') === (before.away !== null);
    // A request that ended with the service says nothing of the line.
    if ((!isOtherTrouble && !isTurn) || isStopped) return;
    if (isOtherTrouble && trouble) log.warn({ code: trouble.code }, 'the line to headquarters is in trouble');
    else if (isOtherTrouble) log.info('the line to headquarters is well again');
    await database.change(async tx => {
      const at = clock.now();
      if (isOtherTrouble) await keepTrouble(tx, trouble, at);
      if (contact === 'made') await endAway(tx, at);
      else if (contact !== null) await beginAway(tx, at, contact);
    });
  }

  return {
    round: () => roundAndPlan({}),
    tryNow() {
      failures = 0;
      void roundAndPlan({});
    },
    alone, version, loop, tokens, connect, takeDirective, filesWaiting,
    async reconnect() {
      await carrier?.carrier.close();
      carrier = null;
    },
    async stop() {
      isStopped = true;
      stopListening();
      for (const each of [timer, settling, telling]) if (each) clearTimeout(each);
      // A request on its way ends with this, and its round with it.
      await carrier?.carrier.close();
      await queue;
    },
  };
}
