import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { casesWithMost, countTerms } from '../../main/cases/case-index-store.ts';
import { readQuery, tellingTerms, weigh } from '../../main/cases/case-query.ts';
import { indexCases, loadCaseWords, searchCases, similarCases, type StoredCase } from '../../main/cases/case-search-store.ts';
import { cases } from '../../main/cases/cases-schema.ts';
import { quoteTerm } from '../../main/text/name-terms.ts';
import { caseLibrary, type LibraryCase } from '../builders/a-case-library.ts';
import { aDatabase, testStart } from '../builders/a-database.ts';
import { pairWordings, readHeldOutPairs, readTuningPairs, type CasePair } from '../cases/pairs/read-pairs.ts';
import { report, round, spreadOf, timed } from './measure.ts';

// Whether the case a complaint is about is found among 100,000 others, and how long that takes: with the whole complaint as the
// query, beside FTS5 with plain pairs of characters over the same cases. The held-out pairs are judged by totals alone.

const { values } = parseArgs({ options: { size: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '5' }, seed: { type: 'string', default: '20260302' } } });
const size = Number(values.size);
const rounds = Number(values.rounds);
const limit = 5;
const atATime = 1000;

const heldOut = readHeldOutPairs();
const tuning = readTuningPairs();
const pairs = [...heldOut, ...tuning];
const queryOf = ({ complaint }: CasePair) => ({ what: complaint.what, remedySought: complaint.remedySought, classId: null, channel: null });
/** No branch was ever asked about these. */
const unrelated = [
  '红烧肉怎么做才软烂不腻，要先焯水还是先炒糖色，冰糖放多少合适', '明天北京天气怎么样，适合去爬长城吗，需不需要带雨伞', '国足昨晚又输球了，后卫失误太多，教练换人也莫名其妙',
  '床前明月光，疑是地上霜，举头望明月，低头思故乡', '我想给三岁的女儿报一个舞蹈班，哪家老师教得好', '这部电影的剧情太拖沓了，男主角演技也一般', '周末带家人去海边玩，沙滩很漂亮，海鲜也新鲜',
  '量子力学中的测不准原理是什么意思，和观察者有什么关系', '秦始皇统一六国之后推行了哪些制度，对后世有什么影响', '怎样养好多肉植物，多久浇一次水，需要晒太阳吗', '小猫不吃猫粮怎么办，要不要换个牌子试试',
  '诸葛亮六出祁山为什么没有成功，北伐的意义何在', '跑步膝盖疼是什么原因，应该怎么热身', '祝您生日快乐，身体健康，万事如意', '马拉松比赛前一周饮食应该注意什么', '恐龙是怎么灭绝的，陨石撞击说靠谱吗',
  '学习英语单词最有效的方法是什么，每天背多少个合适', '吉他和尤克里里哪个更容易上手，左手按弦手指疼', '火星上有没有水，人类什么时候能登陆', 'Lorem ipsum dolor sit amet, consectetur adipiscing elit',
];

const before = process.memoryUsage().rss;
const { milliseconds: loadMs } = await timed(loadCaseWords);
globalThis.gc?.();
const dictionaryMegabytes = (process.memoryUsage().rss - before) / 1024 / 1024;

const database = await aDatabase();
const file = join(database.folder, 'branch.sqlite');
await database.change(tx => tx.run(sql`create virtual table plain_pairs using fts5(pairs, content = '', tokenize = 'ascii')`));
let indexMs = 0;
let nth = 0;
for (const some of chunks(withPairs(), atATime)) {
  const rows = some.map(written => storedCase(written, nth += 1));
  await database.change(async tx => {
    for (let from = 0; from < rows.length; from += 100) await tx.insert(cases).values(rows.slice(from, from + 100));
    indexMs += (await timed(() => indexCases(tx, rows))).milliseconds;
    const plain = rows.map(row => [row.searchId, neighboursOf([row.title, row.problem, ...row.keywords, row.cause, row.responsibleUnit, row.remedy, row.lesson, row.avoidance]).join(' ')]);
    await tx.run(sql`insert into plain_pairs (rowid, pairs) select value ->> 0, value ->> 1 from json_each(${JSON.stringify(plain)})`);
  });
}
const plainMatch = (pair: CasePair) => [...new Set(neighboursOf([pair.complaint.what, pair.complaint.remedySought]))].map(quoteTerm).join(' OR ');
const plainly = (pair: CasePair) => database.read(reader => reader.all<{ searchId: number }>(sql`select rowid as searchId from plain_pairs where plain_pairs match ${plainMatch(pair)} order by rank limit ${limit}`));

/** The same search with some kinds of terms alone: what each part of it is good for. */
const kindsOf = { words: /^[wn]/u, wordsAndPairs: /^[wnbu]/u };
async function byKinds(pair: CasePair, kinds: RegExp): Promise<number[]> {
  const { asked } = readQuery(await loadCaseWords(), `${pair.complaint.what}\n${pair.complaint.remedySought}`);
  return database.read(async reader => {
    const some = asked.filter(({ term }) => kinds.test(term));
    const { counts, library } = await countTerms(reader, some.map(({ term }) => term));
    return (await casesWithMost(reader, tellingTerms(weigh(some, counts, library)), limit)).map(({ searchId }) => searchId);
  });
}

type Way = 'ours' | 'plain' | keyof typeof kindsOf;
const places = new Map<CasePair, Record<Way, number>>();
for (const [at, pair] of pairs.entries()) {
  const found = await database.read(reader => similarCases(reader, queryOf(pair), limit));
  const plain = await plainly(pair);
  places.set(pair, {
    ours: found.findIndex(({ row }) => row.searchId === at + 1), plain: plain.findIndex(({ searchId }) => searchId === at + 1),
    words: (await byKinds(pair, kindsOf.words)).indexOf(at + 1), wordsAndPairs: (await byKinds(pair, kindsOf.wordsAndPairs)).indexOf(at + 1),
  });
}
const answered = await Promise.all(unrelated.map(what => database.read(reader => similarCases(reader, { what, remedySought: '', classId: null, channel: null }, limit))));

const times = { 'a whole complaint': [] as number[], 'a few words': [] as number[], 'one or two characters': [] as number[], 'pairs of characters, bm25': [] as number[] };
for (let round = 0; round < rounds; round += 1) {
  for (const pair of pairs) {
    await measure('a whole complaint', () => database.read(reader => similarCases(reader, queryOf(pair), limit)));
    await measure('a few words', () => database.read(reader => searchCases(reader, { words: pair.case.keywords.slice(0, 2).join(' '), limit: 20 })));
    await measure('one or two characters', () => database.read(reader => searchCases(reader, { words: (pair.case.keywords[0] ?? '').slice(0, 1 + round % 2), limit: 20 })));
  }
}
for (const pair of pairs) await measure('pairs of characters, bm25', () => plainly(pair));

const totals = { heldOut: recallOf(heldOut), ...Object.fromEntries(pairWordings.map(wording => [wording, recallOf(heldOut.filter(pair => pair.wording === wording))])), tuning: recallOf(tuning) };
const speeds = Object.fromEntries(Object.entries(times).map(([name, measured]) => [name, spreadOf(measured)]));
const bytes = await bytesOf(['case_search', 'case_term_counts', 'plain_pairs']);
const megabytes = (await stat(file)).size / 1024 / 1024;
report(`The case library, ${size.toLocaleString('en')} cases: milliseconds`, speeds as unknown as Record<string, Record<string, unknown>>, {});
report('Of the written pairs found: first, among five', Object.fromEntries(Object.entries(totals).map(([name, { n, ...ways }]) => [name, { n, ...Object.fromEntries(Object.entries(ways).map(([way, { at1, at5 }]) => [way, `${at1} ${at5}`])) }])), {
  bench: 'cases', cases: size + pairs.length, speeds, recall: totals,
  unrelated: { asked: unrelated.length, answered: answered.filter(found => found.length > 0).length },
  index: { casesPerSecond: Math.round(nth / indexMs * 1000), megabytes: bytes, databaseMegabytes: round(megabytes, 0) },
  dictionary: { loadMs: round(loadMs, 0), megabytes: round(dictionaryMegabytes, 0) },
});
await database.close();
await rm(database.folder, { recursive: true, force: true });

async function measure(name: keyof typeof times, work: () => Promise<unknown>): Promise<void> {
  times[name].push((await timed(work)).milliseconds);
}

/** The pairs' cases first, so that their numbers are known, among those of the library. */
function* withPairs(): Generator<Pick<LibraryCase, 'title' | 'problem' | 'cause' | 'responsibleUnit' | 'remedy' | 'lesson' | 'avoidance' | 'keywords'>> {
  for (const pair of pairs) yield pair.case;
  yield* caseLibrary(size, Number(values.seed));
}

function* chunks<Item>(items: Iterable<Item>, length: number): Generator<Item[]> {
  let chunk: Item[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length === length) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

function storedCase({ title, problem, cause, responsibleUnit, remedy, lesson, avoidance, keywords }: Pick<LibraryCase, 'title' | 'problem' | 'cause' | 'responsibleUnit' | 'remedy' | 'lesson' | 'avoidance' | 'keywords'>, ordinal: number): StoredCase {
  return {
    id: uuidv7(), searchId: ordinal, year: 2026, ordinal, state: 'published', version: 1, complaintId: null, outcome: null, classId: null, channel: null,
    title, problem, cause, responsibleUnit, remedy, lesson, avoidance, keywords,
    authorId: 'bench', authorName: '李敏', changedAt: testStart, publishedAt: testStart + ordinal, nextCheckAt: null, avoidedCount: 0, recurredCount: 0,
  };
}

function neighboursOf(texts: readonly string[]): string[] {
  return texts.flatMap(text => {
    const units = text.normalize('NFKC').toLowerCase().match(/\d+|\p{Script=Latin}+|\p{L}/gu) ?? [];
    return units.slice(1).map((unit, at) => `${units[at]}${unit}`);
  });
}

function recallOf(some: readonly CasePair[]) {
  const share = (of: Way, within: number) => round(some.filter(pair => {
    const place = places.get(pair)?.[of] ?? -1;
    return place >= 0 && place < within;
  }).length / some.length);
  const at = (of: Way) => ({ at1: share(of, 1), at5: share(of, 5) });
  return { n: some.length, ours: at('ours'), plain: at('plain'), words: at('words'), wordsAndPairs: at('wordsAndPairs') };
}

async function bytesOf(tables: readonly string[]): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await database.read(reader => reader.all<{ bytes: number }>(table === 'case_term_counts'
      ? sql`select sum(length(term) + 8) as bytes from case_term_counts`
      : sql`select sum(length(block)) as bytes from ${sql.raw(`${table}_data`)}`));
    sizes[table] = round((row?.bytes ?? 0) / 1024 / 1024, 0);
  }
  return sizes;
}
