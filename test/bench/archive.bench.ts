import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Sqlite from 'better-sqlite3';
import MiniSearch from 'minisearch';
import { appendEntries, logThenReveal } from '../../main/access-log/access-log-store.ts';
import { findFiles } from '../../main/archive/archive-search-store.ts';
import { insertFiles } from '../../main/archive/archive-store.ts';
import { parseFileQuery, type FileNarrowing } from '../../main/archive/file-query.ts';
import { unitsOf } from '../../main/archive/file-units.ts';
import { setFileState } from '../../main/archive/papers-store.ts';
import { readingsOf } from '../../main/text/name-readings.ts';
import { aDatabase } from '../builders/a-database.ts';
import { aCatalogue, nthFile } from '../builders/an-archive.ts';
import { report, round, type Spread, spreadOf } from './measure.ts';

// What an archivist waits for when a file is searched, at two sizes of an archive: beside the bare index query through
// better-sqlite3 (the row numbers alone, and with the rows they stand for), and beside MiniSearch, which holds everything in memory. The log entry each search makes is measured apart.

const { values } = parseArgs({ options: { sizes: { type: 'string', default: '100000,1000000' }, queries: { type: 'string', default: '1000' }, peer: { type: 'string', default: '100000' } } });
const sizes = values.sizes.split(',').map(Number);
const queryCount = Number(values.queries);
/** MiniSearch is filled with at most so many files: a million take more memory than a counter's machine has. */
const peerSize = Number(values.peer);
const limit = 20;
/** One file of so many is lent. */
const lentEvery = 1000;

type Spreads = Record<string, Spread>;
const rows: Record<string, Record<string, unknown>> = {};
const ours: Record<number, Spreads> = {};
const bare: Record<number, Spreads> = {};
const bareRows: Record<number, Spreads> = {};
let logged: Spread | null = null;
let peer: Record<string, unknown> = {};

for (const size of sizes) {
  const folder = await mkdtemp(join(tmpdir(), 'branch-desk-bench-'));
  const database = await aDatabase({ folder });
  const catalogue = await aCatalogue(database);
  const file = (nth: number) => nthFile(catalogue, nth);
  for (let from = 0; from < size; from += 20_000) {
    await database.change(async tx => {
      const ids = await insertFiles(tx, Array.from({ length: Math.min(20_000, size - from) }, (_, at) => file(from + at)));
      await setFileState(tx, ids.filter((_, at) => at % lentEvery === 0), 'lent', 0);
    });
  }
  const kinds: Record<string, { typed(nth: number): string; narrowed?: FileNarrowing }> = {
    'archive number': { typed: nth => file(nth).archiveNumber },
    'two-character name': { typed: nth => file(nth).subjectName.slice(0, 2) },
    initials: { typed: nth => (readingsOf(file(nth).subjectName)[0] ?? []).map(syllable => syllable[0]).join('') },
    account: { typed: nth => file(nth).subjectAccountNumber ?? '' },
    address: { typed: nth => (file(nth).subjectAddress ?? '').slice(6, 18) },
    'name and title': { typed: nth => `${file(nth).subjectName} ${file(nth).title.slice(-4)}` },
    'name, narrowed by level': { typed: nth => file(nth - nth % 100).subjectName.slice(0, 1), narrowed: { levelId: catalogue.level('机密') } },
    'name, narrowed by year and shelf': { typed: nth => file(nth).subjectName.slice(0, 2), narrowed: { year: 2007, shelfId: catalogue.shelf('A-02') } },
    'name, lent ones': { typed: nth => file(nth).subjectName.slice(0, 2), narrowed: { state: 'lent' } },
  };
  const other = new Sqlite(join(folder, 'branch.sqlite'), { readonly: true });
  const bareQuery = other.prepare('select rowid from archive_search where archive_search match ? order by rowid limit ?');
  const bareWithRows = other.prepare('select f.* from archive_search join archive_files f on f.searchId = archive_search.rowid where archive_search match ? order by archive_search.rowid limit ?');
  // The proof that an entry is on disk comes from one real append; the search itself is what is measured here.
  const withProof = <Result>(work: Parameters<typeof logThenReveal<null, Result>>[2]) => logThenReveal(database, async tx => {
    const [seq] = await appendEntries(tx, [{ at: 0, staffId: null, role: 'system', stationId: null, windowId: null, action: 'search', outcome: 'done', fileId: null, customerId: null, purpose: null, basis: null, fields: [], detail: { query: 'bench' } }]);
    return { seq: seq ?? 0, found: null };
  }, work);
  const ofKind: Spreads = {};
  const bareOfKind: Spreads = {};
  const bareRowsOfKind: Spreads = {};
  for (const [kind, { typed, narrowed = {} }] of Object.entries(kinds)) {
    const queries = Array.from({ length: queryCount }, (_, at) => typed(Math.floor(at * size / queryCount)));
    const mine: number[] = [];
    const theirs: number[] = [];
    const theirRows: number[] = [];
    await withProof(async (_reader, committed) => {
      for (const words of queries) {
        const startedAt = performance.now();
        await database.read(reader => findFiles(reader, parseFileQuery(words, narrowed), narrowed, limit, committed));
        mine.push(performance.now() - startedAt);
        const { stages } = parseFileQuery(words, narrowed);
        const bareStartedAt = performance.now();
        for (const { match } of stages) bareQuery.all(match, limit + 1);
        theirs.push(performance.now() - bareStartedAt);
        const rowsStartedAt = performance.now();
        let fetched = 0;
        for (const { match } of stages) fetched += bareWithRows.all(match, limit + 1 - Math.min(fetched, limit)).length;
        theirRows.push(performance.now() - rowsStartedAt);
      }
    });
    ofKind[kind] = spreadOf(mine);
    bareOfKind[kind] = spreadOf(theirs);
    bareRowsOfKind[kind] = spreadOf(theirRows);
    rows[`${kind}, ${size.toLocaleString('en')}`] = { 'p50 ms': ofKind[kind].p50, 'p99 ms': ofKind[kind].p99, 'index p50 ms': bareOfKind[kind].p50, 'index p99 ms': bareOfKind[kind].p99, 'with rows p50 ms': bareRowsOfKind[kind].p50, 'with rows p99 ms': bareRowsOfKind[kind].p99 };
  }
  if (size === sizes.at(-1)) {
    const whole: number[] = [];
    for (let at = 0; at < Math.min(queryCount, 300); at += 1) {
      const words = file(Math.floor(at * size / queryCount)).subjectName;
      const startedAt = performance.now();
      await withProof((reader, committed) => findFiles(reader, parseFileQuery(words), {}, limit, committed));
      whole.push(performance.now() - startedAt);
    }
    logged = spreadOf(whole);
    peer = measurePeer(Math.min(size, peerSize), file);
  }
  ours[size] = ofKind;
  bare[size] = bareOfKind;
  bareRows[size] = bareRowsOfKind;
  other.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
}

/** MiniSearch over the same fields with the same cutting into characters: time to load, memory, and time of a search. */
function measurePeer(size: number, file: (nth: number) => ReturnType<typeof nthFile>): Record<string, unknown> {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const startedAt = performance.now();
  const index = new MiniSearch({ fields: ['archiveNumber', 'subjectName', 'subjectAccountNumber', 'subjectAddress', 'title'], idField: 'archiveNumber', tokenize: unitsOf });
  for (let nth = 0; nth < size; nth += 1) index.add(file(nth));
  const loadSeconds = (performance.now() - startedAt) / 1000;
  globalThis.gc?.();
  const megabytes = (process.memoryUsage().heapUsed - before) / 1024 / 1024;
  const times = Array.from({ length: Math.min(queryCount, 200) }, (_, at) => {
    const searchedAt = performance.now();
    index.search(file(Math.floor(at * size / 200)).subjectName, { combineWith: 'AND' });
    return performance.now() - searchedAt;
  });
  return { files: size, loadSeconds: round(loadSeconds), megabytes: round(megabytes, 0), p50: spreadOf(times).p50, p99: spreadOf(times).p99 };
}

const [smallest, largest] = [sizes[0]!, sizes.at(-1)!];
report('Search of the archive', rows, {
  bench: 'archive',
  kinds: Object.fromEntries(Object.keys(ours[largest]!).map(kind => {
    const [small, large, plain, withRows] = [ours[smallest]![kind]!, ours[largest]![kind]!, bare[largest]![kind]!, bareRows[largest]![kind]!];
    return [kind, { p50: large.p50, p99: large.p99, growthP50: round(large.p50 / small.p50), growth: round(large.p99 / small.p99), ratioToBareFts5P50: round(large.p50 / plain.p50), ratioToBareFts5: round(large.p99 / plain.p99), ratioToFts5WithRowsP50: round(large.p50 / withRows.p50), ratioToFts5WithRows: round(large.p99 / withRows.p99) }];
  })),
  withLogEntry: logged && { p50: logged.p50, p99: logged.p99 },
  miniSearch: peer,
});
