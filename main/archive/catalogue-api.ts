import type { BranchInputs, BranchOutputs } from '../../shared/branch-contract.ts';
import type { Category, Level, RetentionClass, Shelf } from '../../shared/archive.ts';
import { refuse } from '../../shared/errors.ts';
import { appendEntries } from '../access-log/access-log-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import type { Caller } from '../branch/caller.ts';
import type { Command, Transaction } from '../database/database.ts';
import { countFiles, countFilesOfLevel } from './archive-store.ts';
import { checkPlaceInTree, hasStarMark } from './catalogue-rules.ts';
import {
  categoryCodeIsTaken, findCategory, findLevel, findRetentionClass, findShelf, levelRankIsTaken, listCategories, listLevels, listRetentionClasses, listShelves, shelfCodeIsTaken, storeCategory, storeLevel,
  storeRetentionClass, storeShelf,
} from './catalogue-store.ts';
import { nothingAsked } from './file-api.ts';
import { doneEntry } from './look-entries.ts';
import { lookerOf } from './open-look-api.ts';

type Inputs = BranchInputs['archive'];

/**
 * Categories, shelves, levels and retention classes as the branch sets them up. Saving an id nobody has adds it. A level
 * decides who must approve a look, a retention class what may be destroyed: each change is an entry, with what was before.
 */
export function catalogueHandlers({ database, clock }: BranchParts) {
  return { catalogue, saveCategory, saveShelf, saveLevel, saveRetentionClass };

  async function catalogue(): Promise<BranchOutputs['archive']['catalogue']> {
    return database.read(async reader => ({
      categories: await listCategories(reader), shelves: await listShelves(reader), levels: await listLevels(reader),
      retentionClasses: await listRetentionClasses(reader), counts: await countFiles(reader),
    }));
  }

  /** Errors: CATEGORY_CODE_TAKEN, CATEGORY_NOT_FOUND (its parent), CATEGORY_IN_A_CIRCLE. */
  async function saveCategory(caller: Caller, command: Command, { commandId: _, ...category }: Inputs['saveCategory']): Promise<Category> {
    return database.write(command, async tx => {
      if (await categoryCodeIsTaken(tx, category)) refuse('CATEGORY_CODE_TAKEN', { code: category.code });
      checkPlaceInTree(await listCategories(tx), category);
      await log(tx, caller, 'category', await findCategory(tx, category.id), category);
      await storeCategory(tx, category);
      return category;
    });
  }

  /** Errors: SHELF_CODE_TAKEN. */
  async function saveShelf(caller: Caller, command: Command, { commandId: _, ...shelf }: Inputs['saveShelf']): Promise<Shelf> {
    return database.write(command, async tx => {
      if (await shelfCodeIsTaken(tx, shelf)) refuse('SHELF_CODE_TAKEN', { code: shelf.code });
      await log(tx, caller, 'shelf', await findShelf(tx, shelf.id), shelf);
      await storeShelf(tx, shelf);
      return shelf;
    });
  }

  /** Errors: LEVEL_STAR_MARK, LEVEL_RANK_TAKEN; LEVEL_IN_USE when files have a level that is to be given up. */
  async function saveLevel(caller: Caller, command: Command, { commandId: _, ...level }: Inputs['saveLevel']): Promise<Level> {
    if (hasStarMark(level.nameZh, level.nameEn)) refuse('LEVEL_STAR_MARK');
    return database.write(command, async tx => {
      if (await levelRankIsTaken(tx, level)) refuse('LEVEL_RANK_TAKEN', { rank: level.rank });
      const before = await findLevel(tx, level.id);
      if (before?.isActive && !level.isActive) {
        const files = await countFilesOfLevel(tx, level.id);
        if (files > 0) refuse('LEVEL_IN_USE', { files });
      }
      await log(tx, caller, 'level', before, level);
      await storeLevel(tx, level);
      return level;
    });
  }

  /** Files that have the class keep the end they were given. */
  async function saveRetentionClass(caller: Caller, command: Command, { commandId: _, ...retention }: Inputs['saveRetentionClass']): Promise<RetentionClass> {
    return database.write(command, async tx => {
      await log(tx, caller, 'retentionClass', await findRetentionClass(tx, retention.id), retention);
      await storeRetentionClass(tx, retention);
      return retention;
    });
  }

  /** Nothing is written where nothing changes. */
  async function log<Row extends { id: string }>(tx: Transaction, caller: Caller, what: string, before: Row | null, after: Row): Promise<void> {
    const changed = (Object.keys(after) as (keyof Row & string)[]).filter(name => before?.[name] !== after[name]);
    if (changed.length === 0) return;
    const facts = Object.fromEntries(changed.flatMap(name => [...(before ? [[`before.${name}`, String(before[name] ?? '')]] : []), [`after.${name}`, String(after[name] ?? '')]]));
    await appendEntries(tx, [doneEntry(lookerOf(caller), { ...nothingAsked, action: 'change', detail: { facts: { what, id: after.id, ...facts } } }, [], clock.now())]);
  }
}
