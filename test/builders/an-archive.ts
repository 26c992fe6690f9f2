import { createRouterClient } from '@orpc/server';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { archiveApi } from '../../main/archive/archive-api.ts';
import { insertFiles, type NewFile } from '../../main/archive/archive-store.ts';
import { retentionEnd } from '../../main/archive/catalogue-rules.ts';
import { insertDefaultCatalogue, listCategories, listLevels, listRetentionClasses, listShelves } from '../../main/archive/catalogue-store.ts';
import type { BranchParts } from '../../main/branch/branch-parts.ts';
import type { Caller } from '../../main/branch/caller.ts';
import { createLiveEvents } from '../../main/branch/live-events.ts';
import type { FileForm } from '../../shared/archive.ts';
import { defaultSettings } from '../../shared/settings.ts';
import type { Role } from '../../shared/staff.ts';
import { noSecondPeople } from './a-branch-key.ts';
import { aDatabase, testStart, type TestDatabase } from './a-database.ts';
import { nthCustomer } from './a-customer.ts';

/** Keys of the catalogue a test works with, by the codes and names people use. */
export interface TestCatalogue {
  category(code: string): string;
  shelf(code: string): string;
  level(nameZh: string): string;
  retention(nameZh: string): string;
}

/** The power trade's default catalogue in an empty database. */
export async function aCatalogue(database: Pick<TestDatabase, 'change' | 'read'>): Promise<TestCatalogue> {
  await database.change(tx => insertDefaultCatalogue(tx, 'power'));
  const rows = await database.read(async reader => ({
    categories: await listCategories(reader), shelves: await listShelves(reader), levels: await listLevels(reader), classes: await listRetentionClasses(reader),
  }));
  const idOf = <Row extends { id: string }>(list: readonly Row[], is: (row: Row) => boolean): string => {
    const found = list.find(is);
    if (!found) throw new Error('the catalogue has no such row');
    return found.id;
  };
  return {
    category: code => idOf(rows.categories, row => row.code === code),
    shelf: code => idOf(rows.shelves, row => row.code === code),
    level: nameZh => idOf(rows.levels, row => row.nameZh === nameZh),
    retention: nameZh => idOf(rows.classes, row => row.nameZh === nameZh),
  };
}

/** A file of a test, of category DY03, level 普通, on shelf A-01, kept 30 years; every field may be given. */
export function aFile(catalogue: TestCatalogue, parts: Partial<NewFile> = {}): NewFile {
  const year = parts.year ?? 2019;
  return {
    archiveNumber: `DY-${year}-00001`, title: '低压居民过户档案', subjectName: '张伟明', subjectAccountNumber: '0512003457731', subjectAddress: '浙江省杭州市西湖区文三路12号锦绣花园3栋',
    subjectIdNumber: null, customerId: null, categoryId: catalogue.category('DY03'), year, pages: 12, medium: 'paper', shelfId: catalogue.shelf('A-01'), place: '1-2-03',
    retentionClassId: catalogue.retention('30 年'), retentionEndsOn: retentionEnd(year, 30), levelId: catalogue.level('普通'), levelEndsOn: null, createdAt: testStart, ...parts,
  };
}

const titles = ['低压居民新装档案', '过户申请及证明材料', '销户申请', '供用电合同', '用电检查记录', '计量装置更换工单', '电费账务调整', '增容申请'];
const roads = ['文三路', '朝阳路', '人民东路', '建设大街', '滨河东路', '学府路', '迎宾大道', '和平街'];
const estates = ['锦绣花园', '阳光家园', '翠湖苑', '幸福里', '金色港湾', '东方雅居'];
const codes = ['DY01', 'DY02', 'DY03', 'DY04', 'GY01', 'GY02', 'JF01', 'TS'];

/** The nth of many different files with plausible people; the same every time. One in a hundred is 机密, one in twenty 秘密. */
export function nthFile(catalogue: TestCatalogue, nth: number): NewFile {
  const { name, accountNumber } = nthCustomer(nth);
  const pick = <Item>(items: readonly Item[], step: number): Item => items[Math.floor(nth * step) % items.length]!;
  const year = 1995 + (nth * 13) % 30;
  const levelName = nth % 100 === 0 ? '机密' : nth % 20 === 1 ? '秘密' : '普通';
  return aFile(catalogue, {
    archiveNumber: `DY-${year}-${String(nth).padStart(7, '0')}`, title: `${name}${pick(titles, 3)}`, subjectName: name, subjectAccountNumber: accountNumber,
    subjectAddress: `云溪市城东区${pick(roads, 5)}${nth % 900 + 1}号${pick(estates, 7)}${nth % 18 + 1}栋${nth % 4 + 1}单元${(nth % 30 + 1) * 100 + nth % 4 + 1}室`,
    categoryId: catalogue.category(pick(codes, 1)), year, pages: nth % 60 + 1, shelfId: catalogue.shelf(pick(['A-01', 'A-02', 'A-03', 'B-01'], 0.01)),
    place: `${nth % 5 + 1}-${nth % 8 + 1}-${nth % 40 + 1}`, levelId: catalogue.level(levelName), levelEndsOn: levelName === '普通' ? null : '2028-12-31', retentionEndsOn: retentionEnd(year, 30),
  });
}

/** A form as the archivist fills it in. */
export function aFileForm(catalogue: TestCatalogue, parts: Partial<FileForm> = {}): FileForm {
  const { retentionEndsOn: _1, createdAt: _2, id: _3, ...form } = aFile(catalogue);
  return { ...form, ...parts };
}

/** The archive's part of a branch, with the default catalogue, on a database of its own. */
export async function anArchive({ ledgerWorker = new URL('file:///nowhere') }: { ledgerWorker?: URL } = {}) {
  const database = await aDatabase();
  const parts: BranchParts = {
    database, ...noSecondPeople, ledgerWorker, clock: database.clock, live: createLiveEvents(), log: pino({ level: 'silent' }), dataFolder: database.folder,
    branch: () => ({ id: 'branch-1', name: '城东营业厅', trade: 'power', timeZone: 'Asia/Shanghai', isDemonstration: false, settings: defaultSettings }),
  };
  const catalogue = await aCatalogue(database);
  const api = archiveApi(parts);
  const callAs = (staffId: string, roles: Role[] = ['archivist']) => createRouterClient(api, { context: callerWith(staffId, roles) });
  return {
    database, parts, catalogue, callAs,
    client: callAs('archivist-1'),
    manager: callAs('manager-1', ['manager']),
    /** Stores files; answers their ids. */
    withFiles: (...files: Partial<NewFile>[]): Promise<string[]> =>
      database.change(tx => insertFiles(tx, files.map((file, at) => aFile(catalogue, { archiveNumber: `DY-2019-${String(at + 1).padStart(5, '0')}`, ...file })))),
    /** What the log says of changes to the catalogue itself, in order. */
    async catalogueChanges(): Promise<{ what: string; role: string; facts: Record<string, string> }[]> {
      const rows = await database.read(reader => reader.all<{ bytes: string; content: string }>(sql`
        select e.bytes, d.content from access_log_entries e join access_log_details d on d.seq = e.seq where e.action = 'change' and e.fileId is null order by e.seq`));
      return rows.map(({ bytes, content }) => {
        const { facts } = JSON.parse(content) as { facts: Record<string, string> };
        return { what: facts['what'] ?? '', role: (JSON.parse(bytes) as { role: string }).role, facts };
      });
    },
    close: () => database.close(),
  };
}

/** Somebody signed in at a desk of the branch. */
export function callerWith(staffId: string, roles: Role[]): Caller {
  return {
    connection: {
      id: `connection of ${staffId}`, isLocal: true, station: { id: 'station-1', name: '1', kind: 'desk' },
      session: { id: `session of ${staffId}`, staffId, staffName: staffId, roles, isLocked: false },
    },
  };
}

export const newId = (): string => uuidv7();
