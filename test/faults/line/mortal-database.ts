import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../../main/database/database.ts';
import type { Side } from './postgres-wire.ts';

/** What one commit at the branch made true. */
export const branchPoints = ['write', 'seal', 'receipts', 'wish', 'epoch', 'take', 'told', 'prune', 'trouble'] as const;
export type BranchPoint = (typeof branchPoints)[number];

export class Killed extends Error {}

/** A branch's database that can die at a named commit, just before it or just after it. */
export interface MortalDatabase extends Database {
  readonly isDead: boolean;
  dieAt(point: BranchPoint, side: Side): void;
  liveOn(): void;
}

/** Once dead it answers nothing; its files are as the machine left them. */
export function mortal(database: Database): MortalDatabase {
  let armed: { point: BranchPoint; side: Side } | null = null;
  let isDead = false;

  function die(): never {
    isDead = true;
    throw new Killed('the machine is off');
  }
  function alive(): void {
    if (isDead) throw new Killed('the machine is off');
  }
  async function watched<Result>(run: (job: (tx: Transaction) => Promise<Result>) => Promise<Result>, job: (tx: Transaction) => Promise<Result>): Promise<Result> {
    alive();
    let diesAfter = false;
    const result = await run(async tx => {
      const before = armed && await standing(tx);
      const made = await job(tx);
      if (!armed || !before || pointBetween(before, await standing(tx)) !== armed.point) return made;
      if (armed.side === 'before') die();
      diesAfter = true;
      return made;
    });
    return diesAfter ? die() : result;
  }

  return {
    write: (command, job) => watched(whole => database.write(command, whole), job),
    change: job => watched(whole => database.change(whole), job),
    async read(query) {
      alive();
      return database.read(query);
    },
    onCommit: listener => database.onCommit(listener),
    backup: reason => database.backup(reason),
    get state() { return database.state; },
    close: () => database.close(),
    get isDead() { return isDead; },
    dieAt(point, side) { armed = { point, side }; },
    liveOn() { armed = null; },
  };
}

interface Standing { written: number; firstKept: number | null; told: number; epoch: number; sealedSeq: number; directive: number; hasWish: number; trouble: string | null; heard: string }

async function standing(tx: Transaction): Promise<Standing | null> {
  const [found] = await tx.all<Standing>(sql`
    select (select max(seq) from sqlite_sequence where name = 'journal') as written, (select min(sequence) from journal) as firstKept,
      (select count(*) from sync_takes where toldAt is not null) as told, epoch, sealedSeq, directive, epochWish is not null as hasWish,
      trouble, concat_ws(' ', receivedSeq, durableSeq, newestDirective, lastContactAt, clockOffsetMs) as heard from sync_line`);
  return found ?? null;
}

function pointBetween(before: Standing, after: Standing | null): BranchPoint | null {
  if (!after) return null;
  if (after.epoch !== before.epoch) return 'epoch';
  if (after.sealedSeq !== before.sealedSeq) return 'seal';
  if (after.hasWish !== before.hasWish) return 'wish';
  if (after.directive > before.directive) return 'take';
  if (after.told !== before.told) return 'told';
  if (after.firstKept !== before.firstKept && after.written === before.written) return 'prune';
  if (after.trouble !== before.trouble) return 'trouble';
  if (after.heard !== before.heard) return 'receipts';
  return after.written === before.written ? null : 'write';
}
