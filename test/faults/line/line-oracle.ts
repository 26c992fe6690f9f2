import { isDeepStrictEqual } from 'node:util';
import { sql } from 'drizzle-orm';
import { notices } from '../../../main/notices/notices-schema.ts';
import type { Change } from '../../../main/sync/batch-body.ts';
import type { Life, Site, World } from './world.ts';

interface HeldChange extends Change { epoch: number }

/** Throws at the first thing that cannot be where nothing is lost, nothing is twice and both sides hold the same. */
export async function checkWorld(world: World, survivor: Site): Promise<void> {
  const held = await changesHeld(world, survivor);
  checkEpochs(held, world.lives);
  checkEverything(held, survivor.life);
  await checkDirectives(world, survivor);
  await checkRows(world, survivor);
  await checkPutBack(world, survivor, held);
}

async function changesHeld(world: World, { machine }: Site): Promise<Map<number, HeldChange[]>> {
  const rows = await world.headquarters.now.rows<HeldChange>(
    `select epoch, seq as sequence, at, "tableName" as table, operation, "rowKey" as key, row from hq.changes where "branchId" = $1 order by epoch, seq`, [machine.branchId]);
  const held = new Map<number, HeldChange[]>();
  for (const change of rows) held.set(change.epoch, [...held.get(change.epoch) ?? [], change]);
  return held;
}

/** In each epoch headquarters has one machine's changes, from the first on, in order, none missing and none twice, byte for byte. */
function checkEpochs(held: Map<number, HeldChange[]>, lives: readonly Life[]): void {
  for (const [epoch, changes] of held) {
    const isOf = ({ bases, changes: own }: Life) => {
      const base = bases.get(epoch);
      return base !== undefined && changes.every(({ epoch: _, ...change }, at) => change.sequence === at + 1 && isDeepStrictEqual({ ...change, sequence: base + at + 1 }, own[base + at]));
    };
    if (!lives.some(isOf)) throw new Error(`what headquarters has of epoch ${epoch} is no machine's history`);
  }
}

/** Every change this machine committed is there. */
function checkEverything(held: Map<number, HeldChange[]>, { changes, bases }: Life): void {
  const missing = changes.filter(change => ![...bases].some(([epoch, base]) => {
    const found = held.get(epoch)?.[change.sequence - base - 1];
    return found?.row === change.row && found.key === change.key && found.operation === change.operation;
  }));
  if (missing.length > 0) throw new Error(`headquarters lacks the changes ${missing.map(({ sequence }) => sequence).join()}`);
}

/** Headquarters knows of everything it gave what became of it, and the branch has it. */
async function checkDirectives(world: World, { machine }: Site): Promise<void> {
  const given = await world.headquarters.now.rows<{ number: number; outcome: string | null; id: string | null }>(
    `select number, outcome, body ->> 'id' as id from hq.directives where "branchId" = $1 order by number`, [machine.branchId]);
  const untold = given.filter(({ outcome }) => outcome !== 'taken');
  if (untold.length > 0) throw new Error(`directives ${untold.map(({ number, outcome }) => `${number} ${outcome}`).join()}`);
  if (given.length === 0) return;
  const hung = new Set((await machine.database.read(reader => reader.select({ id: notices.id }).from(notices))).map(({ id }) => id));
  for (const { number, id } of given) if (id !== null && !hung.has(id)) throw new Error(`directive ${number} was said to be taken and is not there`);
}

/** The rows of both sides are the same. */
async function checkRows(world: World, survivor: Site): Promise<void> {
  const { machine } = survivor;
  const heldBack = await world.headquarters.now.rows('select seq, reason, detail from hq.quarantine where "branchId" = $1 and "solvedAt" is null', [machine.branchId]);
  if (heldBack.length > 0) throw new Error(`in quarantine: ${JSON.stringify(heldBack)}`);
  const byDigest = await machine.compare(() => world.round(survivor));
  if (byDigest === null) throw new Error('the comparison came to no end');
  if (byDigest > 0 && world.clone) {
    // Two machines wrote: which rows are the branch's is known once one of them is left. It writes them once more.
    await repair(world, survivor);
    const left = await machine.compare(() => world.round(survivor));
    if (left !== 0) throw new Error(`${left} rows differ after they were written once more`);
  } else if (byDigest > 0) throw new Error(`${byDigest} rows differ`);
  // And one table row by row, in case both sides reckon digests wrong in the same way.
  const differing = await differingRows(world, machine);
  if (differing.length > 0) throw new Error(`rows differ: ${differing.join()}`);
}

/**
 * A branch that was put back has again whatever it had sent: its rows are what all changes that headquarters holds make of them, in
 * the order of epochs. Where two machines wrote, people decide which rows those are.
 */
async function checkPutBack(world: World, { machine }: Site, held: Map<number, HeldChange[]>): Promise<void> {
  if (world.clone) return;
  const wanted = new Map<string, string>();
  for (const { table, operation, key, row } of [...held.keys()].toSorted((a, b) => a - b).flatMap(epoch => held.get(epoch) ?? [])) {
    if (table !== 'settings') continue;
    if (operation === 'delete') wanted.delete(key);
    else wanted.set(key, row);
  }
  const here = new Map((await machine.database.read(reader => reader.all<{ id: string }>(sql`select id from settings`))).map(row => [row.id, row]));
  const lost = [...wanted.keys()].filter(key => !here.has(key));
  if (lost.length > 0) throw new Error(`sent, and gone from the branch that was put back: ${lost.join()}`);
}

/** As somebody at headquarters does with what a comparison found. */
async function repair(world: World, survivor: Site): Promise<void> {
  const found = await world.headquarters.now.rows<{ table: string; keys: string[] }>(
    `select "tableName" as table, jsonb_agg(d ->> 'key') as keys from hq.comparisons, jsonb_array_elements(differing) d where "branchId" = $1 group by 1`, [survivor.machine.branchId]);
  for (const { table, keys } of found) await world.publish({ kind: 'repair', title: '修复', body: { table, keys } });
  for (let round = 0; round < 3; round += 1) await world.round(survivor);
}

async function differingRows(world: World, machine: Site['machine']): Promise<string[]> {
  const here = await machine.database.read(reader => reader.all<{ key: string; value: string; changedAt: number }>(sql`select id as key, value, changedAt from settings`));
  const there = await world.headquarters.now.rows<{ key: string; value: string; changedAt: number }>('select id as key, value, "changedAt" from branches.settings where "branchId" = $1', [machine.branchId]);
  const [ours, theirs] = [here, there].map(rows => new Map(rows.map(({ key, ...row }) => [key, JSON.stringify(row)])));
  return [...new Set([...ours!.keys(), ...theirs!.keys()])].filter(key => ours!.get(key) !== theirs!.get(key));
}
