import { rm } from 'node:fs/promises';
import { v7 as uuidv7 } from 'uuid';
import { makeEnrolmentCode } from '../../../main/headquarters/enrol-store.ts';
import { publish } from '../../../main/headquarters/publish-store.ts';
import type { Change } from '../../../main/sync/batch-body.ts';
import type { TestPostgres } from '../../builders/a-postgres.ts';
import { aBadLine } from './bad-line.ts';
import { aMachine, cloneOf, putBack, reboot, type Machine, type Program } from './branch-machine.ts';
import { Killed } from './mortal-database.ts';
import { aMortalHeadquarters, type MortalHeadquarters } from './mortal-headquarters.ts';
import type { History, Move } from './moves.ts';

const dayMs = 24 * 3_600_000;

/** One machine's life as its own disk tells it: what it committed, and which stretch of it went into which epoch. */
export interface Life {
  changes: Change[];
  /** by epoch: the journal's sequence before that epoch's first change */
  bases: Map<number, number>;
}

/** A branch machine with its line and what is known of its past. */
export interface Site {
  machine: Machine;
  line: ReturnType<typeof aBadLine>;
  life: Life;
}

/** Everything a history plays in. */
export interface World {
  headquarters: MortalHeadquarters;
  first: Site;
  clone: Site | null;
  /** the lives of machines that are gone, too */
  lives: Life[];
  play(move: Move): Promise<void>;
  /** Whether the move means something now. */
  allows(move: Move): boolean;
  /** Starts what was killed, as whoever finds it off does. */
  revive(): Promise<void>;
  /** One round on a line that is well. */
  round(site: Site): ReturnType<Machine['sync']['round']>;
  enrol(site: Site): Promise<void>;
  /** Gives the branch a directive. */
  publish(what: Pick<Parameters<typeof publish>[1], 'kind' | 'title' | 'body'>): Promise<void>;
  note(site: Site): Promise<void>;
  dispose(): Promise<void>;
}

/** A headquarters with one branch enrolled. */
export async function aWorld(postgres: TestPostgres, program: History['program']): Promise<World> {
  const headquarters = await aMortalHeadquarters(postgres);
  // Whatever goes up was committed, and may be forgotten by the end of the same round. What cannot be read now is missed by the next look.
  const line = aBadLine(() => headquarters, async () => { for (const site of sites()) await note(site).catch(() => undefined); });
  const lives: Life[] = [];
  const first: Site = { machine: await aMachine(line.connect, program), line, life: aLife() };
  let clone: Site | null = null;
  let kept: { folder: string; life: Life } | null = null;
  let isHeadquartersNew = false;
  const sites = () => clone ? [first, clone] : [first];
  const world: World = {
    headquarters, first, lives, play, allows, revive, round, enrol, note, publish: publishing,
    get clone() { return clone; },
    async dispose() {
      for (const { machine } of sites()) await machine.throwAway();
      if (kept) await rm(kept.folder, { recursive: true, force: true });
      await headquarters.dispose();
    },
  };
  lives.push(first.life);
  await enrol(first);
  await round(first);
  await headquarters.settle();
  return world;

  async function play(move: Move): Promise<void> {
    switch (move.move) {
      case 'write': return write(first, move.rows);
      case 'round': return roundWith(first, move.fates);
      case 'publish': return publishNotice();
      case 'killBranch':
        first.machine.database.dieAt(move.at, move.side);
        if (move.at === 'write') await write(first, [{ key: 0, value: 'unheard' }]);
        else await roundWith(first, []);
        first.machine.database.liveOn();
        return revive();
      case 'killHeadquarters':
        headquarters.dieAt(move.at, move.side);
        if (move.at === 'published') await publishNotice();
        await roundWith(first, []);
        headquarters.liveOn();
        return revive();
      case 'clock':
        (move.of === 'branch' ? first.machine.clock : headquarters.clock).advance(move.days * dayMs);
        return;
      case 'backUp': return headquarters.backUp();
      case 'putBack':
        await headquarters.putBack();
        if (move.fills) await headquarters.fillFromArchive().catch(passing);
        return;
      case 'branchBackUp':
        if (kept) await rm(kept.folder, { recursive: true, force: true });
        kept = { folder: await first.machine.copyDisk(), life: copyOf(first.life) };
        return;
      case 'branchPutBack':
        if (!kept) return;
        first.machine = await putBack(first.machine, kept.folder);
        // What was written behind the backup is another life now: of it, headquarters has what it was sent.
        first.life = copyOf(kept.life);
        lives.push(first.life);
        return note(first);
      case 'clone':
        clone = { ...first, machine: await cloneOf(first.machine), life: copyOf(first.life) };
        lives.push(clone.life);
        return;
      case 'cloneWrites': return clone ? write(clone, move.rows) : undefined;
      case 'cloneRound': return clone ? roundWith(clone, move.fates) : undefined;
      case 'upgrade':
        if (move.of === 'branch') first.machine = await reboot(first.machine, nextProgram(first.machine.program));
        else {
          isHeadquartersNew = true;
          await headquarters.upgrade();
        }
        return;
      case 'disk': return fill(move.of, move.isFull);
    }
  }

  function allows(move: Move): boolean {
    switch (move.move) {
      case 'putBack': return headquarters.hasBackup;
      case 'branchPutBack': return kept !== null;
      case 'clone': return clone === null;
      case 'cloneWrites':
      case 'cloneRound': return clone !== null;
      case 'upgrade': return move.of === 'branch' ? first.machine.program !== 'newer' : !isHeadquartersNew;
      case 'disk': return move.of !== 'archive' || headquarters.hasSmallArchive;
      default: return true;
    }
  }

  async function write(site: Site, rows: Extract<Move, { move: 'write' }>['rows']): Promise<void> {
    await site.machine.write(rows).catch(passing);
    await note(site);
  }

  async function roundWith(site: Site, fates: Extract<Move, { move: 'round' }>['fates']): Promise<void> {
    site.line.decide(fates);
    await site.machine.sync.round();
    site.line.decide([]);
    await note(site);
    if (!headquarters.isDead) await headquarters.settle();
  }

  async function round(site: Site) {
    const end = await site.machine.sync.round();
    await note(site);
    await headquarters.settle();
    return end;
  }

  async function publishNotice(): Promise<void> {
    const body = { id: uuidv7(), urgency: 'ordinary', titleZh: '通告', wordsZh: '停电', titleEn: '', wordsEn: '', places: ['desk'], fromDate: '2026-03-01', toDate: '2026-03-31', postedAt: 1, postedByName: '周岚' };
    await publishing({ kind: 'notice', title: '通告', body }).catch(passing);
  }

  async function publishing(what: Pick<Parameters<typeof publish>[1], 'kind' | 'title' | 'body'>): Promise<void> {
    await headquarters.now.parts.database.transact(tx => publish(tx, { ...what, branchIds: [first.machine.branchId], by: { staffId: 's', name: '周岚' }, at: 1 }));
  }

  async function fill(of: 'branch' | 'headquarters' | 'archive', isFull: boolean): Promise<void> {
    if (of === 'branch') await first.machine.fillDisk(isFull);
    else if (of === 'archive') await headquarters.fillArchive(isFull);
    else await headquarters.fillDatabase(isFull);
  }

  async function revive(): Promise<void> {
    if (headquarters.isDead) await headquarters.reboot();
    for (const site of sites()) {
      if (!site.machine.database.isDead) continue;
      site.machine = await reboot(site.machine);
      await note(site);
    }
    await headquarters.settle();
  }

  async function enrol(site: Site): Promise<void> {
    const { parts, address } = headquarters.now;
    const isKnown = (await headquarters.now.rows('select 1 from hq.branches where "branchId" = $1', [site.machine.branchId])).length > 0;
    const { code } = await parts.database.transact(tx => makeEnrolmentCode(tx, { branchId: isKnown ? site.machine.branchId : null, note: '', byName: '测试', now: headquarters.clock.now() }));
    await site.machine.administrator.enrol({ address, code, certificate: null });
    await note(site);
  }
}

/** Takes down what a machine has committed since, before it may be forgotten there; throws when something committed is gone. */
async function note({ machine, life }: Site): Promise<void> {
  const line = await machine.line();
  if (line) life.bases.set(line.epoch, line.base);
  const news = await machine.writtenAfter(life.changes.length);
  for (const change of news) {
    // Two looks at once.
    if (change.sequence <= life.changes.length) continue;
    if (change.sequence !== life.changes.length + 1) throw new Error(`change ${life.changes.length + 1} was committed and is gone`);
    life.changes.push(change);
  }
}

function aLife(): Life {
  return { changes: [], bases: new Map() };
}

function copyOf({ changes, bases }: Life): Life {
  return { changes: [...changes], bases: new Map(bases) };
}

function nextProgram(program: Program): Program {
  return program === 'older' ? 'same' : 'newer';
}

/** What a history itself brings about: power that went off, a disk that is full. */
function passing(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (error instanceof Killed || code === 'DISK_FULL' || code === '53100' || (error instanceof Error && /Connection terminated|ECONNREFUSED|ECONNRESET|Failed query/u.test(error.message))) return;
  throw error;
}
