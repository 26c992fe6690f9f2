import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Sqlite from 'better-sqlite3';
import { findCustomers, insertCustomers } from '../../main/customers/customers-store.ts';
import { parseQuery } from '../../main/customers/search-query.ts';
import { readingsOf } from '../../main/text/name-readings.ts';
import { nthCustomer } from '../builders/a-customer.ts';
import { aDatabase } from '../builders/a-database.ts';
import { report, round, type Spread, spreadOf } from './measure.ts';

// What a clerk waits for when she looks somebody up, at two sizes of a branch, beside the bare index query.

const { values } = parseArgs({ options: { sizes: { type: 'string', default: '100000,1000000' }, queries: { type: 'string', default: '2000' } } });
const sizes = values.sizes.split(',').map(Number);
const queryCount = Number(values.queries);
const limit = 12;
const kinds = {
  'two-character name': (nth: number) => nthCustomer(nth).name.slice(0, 2),
  initials: (nth: number) => (readingsOf(nthCustomer(nth).name)[0] ?? []).map(syllable => syllable[0]).join(''),
  phone: (nth: number) => nthCustomer(nth).phone ?? '',
};
type Kind = keyof typeof kinds;

const rows: Record<string, Record<string, unknown>> = {};
const ours: Record<string, Record<Kind, Spread>> = {};
const bare: Record<string, Record<Kind, Spread>> = {};

for (const size of sizes) {
  const folder = await mkdtemp(join(tmpdir(), 'branch-desk-bench-'));
  const database = await aDatabase({ folder });
  for (let from = 0; from < size; from += 20_000) {
    await database.change(tx => insertCustomers(tx, Array.from({ length: Math.min(20_000, size - from) }, (_, index) => nthCustomer(from + index))));
  }
  const peer = new Sqlite(join(folder, 'branch.sqlite'), { readonly: true });
  const bareQuery = peer.prepare('select rowid from customer_search where customer_search match ? order by rowid limit ?');
  const ofKind = {} as Record<Kind, Spread>;
  const bareOfKind = {} as Record<Kind, Spread>;
  for (const kind of Object.keys(kinds) as Kind[]) {
    const typed = Array.from({ length: queryCount }, (_, index) => kinds[kind](Math.floor(index * size / queryCount)));
    const found = [];
    const mine: number[] = [];
    const theirs: number[] = [];
    for (const query of typed) {
      const startedAt = performance.now();
      found.push(await database.read(reader => findCustomers(reader, parseQuery(query), limit)));
      mine.push(performance.now() - startedAt);
      const stages = parseQuery(query);
      const bareStartedAt = performance.now();
      for (const { match } of stages) bareQuery.all(match, limit + 1);
      theirs.push(performance.now() - bareStartedAt);
    }
    const empty = found.filter(({ found: people }) => people.length === 0).length;
    if (empty > 0) throw new Error(`${kind}: ${empty} look-ups of people who are there found nobody`);
    ofKind[kind] = spreadOf(mine);
    bareOfKind[kind] = spreadOf(theirs);
    rows[`${kind}, ${size.toLocaleString('en')}`] = { 'p50 ms': ofKind[kind].p50, 'p99 ms': ofKind[kind].p99, 'bare p50 ms': bareOfKind[kind].p50, 'bare p99 ms': bareOfKind[kind].p99, ratio: round(ofKind[kind].p99 / bareOfKind[kind].p99) };
  }
  ours[size] = ofKind;
  bare[size] = bareOfKind;
  peer.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
}

const [smallest, largest] = [sizes[0]!, sizes.at(-1)!];
report('Customer look-up', rows, {
  bench: 'lookup',
  kinds: Object.fromEntries((Object.keys(kinds) as Kind[]).map(kind => [kind, {
    p99: Object.fromEntries(sizes.map(size => [size, ours[size]![kind].p99])),
    growth: round(ours[largest]![kind].p99 / ours[smallest]![kind].p99),
    growthP50: round(ours[largest]![kind].p50 / ours[smallest]![kind].p50),
    ratioToBareFts5: round(ours[largest]![kind].p99 / bare[largest]![kind].p99),
    ratioToBareFts5P50: round(ours[largest]![kind].p50 / bare[largest]![kind].p50),
  }])),
});
