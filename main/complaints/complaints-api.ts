import { complaintNumber } from '../../shared/complaint-number.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { boardApi } from './board-api.ts';
import { classesApi, type CountByClass } from './complaint-classes-api.ts';
import { photosApi } from './complaint-photos-api.ts';
import { countByClass, findComplaint } from './complaints-store.ts';
import { intakeApi } from './intake-api.ts';
import { lettersApi } from './letters-api.ts';
import { movesApi } from './moves-api.ts';

/**
 * Complaints 投诉: taken in, moved along the guarded path, read; with their classes, photos and letters. `countCases`: a class is in
 * use by cases too.
 */
export function complaintsApi(parts: BranchParts, countCases: CountByClass) {
  return {
    ...intakeApi(parts), ...boardApi(parts), ...movesApi(parts), ...lettersApi(parts), ...classesApi(parts, { complaints: countByClass, cases: countCases }),
    ...photosApi(parts, async (reader, complaintId) => {
      const found = await findComplaint(reader, complaintId);
      return found && { number: complaintNumber(found), customerId: found.customerId };
    }),
  };
}
