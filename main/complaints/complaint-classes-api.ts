import type { BranchInputs } from '../../shared/branch-contract.ts';
import { implement } from '@orpc/server';
import type { ComplaintClass } from '../../shared/complaint-classes.ts';
import { complaintsContract } from '../../shared/complaints.ts';
import { refuse } from '../../shared/errors.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, type Caller } from '../branch/caller.ts';
import type { Command, Queries } from '../database/database.ts';
import { pinyinKeys } from '../text/name-readings.ts';
import { checkPlace } from './class-tree.ts';
import { deleteClass, findClass, listClasses, storeClass, type StoredClass } from './complaint-classes-store.ts';
import { readDeadlineTable } from './deadline-table-store.ts';

type Inputs = BranchInputs['complaints'];

/** How many have each class; a class that none has is left out. */
export type CountByClass = (reader: Queries) => Promise<ReadonlyMap<string, number>>;
/** What may have a class: complaints, and cases, of which this domain knows no more. */
interface ClassUses { complaints: CountByClass; cases: CountByClass }

/** The classes of complaints: seen by everybody, kept by the manager. */
export function classesApi({ database, live }: BranchParts, counts: ClassUses) {
  const contract = implement(complaintsContract).$context<Caller>();
  return {
    classes: contract.classes.handler(() => database.read(classes)),
    saveClass: contract.saveClass.handler(call => saveClass(commandOf(call), call.input)),
    removeClass: contract.removeClass.handler(call => removeClass(commandOf(call), call.input.classId)),
  };

  async function classes(reader: Queries): Promise<ComplaintClass[]> {
    const used = await usedClasses(reader);
    return (await listClasses(reader)).map(each => asShown(each, used));
  }

  async function saveClass(command: Command, { commandId: _, ...form }: Inputs['saveClass']): Promise<ComplaintClass> {
    return database.write(command, async tx => {
      checkPlace(await listClasses(tx), form);
      await storeClass(tx, form);
      tx.afterCommit(() => live.publish('complaints'));
      return asShown(await findClass(tx, form.id) ?? refuse('COMPLAINT_CLASS_NOT_FOUND'), await usedClasses(tx));
    });
  }

  async function removeClass(command: Command, classId: string): Promise<{ classId: string }> {
    return database.write(command, async tx => {
      const { isReport } = await findClass(tx, classId) ?? refuse('COMPLAINT_CLASS_NOT_FOUND');
      if (isReport) refuse('COMPLAINT_CLASS_MISPLACED', { reason: 'reports' });
      const uses = {
        complaints: (await counts.complaints(tx)).get(classId) ?? 0,
        cases: (await counts.cases(tx)).get(classId) ?? 0,
        classes: (await listClasses(tx)).filter(({ parentId }) => parentId === classId).length,
        deadlineRows: (await readDeadlineTable(tx)).filter(row => row.classId === classId).length,
      };
      if (uses.complaints + uses.cases + uses.classes + uses.deadlineRows > 0) refuse('COMPLAINT_CLASS_IN_USE', uses);
      await deleteClass(tx, classId);
      tx.afterCommit(() => live.publish('complaints'));
      return { classId };
    });
  }

  async function usedClasses(reader: Queries): Promise<ReadonlySet<string>> {
    return new Set([...(await counts.complaints(reader)).keys(), ...(await counts.cases(reader)).keys()]);
  }
}

function asShown({ id, parentId, nameZh, nameEn, isActive }: StoredClass, used: ReadonlySet<string>): ComplaintClass {
  return { id, parentId, nameZh, nameEn, isActive, isUsed: used.has(id), keys: pinyinKeys(nameZh) };
}
