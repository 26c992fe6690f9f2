import { branchSettings, type BranchSettings } from '../../shared/settings.ts';
import type { Database } from '../database/database.ts';
import type { PresentBranch } from './branch-parts.ts';
import { branch, settings } from './branch-schema.ts';

/** The branch and its settings, or null before the first-run wizard has made it. */
export async function loadPresentBranch(database: Database): Promise<PresentBranch | null> {
  const { found, stored } = await database.read(async queries => {
    const [found] = await queries.select().from(branch);
    return { found, stored: await queries.select({ key: settings.id, value: settings.value }).from(settings) };
  });
  if (!found) return null;
  const { id, name, trade, timeZone, isDemonstration } = found;
  return { id, name, trade, timeZone, isDemonstration, settings: settingsFrom(stored) };
}

/** Stored values over the defaults. A value that no longer fits its rule counts as not set: it must not stop the branch. */
export function settingsFrom(stored: readonly { key: string; value: unknown }[]): BranchSettings {
  const shape: Record<string, { safeParse(value: unknown): { success: boolean } } | undefined> = branchSettings.shape;
  const fitting = stored.filter(({ key, value }) => Object.hasOwn(shape, key) && shape[key]?.safeParse(value).success);
  return branchSettings.parse(Object.fromEntries(fitting.map(({ key, value }) => [key, value])));
}
