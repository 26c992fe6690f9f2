import type * as z from 'zod';
import type { noticeDirective, noticeWithdrawnDirective } from '../../shared/directives.ts';
import { refuse } from '../../shared/errors.ts';
import type { Transaction } from '../database/database.ts';
import { findNotice, insertNotice, updateNotice } from './notices-store.ts';

/** Hangs up a notice of headquarters, or its newer words. One that was withdrawn stays so. Errors: NOTICE_NOT_FOUND when the id is a notice of the branch's. */
export async function takeNotice(tx: Transaction, { id, ...notice }: z.infer<typeof noticeDirective>): Promise<void> {
  const known = await findNotice(tx, id);
  if (known && known.side !== 'headquarters') refuse('NOTICE_NOT_FOUND');
  const words = { ...notice, writtenAt: notice.postedAt, writtenByName: notice.postedByName };
  if (known) await updateNotice(tx, id, words);
  else await insertNotice(tx, { id, side: 'headquarters', ...words });
}

/** Errors: NOTICE_NOT_FOUND. */
export async function takeWithdrawal(tx: Transaction, { id, at, byName, reason }: z.infer<typeof noticeWithdrawnDirective>): Promise<void> {
  const known = await findNotice(tx, id);
  if (known?.side !== 'headquarters') refuse('NOTICE_NOT_FOUND');
  await updateNotice(tx, id, { withdrawnAt: at, withdrawnByName: byName, withdrawnReason: reason });
}
