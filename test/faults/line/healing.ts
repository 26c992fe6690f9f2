import { v7 as uuidv7 } from 'uuid';
import type { History } from './moves.ts';
import type { Site, World } from './world.ts';

/** Rounds and steps of people within which everything must be well again. */
const mostSteps = 10;

/**
 * Lets everything be well again: lines up, disks with room, headquarters of the newest version and filled from its archive, one
 * machine of the branch. Then rounds, and what the screens ask of people. Throws when that takes more than a few steps.
 */
export async function heal(world: World, survivor: History['survivor']): Promise<Site> {
  const { headquarters } = world;
  await world.revive();
  await headquarters.fillArchive(false);
  await headquarters.fillDatabase(false);
  for (const site of [world.first, world.clone]) await site?.machine.fillDisk(false);
  if (world.allows({ move: 'upgrade', of: 'headquarters' })) await world.play({ move: 'upgrade', of: 'headquarters' });
  const problems = await headquarters.fillFromArchive();
  if (problems.length > 0) throw new Error(`the archive: ${problems.join('; ')}`);
  await headquarters.settle();
  const site = survivor === 'clone' && world.clone ? world.clone : world.first;
  for (const each of [world.first, world.clone]) await each?.line.deliverLate();
  await headquarters.settle();

  const told: unknown[] = [];
  for (let step = 0; step < mostSteps; step += 1) {
    const end = await world.round(site);
    told.push(end);
    if (end?.kind === 'done') {
      const line = await site.machine.line();
      if (line && line.durableSeq === site.life.changes.length - line.base && line.directive === line.newestDirective) return site;
    } else if (end?.kind === 'stopped') await actOn(world, site, end.trouble.code);
  }
  throw new Error(`not well again after ${mostSteps} steps: ${JSON.stringify(told)}`);
}

/** What the branch's administrator does about it. */
async function actOn(world: World, site: Site, trouble: string): Promise<void> {
  if (trouble === 'TOKEN_UNKNOWN') return world.enrol(site);
  if (trouble !== 'BRANCH_FENCED' && trouble !== 'BATCH_FORKED') throw new Error(`the line stands still: ${trouble}`);
  await site.machine.administrator.beginAnew({ commandId: uuidv7() });
  await world.note(site);
}
