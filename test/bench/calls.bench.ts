import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Sqlite, { type Statement } from 'better-sqlite3';
import { newCommandId } from '../builders/a-station.ts';
import { aBigHall, type BigHall } from './a-big-hall.ts';
import { inProcessHall, type RecordedJob } from './in-process-hall.ts';
import { report, round, spreadOf } from './measure.ts';

// 100 windows press Call together: over WebSocket for what a clerk feels, in process for what the writer does.

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '1000' }, windows: { type: 'string', default: '100' }, calls: { type: 'string', default: '20000' } } });
const windowCount = Number(values.windows);

const felt = await overWebSocket(Number(values.rounds));
const work = await inProcess(Number(values.calls));

report(`${windowCount} windows press Call together`, {
  'over WebSocket, ms': { ...felt.spread, 'ops/s': '' },
  'in process': { 'ops/s': work.ours },
  'better-sqlite3, one commit each': { 'ops/s': work.peer },
}, { bench: 'calls', windows: windowCount, rounds: Number(values.rounds), duplicates: felt.duplicates, missing: felt.missing, ...felt.spread, residentMegabytes: felt.residentMegabytes, opsPerSecond: work.ours, peerOpsPerSecond: work.peer, ratio: round(work.ours / work.peer) });

async function overWebSocket(rounds: number) {
  const hall = await aBigHall(windowCount);
  try {
    const milliseconds: number[] = [];
    const called = new Set<string>();
    let duplicates = 0;
    let missing = 0;
    for (let index = 0; index < rounds; index += 1) {
      await issueTickets(hall);
      const answers = await Promise.all(hall.desks.map(async ({ station, windowId }) => {
        const startedAt = performance.now();
        const answer = await station.client.queue.callNext({ commandId: newCommandId(), windowId });
        milliseconds.push(performance.now() - startedAt);
        return answer;
      }));
      for (const answer of answers) {
        if (!answer) missing += 1;
        else if (called.has(answer.ticket.id)) duplicates += 1;
        else called.add(answer.ticket.id);
      }
      await serveAll(hall);
    }
    return { spread: spreadOf(milliseconds), duplicates, missing, residentMegabytes: await residentMegabytes(hall.branch.child.pid!) };
  } finally {
    await hall.close();
  }
}

async function issueTickets({ manager, serviceIds }: BigHall): Promise<void> {
  await Promise.all(Array.from({ length: windowCount }, (_, index) =>
    manager.client.queue.issueTicket({ commandId: newCommandId(), serviceId: serviceIds[index % serviceIds.length]! })));
}

/** The customers come and are served, so that the next round finds idle windows. Not measured. */
async function serveAll({ desks }: BigHall): Promise<void> {
  await Promise.all(desks.map(async ({ station, windowId }) => {
    const visit = await station.client.counter.startServing({ commandId: newCommandId(), windowId });
    await station.client.counter.finish({ commandId: newCommandId(), visitId: visit.id });
  }));
}

async function residentMegabytes(processId: number): Promise<number> {
  const status = await readFile(`/proc/${processId}/status`, 'utf8');
  return round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024, 0);
}

/** The same calls on the same starting database: by our writer, and statement by statement through better-sqlite3. */
async function inProcess(calls: number): Promise<{ ours: number; peer: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'branch-desk-bench-'));
  try {
    const prepared = await inProcessHall(join(folder, 'start'), windowCount);
    await prepared.fillWaiting(calls + windowCount);
    await prepared.close();
    for (const copy of ['recorded', 'ours', 'peer']) await cp(join(folder, 'start'), join(folder, copy), { recursive: true });

    const recording = await inProcessHall(join(folder, 'recorded'), windowCount);
    const statements = await recording.recordCalls(calls);
    await recording.close();

    const hall = await inProcessHall(join(folder, 'ours'), windowCount);
    const ours = await hall.timeCalls(calls);
    await hall.close();

    return { ours: round(ours, 0), peer: round(replay(join(folder, 'peer', 'branch.sqlite'), statements), 0) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each job's statements with its own commit, same durability. Answers timed jobs per second. */
function replay(file: string, jobs: RecordedJob[]): number {
  const database = new Sqlite(file);
  for (const pragma of ['journal_mode = wal', 'synchronous = full', 'foreign_keys = on', 'recursive_triggers = on', 'cache_size = -16000']) database.pragma(pragma);
  const prepared = new Map<string, Statement>();
  const statementOf = (sql: string) => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  let milliseconds = 0;
  for (const { isTimed, statements } of jobs) {
    const startedAt = performance.now();
    database.exec('begin immediate');
    for (const { sql, bound } of statements) {
      const statement = statementOf(sql);
      if (statement.reader) statement.all(...bound);
      else statement.run(...bound);
    }
    database.exec('commit');
    if (isTimed) milliseconds += performance.now() - startedAt;
  }
  database.close();
  return jobs.filter(job => job.isTimed).length / (milliseconds / 1000);
}
