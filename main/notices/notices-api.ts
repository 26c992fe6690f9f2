import { implement } from '@orpc/server';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { refuse } from '../../shared/errors.ts';
import { noticesContract, type DeskNotice, type Notice } from '../../shared/notices.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, staffOf, type Caller } from '../branch/caller.ts';
import type { Command, Queries, Transaction } from '../database/database.ts';
import { listActiveStaff } from '../staff/staff-store.ts';
import { checkMayChange, checkMayPost, checkMayWithdraw, standingOf } from './notice-rules.ts';
import {
  findNotice, insertNotice, keepReceipt, listAllNotices, listPostedForDesk, noticesShownAt, readsOf, updateNotice, type StoredNotice,
} from './notices-store.ts';

type Inputs = BranchInputs['notices'];

/** Notices: what the desk shows and who has read it; writing, posting and withdrawing. */
export function noticesApi({ database, clock, live, branch }: BranchParts) {
  const contract = implement(noticesContract).$context<Caller>();
  return {
    watchDesk: contract.watchDesk.handler(call => watchDesk(staffOf(call.context).staffId, call.signal)),
    listPosted: contract.listPosted.handler(call => database.read(reader => listPosted(reader, staffOf(call.context).staffId))),
    markRead: contract.markRead.handler(call => markRead(commandOf(call), call.input.noticeId, staffOf(call.context).staffId)),
    list: contract.list.handler(() => database.read(list)),
    receipts: contract.receipts.handler(call => database.read(reader => receipts(reader, call.input.noticeId))),
    save: contract.save.handler(call => save(commandOf(call), call.input, staffOf(call.context).staffName)),
    post: contract.post.handler(call => post(commandOf(call), call.input.noticeId, staffOf(call.context))),
    withdraw: contract.withdraw.handler(call => withdraw(commandOf(call), call.input, staffOf(call.context).staffName)),
  };

  function dateOf(atMs: number): string {
    const { timeZone } = branch() ?? refuse('NOT_SET_UP');
    return businessDateOf(atMs, timeZone);
  }

  function today(): string {
    return dateOf(clock.now());
  }

  /** One that was withdrawn before its term began is nothing anybody has seen. */
  function wasEverShown({ withdrawnAt, fromDate }: StoredNotice): boolean {
    return withdrawnAt === null || dateOf(withdrawnAt) >= fromDate;
  }

  /** One reading for all desks; each gets it with its own receipts, and only when something of it is new to it. */
  async function* watchDesk(staffId: string, signal: AbortSignal | undefined): AsyncGenerator<DeskNotice[]> {
    let told = '';
    for await (const { shown, reads } of live.watch('notices', 'notices.desk', readDesk, signal)) {
      const picture = shown.map(notice => forDesk(notice, readAtOf(notice, reads, staffId), 'showing'));
      const asText = JSON.stringify(picture);
      if (asText !== told) yield picture;
      told = asText;
    }
  }

  async function readDesk() {
    return database.read(async reader => {
      const shown = await noticesShownAt(reader, 'desk', today());
      return { shown, reads: await readsOf(reader, shown.map(({ id }) => id)) };
    });
  }

  async function listPosted(reader: Queries, staffId: string): Promise<DeskNotice[]> {
    const date = today();
    const posted = (await listPostedForDesk(reader, date)).filter(wasEverShown);
    const reads = await readsOf(reader, posted.map(({ id }) => id));
    return posted.map(notice => forDesk(notice, readAtOf(notice, reads, staffId), standingOf(notice, date)));
  }

  async function markRead(command: Command, noticeId: string, staffId: string) {
    return database.write(command, async tx => {
      const notice = await findNotice(tx, noticeId);
      if (!notice || notice.postedAt === null || !notice.places.includes('desk')) refuse('NOTICE_NOT_FOUND');
      const readAt = await keepReceipt(tx, noticeId, staffId, clock.now());
      tx.afterCommit(() => live.publish('notices'));
      return { readAt };
    });
  }

  async function list(reader: Queries) {
    const date = today();
    const everybody = await listActiveStaff(reader);
    return (await listAllNotices(reader)).map(({ read, ...notice }) => ({
      ...asNotice(notice, date), read, readers: everybody.filter(({ id }) => id !== notice.postedBy).length,
    }));
  }

  /** The one who posted it knows it: nobody waits for that receipt. */
  async function receipts(reader: Queries, noticeId: string) {
    const notice = await findNotice(reader, noticeId) ?? refuse('NOTICE_NOT_FOUND');
    const read = (await readsOf(reader, [noticeId])).get(noticeId) ?? new Map<string, number>();
    const everybody = await listActiveStaff(reader);
    const names = new Map(everybody.map(({ id, name }) => [id, name]));
    return {
      read: [...read].map(([staffId, readAt]) => ({ staffName: names.get(staffId) ?? '—', readAt })),
      unread: everybody.filter(({ id }) => id !== notice.postedBy && !read.has(id)).map(({ name, roles }) => ({ staffName: name, roles })),
    };
  }

  async function save(command: Command, { commandId: _, id, ...words }: Inputs['save'], writtenByName: string): Promise<Notice> {
    return database.write(command, async tx => {
      const date = today();
      const known = await findNotice(tx, id);
      if (known) {
        checkMayChange(known, date);
        if (known.postedAt !== null && words.toDate < date) refuse('NOTICE_TERM_OVER', { toDate: words.toDate });
        await updateNotice(tx, id, words);
      } else await insertNotice(tx, { id, side: 'branch', ...words, writtenAt: clock.now(), writtenByName });
      return told(tx, id, date);
    });
  }

  async function post(command: Command, noticeId: string, { staffId, staffName }: { staffId: string; staffName: string }): Promise<Notice> {
    return changeNotice(command, noticeId, (notice, date) => {
      checkMayPost(notice, date);
      return { postedAt: clock.now(), postedBy: staffId, postedByName: staffName };
    });
  }

  async function withdraw(command: Command, { noticeId, reason }: Inputs['withdraw'], withdrawnByName: string): Promise<Notice> {
    return changeNotice(command, noticeId, notice => {
      checkMayWithdraw(notice);
      return { withdrawnAt: clock.now(), withdrawnByName, withdrawnReason: reason };
    });
  }

  async function changeNotice(command: Command, noticeId: string, change: (notice: StoredNotice, date: string) => Partial<StoredNotice>): Promise<Notice> {
    return database.write(command, async tx => {
      const date = today();
      const notice = await findNotice(tx, noticeId) ?? refuse('NOTICE_NOT_FOUND');
      await updateNotice(tx, noticeId, change(notice, date));
      return told(tx, noticeId, date);
    });
  }

  /** The notice as it is now; after the commit every screen that may show it reads anew. */
  async function told(tx: Transaction, noticeId: string, date: string): Promise<Notice> {
    tx.afterCommit(() => {
      live.publish('notices');
      live.publish('queue');
    });
    return asNotice(await findNotice(tx, noticeId) ?? refuse('NOTICE_NOT_FOUND'), date);
  }
}

/** Who posted it has read it. */
function readAtOf({ id, postedBy, postedAt }: StoredNotice, reads: ReadonlyMap<string, ReadonlyMap<string, number>>, staffId: string): number | null {
  return reads.get(id)?.get(staffId) ?? (postedBy === staffId ? postedAt : null);
}

function asNotice({ writtenAt: _, postedBy: __, ...notice }: StoredNotice, today: string): Notice {
  return { ...notice, standing: standingOf(notice, today) };
}

function forDesk(notice: StoredNotice, readAt: number | null, standing: DeskNotice['standing']): DeskNotice {
  const { id, urgency, titleZh, titleEn, wordsZh, wordsEn, fromDate, toDate, side, postedAt, postedByName } = notice;
  return { id, urgency, titleZh, titleEn, wordsZh, wordsEn, fromDate, toDate, side, standing, postedAt: postedAt ?? 0, postedByName: postedByName ?? '', readAt };
}
