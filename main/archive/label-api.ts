import type { BranchInputs, BranchOutputs } from '../../shared/branch-contract.ts';
import { mostLabels } from '../../shared/archive.ts';
import { refuse } from '../../shared/errors.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { labelsBetween, labelsOfImport, lastNumberLike } from './archive-store.ts';
import { listCategories } from './catalogue-store.ts';
import { storedNumber } from './file-query.ts';

type Inputs = BranchInputs['archive'];
type Outputs = BranchOutputs['archive'];

/** Numbers of files to come, and the labels of those that are there. Neither names a person, so neither is a look. */
export function labelHandlers({ database }: BranchParts) {
  return { proposeNumber, labels };

  /** Errors: CATEGORY_NOT_FOUND. */
  async function proposeNumber({ categoryId, year }: Inputs['proposeNumber']): Promise<Outputs['proposeNumber']> {
    return database.read(async reader => {
      const category = (await listCategories(reader)).find(each => each.id === categoryId) ?? refuse('CATEGORY_NOT_FOUND');
      const beginning = `${storedNumber(category.code)}-${year}-`;
      return { archiveNumber: numberAfter(beginning, await lastNumberLike(reader, beginning)) };
    });
  }

  async function labels(input: Inputs['labels']): Promise<Outputs['labels']> {
    const found = await database.read(reader => ('importId' in input
      ? labelsOfImport(reader, input.importId, mostLabels + 1)
      : labelsBetween(reader, storedNumber(input.fromNumber), storedNumber(input.untilNumber), mostLabels + 1)));
    return { labels: found.slice(0, mostLabels), hasMore: found.length > mostLabels };
  }
}

const fewestDigits = 4;

/** The number that follows `last` of the same beginning, in its width; the first one after null. */
export function numberAfter(beginning: string, last: string | null): string {
  const digits = last?.slice(beginning.length) ?? '0';
  return beginning + String(Number(digits) + 1).padStart(Math.max(fewestDigits, last === null ? 0 : digits.length), '0');
}
