import type { BranchInputs, BranchOutputs } from '../../shared/branch-contract.ts';
import type { Category, Level, RetentionClass, Shelf } from '../../shared/archive.ts';
import { refuse } from '../../shared/errors.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import type { Command } from '../database/database.ts';
import { countFiles, countFilesOfLevel } from './archive-store.ts';
import { checkPlaceInTree, hasStarMark } from './catalogue-rules.ts';
import {
  categoryCodeIsTaken, findLevel, levelRankIsTaken, listCategories, listLevels, listRetentionClasses, listShelves, shelfCodeIsTaken, storeCategory, storeLevel,
  storeRetentionClass, storeShelf,
} from './catalogue-store.ts';

type Inputs = BranchInputs['archive'];

/** Categories, shelves, levels and retention classes as the branch sets them up. Saving an id nobody has adds it. */
export function catalogueHandlers({ database }: BranchParts) {
  return { catalogue, saveCategory, saveShelf, saveLevel, saveRetentionClass };

  async function catalogue(): Promise<BranchOutputs['archive']['catalogue']> {
    return database.read(async reader => ({
      categories: await listCategories(reader), shelves: await listShelves(reader), levels: await listLevels(reader),
      retentionClasses: await listRetentionClasses(reader), counts: await countFiles(reader),
    }));
  }

  /** Errors: CATEGORY_CODE_TAKEN, CATEGORY_NOT_FOUND (its parent), CATEGORY_IN_A_CIRCLE. */
  async function saveCategory(command: Command, { commandId: _, ...category }: Inputs['saveCategory']): Promise<Category> {
    return database.write(command, async tx => {
      if (await categoryCodeIsTaken(tx, category)) refuse('CATEGORY_CODE_TAKEN', { code: category.code });
      checkPlaceInTree(await listCategories(tx), category);
      await storeCategory(tx, category);
      return category;
    });
  }

  /** Errors: SHELF_CODE_TAKEN. */
  async function saveShelf(command: Command, { commandId: _, ...shelf }: Inputs['saveShelf']): Promise<Shelf> {
    return database.write(command, async tx => {
      if (await shelfCodeIsTaken(tx, shelf)) refuse('SHELF_CODE_TAKEN', { code: shelf.code });
      await storeShelf(tx, shelf);
      return shelf;
    });
  }

  /** Errors: LEVEL_STAR_MARK, LEVEL_RANK_TAKEN; LEVEL_IN_USE when files have a level that is to be given up. */
  async function saveLevel(command: Command, { commandId: _, ...level }: Inputs['saveLevel']): Promise<Level> {
    if (hasStarMark(level.nameZh, level.nameEn)) refuse('LEVEL_STAR_MARK');
    return database.write(command, async tx => {
      if (await levelRankIsTaken(tx, level)) refuse('LEVEL_RANK_TAKEN', { rank: level.rank });
      const before = await findLevel(tx, level.id);
      if (before?.isActive && !level.isActive) {
        const files = await countFilesOfLevel(tx, level.id);
        if (files > 0) refuse('LEVEL_IN_USE', { files });
      }
      await storeLevel(tx, level);
      return level;
    });
  }

  /** Files that have the class keep the end they were given. */
  async function saveRetentionClass(command: Command, { commandId: _, ...retention }: Inputs['saveRetentionClass']): Promise<RetentionClass> {
    return database.write(command, async tx => {
      await storeRetentionClass(tx, retention);
      return retention;
    });
  }
}
