import { asc, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import { blob, integer, sqliteTable, text, unionAll } from 'drizzle-orm/sqlite-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prepareQuery } from '../../main/database/prepared-query.ts';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { SqliteQueries } from '../../main/database/sqlite-driver.ts';
import { theNaiveWay } from './the-naive-way.ts';

const branches = sqliteTable('branches', { id: integer().primaryKey(), name: text().notNull() });
const clerks = sqliteTable('clerks', {
  id: integer().primaryKey(), name: text().notNull(), branchId: integer(),
  isActive: integer({ mode: 'boolean' }), skills: text({ mode: 'json' }).$type<string[]>(), startedAt: integer(), photo: blob({ mode: 'buffer' }),
});

const schema = `
  create table branches (id integer primary key, name text not null);
  create table clerks (id integer primary key, name text not null, branchId integer, isActive integer, skills text, startedAt integer, photo blob);
  insert into branches values (1, '甲'), (2, '乙');
  insert into clerks values (7, '王芳', 1, 1, '["A"]', 1772413200000, null), (8, '李敏', null, 0, null, null, x'00ff')`;

let connection: SqliteConnection;
let db: SqliteQueries;

beforeEach(async () => {
  connection = await SqliteConnection.open(':memory:', 'readWrite');
  await connection.exec(schema);
  db = new SqliteQueries(connection);
});
afterEach(() => connection.close());

describe('columns of the same name', () => {
  const join = (queries: Pick<SqliteQueries, 'select'>) =>
    queries.select({ clerk: { id: clerks.id }, branch: { id: branches.id } }).from(clerks).innerJoin(branches, eq(branches.id, clerks.branchId));

  test('the naive way gives a joined row the other table’s id', async () => {
    const naive = await theNaiveWay();
    await naive.exec(schema);
    expect(await join(naive.db as unknown as SqliteQueries)).toEqual([{ clerk: { id: 1 }, branch: {} }]);
    await naive.close();
  });

  test('a join keeps each table’s own id', async () => {
    expect(await join(db)).toEqual([{ clerk: { id: 7 }, branch: { id: 1 } }]);
  });

  test('a join of whole tables keeps every column, and null stands for a row that is not there', async () => {
    const rows = await db.select().from(clerks).leftJoin(branches, eq(branches.id, clerks.branchId)).orderBy(asc(clerks.id));
    expect(rows).toEqual([
      { clerks: { id: 7, name: '王芳', branchId: 1, isActive: true, skills: ['A'], startedAt: 1772413200000, photo: null }, branches: { id: 1, name: '甲' } },
      { clerks: { id: 8, name: '李敏', branchId: null, isActive: false, skills: null, startedAt: null, photo: Buffer.from([0, 255]) }, branches: null },
    ]);
  });

  test('more than ten columns keep their order', async () => {
    const twelve = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`column${index}`, sql<number>`${index}`.as(`c${11 - index}`)]));
    expect(Object.values((await db.select(twelve).from(branches).limit(1))[0]!)).toEqual(Array.from({ length: 12 }, (_, index) => index));
  });

  test('a RETURNING that names one column twice is refused instead of shifted', async () => {
    await expect(db.insert(branches).values({ name: '丙' }).returning({ first: branches.id, second: branches.id })).rejects.toThrow('two have the same name');
  });

  test('rows written by hand are found by name', async () => {
    expect(await db.all(sql`select name as "b", id as "a" from branches where id = ${2}`)).toEqual([{ b: '乙', a: 2 }]);
    expect(await db.get(sql`select count(*) as "count" from clerks`)).toEqual({ count: 2 });
  });

  test('values of a statement written by hand keep two columns of one name apart', async () => {
    expect(await db.values(sql`select clerks.id, branches.id from clerks join branches on branches.id = clerks.branchId`)).toEqual([[7, 1]]);
    await expect(db.values(sql`select 2, 1`)).rejects.toThrow('name the columns');
  });
});

describe('every form of SELECT', () => {
  test('keeps its order, limit and offset', async () => {
    expect(await db.select({ id: clerks.id }).from(clerks).orderBy(desc(clerks.id))).toEqual([{ id: 8 }, { id: 7 }]);
    expect(await db.select({ id: clerks.id }).from(clerks).orderBy(desc(clerks.id)).limit(1).offset(1)).toEqual([{ id: 7 }]);
  });

  test('a union, a common table expression, a subquery, a group and a count', async () => {
    const people = unionAll(db.select({ name: clerks.name }).from(clerks), db.select({ name: branches.name }).from(branches));
    expect(await people.orderBy(asc(sql`name`))).toHaveLength(4);
    const active = db.$with('active').as(db.select().from(clerks).where(eq(clerks.isActive, true)));
    expect(await db.with(active).select({ name: active.name }).from(active)).toEqual([{ name: '王芳' }]);
    const counted = db.select({ branchId: clerks.branchId, count: sql<number>`count(*)`.as('count') }).from(clerks).groupBy(clerks.branchId).as('counted');
    expect(await db.select({ name: branches.name, count: counted.count }).from(branches).innerJoin(counted, eq(counted.branchId, branches.id))).toEqual([{ name: '甲', count: 1 }]);
    expect(await db.$count(clerks)).toBe(2);
  });

  test('one row, or none', async () => {
    expect(await db.select().from(branches).where(eq(branches.id, 2)).get()).toEqual({ id: 2, name: '乙' });
    expect(await db.select().from(branches).where(eq(branches.id, 9)).get()).toBeUndefined();
  });
});

describe('what changes data', () => {
  test('tells how many rows it changed', async () => {
    expect(await db.update(clerks).set({ isActive: false })).toEqual({ changes: 2 });
    expect(await db.delete(clerks).where(eq(clerks.id, 99))).toEqual({ changes: 0 });
    expect(await db.run(sql`update branches set name = 'x' where id = 1`)).toEqual({ changes: 1 });
  });

  test('gives rows back with RETURNING', async () => {
    expect(await db.insert(branches).values([{ name: '丙' }, { name: '丁' }]).returning()).toEqual([{ id: 3, name: '丙' }, { id: 4, name: '丁' }]);
    expect(await db.update(clerks).set({ skills: ['B'] }).where(eq(clerks.id, 8)).returning({ skills: clerks.skills, id: clerks.id })).toEqual([{ skills: ['B'], id: 8 }]);
  });

  test('a RETURNING run without reading its rows leaves no statement open that would hold up the commit', async () => {
    await connection.exec('begin');
    await db.insert(branches).values([{ name: '丙' }, { name: '丁' }]).returning().run();
    await connection.exec('commit');
  });
});

describe('values', () => {
  test('the naive way stores a BigInt as NULL', async () => {
    const naive = await theNaiveWay();
    await naive.exec('create table amounts (amount)');
    await naive.db.run(sql`insert into amounts values (${10n})`);
    expect(await naive.db.values(sql`select amount from amounts`)).toEqual([[null]]);
    await naive.close();
  });

  test('what SQLite would store as something else is refused, and the message keeps the value to itself', async () => {
    for (const value of [10n, Number.NaN, Infinity, undefined, { name: '王芳' }, new Date(0), Symbol('x')]) {
      const refused = db.run(sql`insert into branches (name) values (${sql.param(value)})`);
      await expect(refused).rejects.toThrow(/^value 1 of the statement/);
      await expect(refused).rejects.not.toThrow('王芳');
    }
    expect(await db.$count(branches)).toBe(2);
  });

  test('instants beyond 32 bits, yes and no, bytes, and characters beyond the BMP come back as they were', async () => {
    const clerk = { id: 9, name: '𠮷䶮', branchId: 1, isActive: true, skills: ['A', 'B'], startedAt: 253402300799999, photo: Buffer.from([0, 1, 2]) };
    await db.insert(clerks).values(clerk);
    expect(await db.select().from(clerks).where(eq(clerks.startedAt, 253402300799999))).toEqual([clerk]);
    expect(await db.get(sql`select typeof(startedAt) as type, typeof(photo) as bytes from clerks where id = 9`)).toEqual({ type: 'integer', bytes: 'blob' });
  });

  test('a fault names neither the statement nor its values', async () => {
    const fault = await db.insert(branches).values({ id: 1, name: '机密' }).catch((error: unknown) => error);
    expect(fault).toMatchObject({ name: 'SqliteFault', code: 'SQLITE_CONSTRAINT', message: 'SQLITE_CONSTRAINT: UNIQUE constraint failed: branches.id' });
    expect(JSON.stringify(fault) + String(fault)).not.toContain('机密');
  });
});

describe('a query built once', () => {
  test('runs on any connection, with the values of each call', async () => {
    const byId = prepareQuery(q => q.select().from(clerks).leftJoin(branches, eq(branches.id, clerks.branchId)).where(eq(clerks.id, sql.placeholder('id'))).prepare());
    expect((await byId.on(db).get({ id: 7 }))?.branches?.name).toBe('甲');
    expect((await byId.on(db).get({ id: 8 }))?.branches).toBeNull();
    const other = await SqliteConnection.open(':memory:', 'readWrite');
    await other.exec(schema.replaceAll('王芳', '张伟'));
    expect((await byId.on(new SqliteQueries(other)).all({ id: 7 }))[0]?.clerks.name).toBe('张伟');
    await other.close();
  });

  test('stores what a placeholder of each kind of column is given, null too', async () => {
    const add = prepareQuery(q => q.insert(clerks).values({
      id: sql.placeholder('id'), name: sql.placeholder('name'), isActive: sql.placeholder('isActive'), skills: sql.placeholder('skills'),
    }).prepare());
    await add.on(db).run({ id: 20, name: 'a', isActive: true, skills: ['C'] });
    await add.on(db).run({ id: 21, name: 'b', isActive: null, skills: null });
    expect(await db.all(sql`select id, isActive, skills from clerks where id >= 20 order by id`))
      .toEqual([{ id: 20, isActive: 1, skills: '["C"]' }, { id: 21, isActive: null, skills: null }]);
    await expect(add.on(db).run({ id: 22 })).rejects.toThrow('name');
  });
});

test('statements issued without awaiting run in the order they were issued', async () => {
  const issued = Array.from({ length: 300 }, (_, index) => index % 3 === 0
    ? db.run(sql`insert into branches (id, name) values (${100 + index}, 'new')`)
    : db.run(sql.raw(`update branches set name = name || '${index % 3}' where id = ${100 + index - index % 3}`)));
  const results = await Promise.all(issued);
  expect(results.every(result => result.changes === 1)).toBe(true);
  expect(await db.all(sql`select distinct name from branches where id >= 100`)).toEqual([{ name: 'new12' }]);
});

test('the statement cache is bounded and a forgotten statement is made anew', async () => {
  for (let index = 0; index < 700; index += 1) await db.all(sql.raw(`select ${index} as number`));
  expect(await db.all(sql.raw('select 0 as number'))).toEqual([{ number: 0 }]);
});

test('the mapping leaves no column of a table out', async () => {
  const row = await db.select().from(clerks).where(eq(clerks.id, 7)).get();
  expect(Object.keys(row!)).toEqual(Object.keys(getTableColumns(clerks)));
});
