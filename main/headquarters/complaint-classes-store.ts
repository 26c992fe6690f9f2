import { sql } from 'drizzle-orm';
import type { ClassChoice } from '../../shared/console-complaints.ts';
import { complaintClassesDirective } from '../../shared/directives.ts';
import { classPathOf } from '../complaints/class-tree.ts';
import { bodiesBefore } from './console-publications-store.ts';
import type { Queries, Transaction } from './hq-database.ts';
import { bodyInForce } from './published-items.ts';
import { readRows } from './read-rows.ts';

export interface KnownClass { id: string; parentId: string | null; nameZh: string; nameEn: string; isActive: boolean }

/** The classes of complaints of one branch, or with null those that were published to all branches. */
export async function knownClasses(queries: Queries | Transaction, branchId: string | null): Promise<KnownClass[]> {
  if (branchId !== null) {
    return readRows(queries, sql`select id, "parentId", "nameZh", "nameEn", "isActive" = 1 as "isActive" from branches.complaint_classes where "branchId" = ${branchId} order by position, id`);
  }
  const published = bodyInForce('complaintClasses', await bodiesBefore(queries, 'complaintClasses', null));
  return published === null ? [] : complaintClassesDirective.parse(published).classes;
}

/** A class with all that lies below it. */
export function withBelow(classes: readonly KnownClass[], classId: string): string[] {
  return classes.filter(({ id }) => id === classId || classPathOf(classes, id).includes(classId)).map(({ id }) => id).concat(classes.some(({ id }) => id === classId) ? [] : [classId]);
}

/** Classes as they are chosen, each with those above it in its name: 服务 / 态度. */
export function asChoices(classes: readonly KnownClass[]): ClassChoice[] {
  const byId = new Map(classes.map(each => [each.id, each]));
  return classes.map(({ id, isActive }) => {
    const path = classPathOf(classes, id).flatMap(each => byId.get(each) ?? []);
    return { id, isActive, isDivided: classes.some(({ parentId }) => parentId === id), nameZh: path.map(each => each.nameZh).join(' / '), nameEn: path.map(each => each.nameEn).join(' / ') };
  });
}
