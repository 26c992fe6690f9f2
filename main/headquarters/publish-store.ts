import { asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import type { directiveKinds } from '../../shared/sync.ts';
import type { Transaction } from './hq-database.ts';
import { branches, directives, publications } from './hq-schema.ts';

type Kind = (typeof directiveKinds)[number];
interface By { staffId: string; name: string }

/**
 * Publishes to the named branches, or with null to all, those enrolled later too. Answers the publication's id.
 * The caller has checked the body by `directiveBodies`.
 */
export async function publish(tx: Transaction, { id = uuidv7(), kind, title, body, branchIds, by, at }: {
  id?: string; kind: Kind; title: string; body: unknown; branchIds: string[] | null; by: By; at: number;
}): Promise<string> {
  // A branch that is enrolled meanwhile either waits for this lock or is seen here: it gets the publication once, either way.
  await tx.execute(sql`select pg_advisory_xact_lock(${publishingLock})`);
  await tx.insert(publications).values({ id, kind, title, body, branchIds, publishedAt: at, publishedBy: by.staffId, publishedByName: by.name });
  const receivers = await tx.update(branches).set({ lastDirective: sql`${branches.lastDirective} + 1` })
    .where(inArray(branches.branchId, tx.select({ branchId: branches.branchId }).from(branches)
      .where(branchIds ? inArray(branches.branchId, branchIds) : isNull(branches.revokedAt)).orderBy(asc(branches.branchId)).for('update')))
    .returning({ branchId: branches.branchId, number: branches.lastDirective });
  for (let start = 0; start < receivers.length; start += 1000) {
    await tx.insert(directives).values(receivers.slice(start, start + 1000).map(({ branchId, number }) =>
      ({ branchId, number, kind, body, publicationId: id, publishedAt: at, publishedByName: by.name })));
  }
  return id;
}

/** Gives one branch something of its own. Answers the directive's number; errors: BRANCH_NOT_FOUND, BRANCH_REVOKED. */
export async function directBranch(tx: Transaction, branchId: string, { kind, body, by, at }: { kind: Kind; body: unknown; by: By; at: number }): Promise<number> {
  const [branch] = await tx.update(branches).set({ lastDirective: sql`${branches.lastDirective} + 1` }).where(eq(branches.branchId, branchId)).returning({ number: branches.lastDirective, revokedAt: branches.revokedAt });
  if (!branch) return refuseAtHeadquarters('BRANCH_NOT_FOUND');
  if (branch.revokedAt !== null) return refuseAtHeadquarters('BRANCH_REVOKED');
  await tx.insert(directives).values({ branchId, number: branch.number, kind, body, publicationId: null, publishedAt: at, publishedByName: by.name });
  return branch.number;
}

/** What was published to all before this branch came, in order. Only for a branch that was enrolled in this transaction. */
export async function givePublications(tx: Transaction, branchId: string): Promise<void> {
  const { rowCount } = await tx.execute(sql`
    insert into ${directives} ("branchId", number, kind, body, "publicationId", "publishedAt", "publishedByName")
    select ${branchId}, row_number() over (order by "publishedAt", id), kind, body, id, "publishedAt", "publishedByName"
    from ${publications} where "branchIds" is null`);
  await tx.update(branches).set({ lastDirective: rowCount ?? 0 }).where(eq(branches.branchId, branchId));
}

/** Held by publishing and by enrolling, so that the two do not miss each other. */
export const publishingLock = 4822;
