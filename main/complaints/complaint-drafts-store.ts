import { and, desc, eq } from 'drizzle-orm';
import type { ComplaintForm } from '../../shared/complaints.ts';
import { refuse } from '../../shared/errors.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { complaintDrafts } from './complaints-schema.ts';

/** Somebody's drafts, the newest first. Nobody else's are ever read. */
export async function draftsOf(reader: Queries, staffId: string): Promise<{ id: string; form: ComplaintForm; savedAt: number }[]> {
  return reader.select({ id: complaintDrafts.id, form: complaintDrafts.form, savedAt: complaintDrafts.savedAt })
    .from(complaintDrafts).where(eq(complaintDrafts.staffId, staffId)).orderBy(desc(complaintDrafts.savedAt));
}

/** Keeps the draft as it is now. Errors: COMMAND_ID_REUSED when the id is another person's draft. */
export async function storeDraft(tx: Transaction, draft: { id: string; staffId: string; form: ComplaintForm; savedAt: number }): Promise<void> {
  const { changes } = await tx.insert(complaintDrafts).values(draft)
    .onConflictDoUpdate({ target: complaintDrafts.id, set: { form: draft.form, savedAt: draft.savedAt }, setWhere: eq(complaintDrafts.staffId, draft.staffId) });
  if (changes === 0) refuse('COMMAND_ID_REUSED');
}

export async function deleteDraft(tx: Transaction, draftId: string, staffId: string): Promise<void> {
  await tx.delete(complaintDrafts).where(and(eq(complaintDrafts.id, draftId), eq(complaintDrafts.staffId, staffId)));
}
