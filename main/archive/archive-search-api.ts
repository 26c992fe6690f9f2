import type { BranchInputs, BranchOutputs } from '../../shared/branch-contract.ts';
import type { MaskedFile } from '../../shared/archive.ts';
import { appendEntries, logThenReveal } from '../access-log/access-log-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import type { Caller } from '../branch/caller.ts';
import { findWindowOfClerk } from '../queue/windows-store.ts';
import { findFiles } from './archive-search-store.ts';
import { maskedFilesOfCustomer } from './archive-store.ts';
import { withAllUnder } from './catalogue-rules.ts';
import { listCategories } from './catalogue-store.ts';
import { nothingAsked } from './file-api.ts';
import { parseFileQuery } from './file-query.ts';
import { doneEntry, type Asked } from './look-entries.ts';
import { lookerOf } from './open-look-api.ts';

type Inputs = BranchInputs['archive'];

/** Finding files. What was asked is in the log before anything that was found is read. */
export function searchHandlers({ database, clock }: BranchParts) {
  return { search, ofCustomer };

  async function search(caller: Caller, input: Inputs['search']): Promise<BranchOutputs['archive']['search']> {
    const { query, limit = 20, categoryId, ...narrowed } = input;
    const facts = Object.fromEntries(Object.entries({ categoryId, ...narrowed }).filter((each): each is [string, string | number] => each[1] !== undefined));
    return logThenReveal(database, tx => logSearch(tx, caller, { customerId: null, detail: { query, facts } }), async (reader, committed) => {
      const narrowing = { ...narrowed, categoryIds: categoryId === undefined ? undefined : withAllUnder(await listCategories(reader), categoryId) };
      const { found: matches, hasMore } = await findFiles(reader, parseFileQuery(query, narrowing), narrowing, limit, committed);
      return { matches, hasMore };
    });
  }

  async function ofCustomer(caller: Caller, { customerId }: Inputs['ofCustomer']): Promise<MaskedFile[]> {
    return logThenReveal(database, tx => logSearch(tx, caller, { customerId, detail: {} }), reader => maskedFilesOfCustomer(reader, customerId));
  }

  async function logSearch(tx: Parameters<typeof appendEntries>[0], caller: Caller, asked: Pick<Asked, 'customerId' | 'detail'>) {
    const looker = lookerOf(caller);
    const windowId = (await findWindowOfClerk(tx, looker.staffId))?.id ?? null;
    const [seq] = await appendEntries(tx, [doneEntry(looker, { ...nothingAsked, ...asked, action: 'search', windowId }, [], clock.now())]);
    if (seq === undefined) throw new Error('a search without an entry');
    return { seq, found: null };
  }
}
