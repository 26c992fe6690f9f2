import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest';
import { changeFiles, insertFiles, removeFromSearch } from '../../main/archive/archive-store.ts';
import { fileTermsOf as fileTermsOfFile } from '../../main/archive/file-terms.ts';
import { parseFileQuery } from '../../main/archive/file-query.ts';
import { setFileState } from '../../main/archive/papers-store.ts';
import { maskTitle } from '../../main/archive/file-masking.ts';
import { aFile, anArchive, nthFile } from '../builders/an-archive.ts';

type Archive = Awaited<ReturnType<typeof anArchive>>;

describe('finding a file', () => {
  let archive: Archive;
  beforeAll(async () => {
    archive = await anArchive();
    await archive.withFiles(
      { archiveNumber: 'DY-2019-00001', title: '张伟明过户申请', subjectName: '张伟明', subjectAccountNumber: '0512003457731' },
      { archiveNumber: 'DY-2019-00002', title: '低压居民新装档案', subjectName: '张伟', subjectAccountNumber: '0512003450042', subjectAddress: '云溪市城东区朝阳路8号翠湖苑2栋' },
      { archiveNumber: 'GY-2001-00077', title: '供用电合同及附件 S9变压器', subjectName: '云溪市恒星纺织有限公司', subjectAccountNumber: null, subjectAddress: '云溪市城北区工业南路99号' },
      { archiveNumber: '业扩〔2021〕第0012号', title: '增容申请', subjectName: '𠮷田䶮', subjectAccountNumber: 'P2024-00123', subjectAddress: null },
      { archiveNumber: 'DY-2020-00100', title: '销户申请', subjectName: '单雄信', subjectAccountNumber: '0599', subjectAddress: '镕基路' },
      { archiveNumber: 'DY-2020-00101', title: '过户材料', subjectName: 'John Smith', subjectAccountNumber: '0600', subjectAddress: '文三路33号' },
    );
  });
  afterAll(() => archive.close());

  const numbers = async (query: string, more = {}) => (await archive.client.search({ query, ...more })).matches.map(({ archiveNumber }) => archiveNumber);

  test.each<[string, string, string[]]>([
    ['a whole archive number', 'DY-2019-00001', ['DY-2019-00001']],
    ['the same number typed otherwise', 'ｄｙ２０１９ ００００１', ['DY-2019-00001']],
    ['a number with Chinese marks', '业扩〔2021〕第0012号', ['业扩〔2021〕第0012号']],
    ['the same without its marks', '业扩2021第0012号', ['业扩〔2021〕第0012号']],
    ['how numbers begin', 'DY-2020', ['DY-2020-00100', 'DY-2020-00101']],
    ['the last four of a number', '0077', ['GY-2001-00077']],
    ['a whole name', '张伟明', ['DY-2019-00001']],
    ['two characters of a name: the exact name first', '张伟', ['DY-2019-00002', 'DY-2019-00001']],
    ['two characters in the middle of a long name', '恒星', ['GY-2001-00077']],
    ['characters that do not stand together', '张明', []],
    ['pinyin', 'zhangweiming', ['DY-2019-00001']],
    ['a surname read otherwise', 'shanxiongxin', ['DY-2020-00100']],
    ['initials', 'zwm', ['DY-2019-00001']],
    ['a surname and initials', '张wm', ['DY-2019-00001']],
    ['characters beyond the BMP', '𠮷田', ['业扩〔2021〕第0012号']],
    ['one character beyond the BMP', '𠮷', ['业扩〔2021〕第0012号']],
    ['a character that is hardly anywhere', '䶮', ['业扩〔2021〕第0012号']],
    ['a Latin name', 'smith', ['DY-2020-00101']],
    ['an account', '0512003457731', ['DY-2019-00001']],
    ['the last four of an account', '7731', ['DY-2019-00001']],
    ['an account with letters', 'p2024-00123', ['业扩〔2021〕第0012号']],
    ['two characters of an address', '朝阳', ['DY-2019-00002']],
    ['a longer part of an address', '工业南路99号', ['GY-2001-00077']],
    ['an address that is in nobody’s file', '工业南路98号', []],
    ['words of the title', '供用电合同', ['GY-2001-00077']],
    ['a Latin word of the title', 'S9变压器', ['GY-2001-00077']],
    ['a name and a word of the title', '张伟明 过户', ['DY-2019-00001']],
    ['a name and a word its file does not have', '张伟明 销户', []],
    ['initials and a word of the title', 'zwm 过户', ['DY-2019-00001']],
    ['an address and a name', '朝阳路 张伟', ['DY-2019-00002']],
    ['marks alone', '"*() ', []],
    ['a digit of another script alone, of which no term can be made', '\u{1e950}', []],
  ])('%s: %s', async (_, query, expected) => {
    expect((await numbers(query)).toSorted()).toEqual(expected.toSorted());
  });

  test('the best match is the first: number, then name, then pinyin, then the rest', async () => {
    expect((await numbers('张伟'))[0]).toBe('DY-2019-00002');
    expect((await archive.client.search({ query: '张伟明' })).matches[0]).toMatchObject({ matchedBy: 'name', maskedName: '张*明', maskedTitle: '张*明过户申请', maskedAccountNumber: '…7731' });
    expect((await archive.client.search({ query: 'DY-2019-00001' })).matches[0]?.matchedBy).toBe('archiveNumber');
    expect((await archive.client.search({ query: '朝阳路' })).matches[0]?.matchedBy).toBe('address');
    expect((await archive.client.search({ query: '增容' })).matches[0]?.matchedBy).toBe('title');
  });

  test('each search is narrowed by category with all under it, level, shelf, year and state', async () => {
    const { category, level, shelf } = archive.catalogue;
    expect(await numbers('申请', { categoryId: category('DY') })).toHaveLength(3);
    expect(await numbers('申请', { categoryId: category('GY') })).toEqual([]);
    expect(await numbers('申请', { levelId: level('机密') })).toEqual([]);
    expect(await numbers('申请', { levelId: level('普通'), shelfId: shelf('A-01'), year: 2019 })).toHaveLength(3);
    expect(await numbers('申请', { year: 2020 })).toEqual([]);
    expect(await numbers('申请', { state: 'onShelf' })).toHaveLength(3);
    expect(await numbers('DY-20', { state: 'lent' })).toEqual([]);
    expect(await numbers('DY-20', { year: 2020 })).toEqual([]);
    expect(await numbers('DY-20', { year: 2019 })).toHaveLength(4);
  });

  test('whatever is typed, the index understands it, and nothing unmasked comes back', { timeout: 60_000 }, async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 59 }), fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.array(fc.constantFrom('"', "'", '*', '^', '(', ')', ':', '+', '-', 'AND', 'OR', 'NOT', 'terms', '张伟', 'zw', '6712', ' ', '\0', '\ud800', '\u3000', '路', '12', 'x'), { maxLength: 10 }).map(parts => parts.join('')),
    ).filter(query => query.trim() !== '');
    await fc.assert(fc.asyncProperty(hostile, async query => {
      const { matches } = await archive.client.search({ query: query.slice(0, 60) });
      expect(JSON.stringify(matches)).not.toMatch(/张伟明|0512003457731|翠湖苑|纺织/u);
    }), { numRuns: 120 });
  });

  test('every name is found by any two neighbours of it', () => {
    const name = fc.string({ unit: fc.constantFrom(...'王芳单田𠮷䶮欧阳镕公司'), minLength: 2, maxLength: 9 });
    fc.assert(fc.property(name, subjectName => {
      const letters = [...subjectName];
      const two = letters.slice(-2).join('');
      const { stages } = parseFileQuery(two);
      const terms = new Set(fileTerms(subjectName));
      expect(stages.some(({ match }) => match.split(' AND ').every(term => terms.has(term)))).toBe(true);
    }), { numRuns: 100 });
  });

  function fileTerms(subjectName: string): string[] {
    return fileTermsOfFile({ ...aFile(archive.catalogue), subjectName, state: 'onShelf' }).split(' ').map(term => `"${term}"`);
  }
});

describe('what follows from a search', () => {
  let archive: Archive;
  beforeEach(async () => { archive = await anArchive(); });
  afterEach(() => archive.close());
  const entries = () => archive.database.read(reader => reader.all<{ action: string; content: string; bytes: string }>(sql`
    select action, content, bytes from access_log_entries e join access_log_details d on d.seq = e.seq order by e.seq`));

  test('each search is in the log with its words, before anything is shown, and the words are only in the part that can be destroyed', async () => {
    await archive.withFiles({});
    await archive.client.search({ query: '张伟明', year: 2019 });
    const [entry] = await entries();
    expect(entry).toMatchObject({ action: 'search' });
    expect(JSON.parse(entry!.content)).toMatchObject({ query: '张伟明', facts: { year: 2019 }, staffName: 'archivist-1' });
    expect(entry!.bytes).not.toContain('张伟明');
  });

  test('when the log cannot be written nothing is found, by words or by customer', async () => {
    await archive.withFiles({});
    await archive.database.change(tx => tx.run(sql`create trigger broken before insert on access_log_entries begin select raise(abort, 'no'); end`));
    await expect(archive.client.search({ query: '张伟明' })).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
    await expect(archive.client.ofCustomer({ customerId: '01900000-0000-7000-8000-000000000001' })).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
  });

  test('a changed file is found by what it says now; a removed one by its number alone', async () => {
    const [fileId] = await archive.withFiles({});
    await archive.database.change(tx => changeFiles(tx, [fileId!], { subjectName: '李四', levelId: archive.catalogue.level('机密') }, archive.database.clock.now()));
    expect((await archive.client.search({ query: '张伟明' })).matches).toEqual([]);
    expect((await archive.client.search({ query: '李四', levelId: archive.catalogue.level('机密') })).matches).toHaveLength(1);
    await archive.database.change(tx => removeFromSearch(tx, [fileId!]));
    expect((await archive.client.search({ query: '李四' })).matches).toEqual([]);
    expect((await archive.client.search({ query: 'DY-2019-00001' })).matches).toHaveLength(1);
  });

  test('more than asked for: the page is full and says that there is more', async () => {
    await archive.database.change(tx => insertFiles(tx, Array.from({ length: 300 }, (_, nth) => nthFile(archive.catalogue, nth))));
    const { matches, hasMore } = await archive.client.search({ query: '城东', limit: 20 });
    expect([matches.length, hasMore]).toEqual([20, true]);
    expect(new Set(matches.map(({ id }) => id)).size).toBe(20);
    const lent = async () => (await archive.client.search({ query: '城东', state: 'lent' })).matches.map(({ id }) => id);
    expect(await lent()).toEqual([]);
    const [, second, , fourth] = matches.map(({ id }) => id);
    await archive.database.change(tx => setFileState(tx, [second!, fourth!], 'lent', archive.database.clock.now()));
    expect(await lent()).toEqual([second, fourth]);
    await archive.database.change(tx => setFileState(tx, [second!], 'onShelf', archive.database.clock.now()));
    expect(await lent()).toEqual([fourth]);
  });

  test('the search index holds no text that could be read back', async () => {
    await archive.withFiles({});
    expect(await archive.database.read(reader => reader.all(sql`select terms from archive_search`))).toEqual([{ terms: null }]);
  });
});

describe('a title without the person', () => {
  test.each([
    ['张伟明过户申请', '张伟明', '张*明过户申请'],
    ['张 伟 明 过户', '张伟明', '张*明 过户'],
    ['王芳、李四共有产权', '王芳、李四', '王*、李*共有产权'],
    ['李四与王芳的协议', '王芳、李四', '李*与王*的协议'],
    ['𠮷田䶮增容', '𠮷田䶮', '𠮷*䶮增容'],
    ['john smith file', 'John Smith', 'J*** S**** file'],
    ['户号0512003457731销户', '张伟明', '户号…7731销户'],
    ['2019年第12号', '张伟明', '2019年第12号'],
    ['文三路12号锦绣花园3栋新装', '张伟明', '文三路****新装'],
    ['甲(乙)供电合同', '甲(乙)', '甲**)供电合同'],
    ['a.c合同 abc合同', 'a.c公司', 'a.c合同 abc合同'],
  ])('%s', (title, subjectName, masked) => {
    expect(maskTitle(title, { subjectName, subjectAddress: '文三路12号锦绣花园3栋', numbers: [null] })).toBe(masked);
  });
});
