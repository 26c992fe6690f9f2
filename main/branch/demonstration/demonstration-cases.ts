import { businessDateOf } from '../../../shared/business-date.ts';
import { nextCheck } from '../../cases/case-path.ts';
import { indexCase } from '../../cases/case-search-store.ts';
import { caseFromComplaint } from '../../cases/case-text.ts';
import { addCheck, addEvent, changeCase, findCase, insertCase, type NewCase } from '../../cases/cases-store.ts';
import { readClosedMatter, type ClosedMatter } from '../../complaints/closed-matter-store.ts';
import { listClasses } from '../../complaints/complaint-classes-store.ts';
import { complaints } from '../../complaints/complaints-schema.ts';
import type { Transaction } from '../../database/database.ts';
import { caseTales, type CaseTale } from './case-tales.ts';
import type { SeededRandom } from './seeded-random.ts';

const day = 24 * 60 * 60_000;

interface CaseScene {
  random: SeededRandom;
  /** who has which login name */
  people: ReadonlyMap<string, { id: string; name: string }>;
  timeZone: string;
  /** UTC ms */
  now: number;
}
/** UTC ms */
interface Moments { written: number; submitted: number; published: number }

/** What the hall has learned so far: from its closed complaints and from the year before, checked since, one draft, one in review. */
export async function insertCases(tx: Transaction, scene: CaseScene): Promise<void> {
  const { random, people, timeZone, now } = scene;
  const stored = await tx.select().from(complaints);
  const closed = (await Promise.all(stored.map(complaint => readClosedMatter(tx, complaint)))).filter(matter => matter !== null);
  const classes = new Map((await listClasses(tx)).map(({ nameZh, id }) => [nameZh, id]));
  const hand = (loginName: string) => { const { id: staffId, name: staffName } = people.get(loginName) ?? fail(`nobody is called ${loginName}`); return { staffId, staffName }; };

  const told = caseTales.map(tale => {
    const classId = classes.get(tale.className) ?? fail(`no class is called ${tale.className}`);
    const matter = tale.written ? null : closed.find(({ complaint }) => complaint.classId === classId) ?? fail(`no closed complaint of ${tale.className}`);
    return { tale, classId, matter, at: momentsOf(tale, matter, now) };
  }).toSorted((a, b) => a.at.written - b.at.written);

  for (const { tale, classId, matter, at } of told) {
    const newIdAt = (time: number) => () => random.id(time);
    const author = hand(tale.author);
    const id = await insertCase(tx, { ...draftOf(tale, classId, matter), author, at: at.written, year: Number(businessDateOf(at.written, timeZone).slice(0, 4)) }, newIdAt(at.written));
    if (tale.until === 'draft') continue;
    await addEvent(tx, id, { kind: 'submitted', by: author, at: at.submitted, words: '' }, newIdAt(at.submitted));
    await changeCase(tx, id, { state: 'inReview', changedAt: at.submitted });
    if (tale.until === 'inReview') continue;
    await addEvent(tx, id, { kind: 'published', by: hand('songjia'), at: at.published, words: '' }, newIdAt(at.published));
    await changeCase(tx, id, { state: 'published', changedAt: at.published, publishedAt: at.published, nextCheckAt: nextCheck('published', at.published) });

    const counts = { avoidedCount: 0, recurredCount: 0 };
    for (const { daysAgo, outcome, words, recurredIn } of tale.checks ?? []) {
      const checkedAt = now - daysAgo * day;
      const complaintId = recurredIn === undefined ? null : (stored.find(({ what }) => what.startsWith(recurredIn)) ?? fail(`nobody complained: ${recurredIn}`)).id;
      await addCheck(tx, id, { outcome, words, complaintId, by: hand('chenjing'), at: checkedAt }, newIdAt(checkedAt));
      counts[`${outcome}Count`] += 1;
      await changeCase(tx, id, { ...counts, nextCheckAt: nextCheck(outcome, checkedAt) });
    }
    if (tale.retired) {
      const retiredAt = now - tale.retired.daysAgo * day;
      await addEvent(tx, id, { kind: 'retired', by: hand('chenjing'), at: retiredAt, words: tale.retired.words }, newIdAt(retiredAt));
      await changeCase(tx, id, { state: 'retired', changedAt: retiredAt, nextCheckAt: null });
    } else await indexCase(tx, await findCase(tx, id) ?? fail('a case is gone'));
  }
}

/** After its complaint was closed, in parts of the time since; or days ago. */
function momentsOf({ written }: CaseTale, matter: ClosedMatter | null, now: number): Moments {
  if (written) return { written: now - written.daysAgo * day, submitted: now - (written.daysAgo - 1) * day, published: now - (written.daysAgo - 2) * day };
  const endedAt = matter?.complaint.endedAt ?? now;
  const after = (part: number) => endedAt + Math.floor((now - endedAt) * part);
  return { written: after(0.1), submitted: after(0.15), published: after(0.25) };
}

function draftOf({ title, avoidance, keywords, written }: CaseTale, classId: string, matter: ClosedMatter | null): Pick<NewCase, 'complaintId' | 'outcome' | 'form'> {
  if (matter) return { complaintId: matter.complaint.id, outcome: matter.outcome, form: { ...caseFromComplaint(matter), title, avoidance, keywords } };
  const { daysAgo: _, ...told } = written ?? fail(`${title} was neither complained about nor written`);
  return { complaintId: null, outcome: null, form: { title, avoidance, keywords, classId, photoIds: [], ...told } };
}

function fail(words: string): never {
  throw new Error(words);
}
