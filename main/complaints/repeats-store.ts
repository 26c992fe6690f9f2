import { desc, eq, type SQL } from 'drizzle-orm';
import type { ComplaintForm, RepeatedComplaint } from '../../shared/complaints.ts';
import type { Queries } from '../database/database.ts';
import { asListed } from './complaint-story-store.ts';
import { complaints } from './complaints-schema.ts';
import type { StoredComplaint } from './complaints-store.ts';
import { likelyTheSame, likeness, repeatKeys } from './intake-rules.ts';

type MatchedBy = RepeatedComplaint['matchedBy'][number];
/** What the intake form knows so far. */
export type Known = Pick<ComplaintForm, 'customerId' | 'complainantPhone' | 'accountNumber' | 'address' | 'what'>;

const mostRepeats = 8;
/** meaning is looked for among so many of the newest: a matter that comes again comes again soon */
const newestRead = 300;

/** By what of a person earlier complaints would be looked for. */
export function personKeys(known: Known): MatchedBy[] {
  const { phoneKey, accountKey, addressKey } = repeatKeys(known);
  const given: [MatchedBy, unknown][] = [['customer', known.customerId], ['phone', phoneKey], ['account', accountKey], ['address', addressKey]];
  return given.flatMap(([by, key]) => key === null ? [] : by);
}

/** Earlier complaints that may be the same matter, newest first, at most eight, each with all that it was found by. `now`: UTC ms. */
export async function findRepeats(reader: Queries, known: Known, now: number): Promise<RepeatedComplaint[]> {
  const { phoneKey, accountKey, addressKey } = repeatKeys(known);
  const newest = (where: SQL | undefined, limit: number) => reader.select().from(complaints).where(where).orderBy(desc(complaints.receivedAt)).limit(limit);
  const found = new Map<string, { complaint: StoredComplaint; matchedBy: MatchedBy[] }>();
  const note = (rows: readonly StoredComplaint[], by: MatchedBy) => {
    for (const complaint of rows) {
      const { matchedBy } = found.get(complaint.id) ?? { matchedBy: [] };
      found.set(complaint.id, { complaint, matchedBy: [...matchedBy, by] });
    }
  };
  if (known.customerId !== null) note(await newest(eq(complaints.customerId, known.customerId), mostRepeats), 'customer');
  if (phoneKey !== null) note(await newest(eq(complaints.phoneKey, phoneKey), mostRepeats), 'phone');
  if (accountKey !== null) note(await newest(eq(complaints.accountKey, accountKey), mostRepeats), 'account');
  if (addressKey !== null) note(await newest(eq(complaints.addressKey, addressKey), mostRepeats), 'address');
  if (known.what !== '') note((await newest(undefined, newestRead)).filter(({ what }) => likeness(what, known.what) >= likelyTheSame), 'meaning');

  const matches = [...found.values()].toSorted((a, b) => b.complaint.receivedAt - a.complaint.receivedAt).slice(0, mostRepeats);
  const listed = await asListed(reader, matches.map(({ complaint }) => complaint), now);
  return listed.map((complaint, at) => ({ ...complaint, matchedBy: matches[at]?.matchedBy ?? [] }));
}
