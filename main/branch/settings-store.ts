import { inArray } from 'drizzle-orm';
import { refuse } from '../../shared/errors.ts';
import type { BranchSettings } from '../../shared/settings.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { settingLocks, settings } from './branch-schema.ts';

type Name = keyof BranchSettings;

/** The settings that headquarters has fixed. */
export async function lockedSettings(reader: Queries): Promise<Name[]> {
  return (await reader.select({ id: settingLocks.id }).from(settingLocks)).map(({ id }) => id as Name);
}

/** Sets what the branch itself has decided. The present picture of the branch is read anew afterwards. Errors: SETTING_LOCKED. */
export async function saveSetting<Of extends Name>(tx: Transaction, name: Of, value: BranchSettings[Of], at: number): Promise<void> {
  if ((await lockedSettings(tx)).includes(name)) refuse('SETTING_LOCKED', { setting: name });
  await storeSetting(tx, name, value, at);
}

/** Takes values of headquarters over, locked ones as well, and then fixes and frees settings. */
export async function takeSettings(tx: Transaction, { values, locked, unlocked }: { values: Partial<BranchSettings>; locked: readonly Name[]; unlocked: readonly Name[] }, at: number): Promise<void> {
  for (const [name, value] of Object.entries(values)) await storeSetting(tx, name as Name, value, at);
  if (unlocked.length > 0) await tx.delete(settingLocks).where(inArray(settingLocks.id, [...unlocked]));
  if (locked.length > 0) await tx.insert(settingLocks).values(locked.map(id => ({ id, lockedAt: at }))).onConflictDoNothing();
}

async function storeSetting(tx: Transaction, name: Name, value: unknown, at: number): Promise<void> {
  const row = { value, changedAt: at };
  await tx.insert(settings).values({ id: name, ...row }).onConflictDoUpdate({ target: settings.id, set: row });
}
