import type { Logger } from 'pino';
import { AppendedRows, type RowAppender } from './appended-rows.ts';
import { answerRepeat, findResults, resultAsStored, storeResults, type StoredResult } from './command-results.ts';
import type { Command, Transaction } from './database.ts';
import { SqliteQueries } from './sqlite-driver.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { throwForCaller } from './sqlite-fault.ts';
import { StatementScope } from './statement-scope.ts';
import { WriteGroup } from './write-group.ts';

/** No caller waits for more jobs of others than this, nor longer, before its commit begins. */
const maxGroupJobs = 200;
const maxGroupMs = 20;
/** Everybody waits for the job under way: one that takes this long is worth a line in the log. */
const slowGroupMs = 2000;

interface Job {
  command: Command | null;
  work(tx: Transaction): Promise<unknown>;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** How a job of the group under way ended; its caller hears of it after the commit. */
type Outcome = { job: Job; answer: () => unknown; effects: (() => void)[] };

/** What the group stores for its jobs at its end: of those that failed, nothing. */
interface Kept { results: Map<string, StoredResult>; rows: AppendedRows }

interface WriterOptions {
  connection: SqliteConnection;
  clock: { now(): number };
  log: Logger;
  /** after each commit that may have changed something; must be quick and must not throw */
  afterCommit(): void;
}

/**
 * The one writer. Jobs queue up; a group of them shares one transaction and one flush of the disk, each job inside a
 * savepoint of its own. Nobody is answered, not even with a refusal, before the commit: what a job saw may be undone.
 */
export class Writer {
  readonly #connection: SqliteConnection;
  readonly #clock: { now(): number };
  readonly #log: Logger;
  readonly #afterCommit: () => void;
  readonly #queue: Job[] = [];
  #draining: Promise<void> | null = null;
  #isClosed = false;
  #isWritable = true;

  constructor({ connection, clock, log, afterCommit }: WriterOptions) {
    this.#connection = connection;
    this.#clock = clock;
    this.#log = log;
    this.#afterCommit = afterCommit;
  }

  /** False after a group failed as a whole, until one succeeds. */
  get isWritable(): boolean {
    return this.#isWritable;
  }

  /** Runs `work` once; a null command is never a repeat. Answers after the commit. */
  write<Result>(command: Command | null, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    if (this.#isClosed) return Promise.reject(new Error('the database is closed'));
    return new Promise<Result>((resolve, reject) => {
      // The stored result of a repeat is what the same command once answered: the same type.
      this.#queue.push({ command, work, resolve: result => resolve(result as Result), reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Finishes queued jobs and takes no more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#draining;
  }

  async #drain(): Promise<void> {
    // Jobs that come in the same moment belong into the first group.
    await new Promise<void>(resolve => setImmediate(resolve));
    while (this.#queue.length > 0) await this.#runGroup();
    this.#draining = null;
  }

  async #runGroup(): Promise<void> {
    const group = new WriteGroup(this.#connection);
    const outcomes: Outcome[] = [];
    const kept: Kept = { results: new Map(), rows: new AppendedRows() };
    const endsAt = performance.now() + maxGroupMs;
    const taken: Job[] = [];
    const slow = setTimeout(() => this.#log.warn({ command: taken.at(-1)?.command?.name ?? null }, 'a change holds up all others'), slowGroupMs);
    try {
      group.begin();
      while (this.#queue.length > 0 && taken.length < maxGroupJobs && performance.now() < endsAt) {
        const next = this.#queue.slice(0, maxGroupJobs - taken.length);
        const stored = await this.#findStored(next);
        for (const job of next) {
          if (outcomes.length > 0 && performance.now() >= endsAt) break;
          // Out of the queue only now: a fault of the group must leave the jobs behind it for the next one.
          this.#queue.shift();
          taken.push(job);
          outcomes.push(await this.#runJob(group, job, stored, kept));
        }
      }
      for (const { sql, bound } of kept.rows.statements()) group.watch(this.#connection.run(sql, bound));
      if (kept.results.size > 0) group.watch(storeResults(this.#connection, kept.results, this.#clock.now()));
      await group.commit();
    } catch (error) {
      // The transaction did not even begin: who waited for it must hear so, or would be tried for ever.
      if (taken.length === 0) taken.push(...this.#queue.splice(0, maxGroupJobs));
      await this.#refuseGroup(group, taken, error);
      return;
    } finally {
      clearTimeout(slow);
    }
    this.#isWritable = true;
    for (const outcome of outcomes) this.#answer(outcome);
    if (group.hasChanged) this.#afterCommit();
  }

  async #findStored(jobs: Job[]): Promise<Map<string, StoredResult>> {
    const ids = jobs.flatMap(job => job.command ? [job.command.commandId] : []);
    return ids.length > 0 ? findResults(this.#connection, ids) : new Map<string, StoredResult>();
  }

  async #runJob(group: WriteGroup, job: Job, stored: Map<string, StoredResult>, kept: Kept): Promise<Outcome> {
    const { command } = job;
    const repeated = command && (kept.results.get(command.commandId) ?? stored.get(command.commandId));
    if (repeated) return { job, answer: () => answerRepeat(command, repeated), effects: [] };

    const effects: (() => void)[] = [];
    const scope = new StatementScope(group.startJob());
    const appended = new AppendedRows();
    const tx = Object.assign(new SqliteQueries(scope), {
      afterCommit: (effect: () => void) => { effects.push(effect); },
      append: <Row>(appender: RowAppender<Row>, row: Row) => {
        scope.checkOpen();
        appended.add(appender, row);
      },
    });
    try {
      const result = await job.work(tx);
      await scope.end();
      group.keepJob();
      kept.rows.addAll(appended);
      if (command) kept.results.set(command.commandId, { name: command.name, caller: command.caller, result: resultAsStored(result) });
      return { job, answer: () => result, effects };
    } catch (error) {
      await scope.end();
      await group.undoJob();
      return { job, answer: () => { throw error; }, effects: [] };
    }
  }

  #answer({ job, answer, effects }: Outcome): void {
    for (const effect of effects) {
      try {
        effect();
      } catch (error) {
        this.#log.error({ err: error, command: job.command?.name }, 'an effect after the commit failed');
      }
    }
    try {
      job.resolve(answer());
    } catch (error) {
      job.reject(errorForCaller(error));
    }
  }

  async #refuseGroup(group: WriteGroup, taken: Job[], error: unknown): Promise<void> {
    await group.rollBack();
    const first = group.fault ?? error;
    this.#isWritable = false;
    this.#log.error({ err: first, jobs: taken.length }, 'a group of changes was rolled back');
    for (const job of taken) job.reject(errorForCaller(first));
  }
}

function errorForCaller(error: unknown): unknown {
  try {
    return throwForCaller(error);
  } catch (translated) {
    return translated;
  }
}
