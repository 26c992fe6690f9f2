import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findCustomers, insertCustomers, maskedCustomersByIds } from '../../main/customers/customers-store.ts';
import { parseQuery } from '../../main/customers/search-query.ts';
import { searchTokensOf } from '../../main/customers/search-tokens.ts';
import { aCustomer } from '../builders/a-customer.ts';
import { aDatabase, type TestDatabase } from '../builders/a-database.ts';

const people = [
  aCustomer({ name: '王芳华', phone: '13900000001' }),
  aCustomer({ name: '王芳', phone: '13812346712', idNumber: '11010119900307123X', accountNumber: '0512003457731' }),
  aCustomer({ name: '李王芳', phone: '13900000002' }),
  aCustomer({ name: '王小芳', phone: '13900000003' }),
  aCustomer({ name: '张伟', phone: '13700004321', accountNumber: 'P2024-00123' }),
  aCustomer({ name: '张伟明', phone: '13700001111' }),
  aCustomer({ name: '单田芳', phone: '13600001111' }),
  aCustomer({ name: '仇英' }), aCustomer({ name: '解缙' }), aCustomer({ name: '曾国藩' }),
  aCustomer({ name: '欧阳修' }), aCustomer({ name: '司马光' }),
  aCustomer({ name: '𠮷田䶮' }), aCustomer({ name: '吕布' }),
  aCustomer({ name: '李乐' }), aCustomer({ name: 'John Smith', phone: '+85291234567' }), aCustomer({ name: 'José Núñez' }),
  aCustomer({ name: '买买提·吐尔逊' }), aCustomer({ name: '杭州城西电器有限公司', accountNumber: '99', phone: '057187654321' }),
];

describe('looking a customer up', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await aDatabase();
    await database.change(tx => insertCustomers(tx, people));
  });
  afterAll(() => database.close());

  const find = async (query: string, limit = 12) => database.read(reader => findCustomers(reader, parseQuery(query), limit));
  const names = async (query: string) => (await find(query)).found.map(({ customer }) => customer.name);

  test('two characters find the exact name first, then names that begin so, then names that hold them', async () => {
    expect(await names('王芳')).toEqual(['王芳', '王芳华', '李王芳']);
  });

  test.each([
    ['a single character anywhere in the name', '明', ['张伟明']],
    ['a surname alone', '张', ['张伟', '张伟明']],
    ['three characters', '王小芳', ['王小芳']],
    ['characters in the middle of a company', '城西电器', ['杭州城西电器有限公司']],
    ['characters of a company, but apart from each other', '城西有限', []],
    ['pinyin', 'zhangwei', ['张伟', '张伟明']],
    ['pinyin in parts', 'zhang wei', ['张伟', '张伟明']],
    ['unfinished pinyin', 'zhangweim', ['张伟明']],
    ['initials', 'zw', ['张伟', '张伟明']],
    ['initials in capitals', 'ZWM', ['张伟明']],
    ['the surname reading of 单', 'shantianfang', ['单田芳']],
    ['the everyday reading of 单', 'dantianfang', ['单田芳']],
    ['initials by the surname reading', 'stf', ['单田芳']],
    ['the surname reading of 仇', 'qiuying', ['仇英']],
    ['the surname reading of 解', 'xiejin', ['解缙']],
    ['the surname reading of 曾', 'zengguofan', ['曾国藩']],
    ['a compound surname', 'ouyangxiu', ['欧阳修']],
    ['initials of a compound surname', 'smg', ['司马光']],
    ['ü written v', 'lvbu', ['吕布']],
    ['ü written u', 'lubu', ['吕布']],
    ['a given name read one way', 'lile', ['李乐']],
    ['and the other', 'liyue', ['李乐']],
    ['a given name alone', 'xiu', ['欧阳修']],
    ['rare characters beyond the BMP', '𠮷田', ['𠮷田䶮']],
    ['a single rare character', '䶮', ['𠮷田䶮']],
    ['a single character beyond the BMP', '𠮷', ['𠮷田䶮']],
    ['a Latin name', 'john', ['John Smith']],
    ['its second word', 'smith', ['John Smith']],
    ['a Latin name without its marks', 'jose nunez', ['José Núñez']],
    ['a Latin name with its marks', 'José', ['José Núñez']],
    ['a name with a dot, without it', '买买提吐尔逊', ['买买提·吐尔逊']],
    ['a name with a dot', '买买提·吐', ['买买提·吐尔逊']],
    ['a whole phone number', '13812346712', ['王芳']],
    ['a phone number with blanks', '138 1234 6712', ['王芳']],
    ['the last four digits of a phone', '6712', ['王芳']],
    ['the first digits of a phone', '13812346', ['王芳']],
    ['an international phone', '+852 9123 4567', ['John Smith']],
    ['a landline with a dash', '0571-87654321', ['杭州城西电器有限公司']],
    ['an id number with a small x', '11010119900307123x', ['王芳']],
    ['the last four of an id number that ends in X', '123X', ['王芳']],
    ['an account number', '0512003457731', ['王芳']],
    ['the last four of an account number', '7731', ['王芳']],
    ['a short account number', '99', ['杭州城西电器有限公司']],
    ['an account number with letters and dashes', 'p2024-00123', ['张伟']],
    ['full-width digits', '６７１２', ['王芳']],
    ['a name and four digits', '张伟 4321', ['张伟']],
    ['a name and four digits of another', '张伟 9999', []],
    ['initials and four digits', 'zw 4321', ['张伟']],
    ['a surname and further initials', '张wm', ['张伟明']],
    ['blanks and marks alone', ' ·"* ', []],
  ])('%s: %s', async (_, query, expected) => {
    expect((await names(query)).toSorted()).toEqual(expected.toSorted());
  });

  test('the answer says what matched and that there are more', async () => {
    expect((await find('zw', 1))).toMatchObject({ hasMore: true, found: [{ matchedBy: 'initials', customer: { name: '张伟' } }] });
    expect((await find('6712')).found[0]?.matchedBy).toBe('phone');
    expect((await find('123X')).found[0]?.matchedBy).toBe('idNumber');
    expect((await find('7731')).found[0]?.matchedBy).toBe('accountNumber');
    expect((await find('qiuying')).found[0]?.matchedBy).toBe('pinyin');
  });

  test('whatever is typed, the index understands it', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 70 }), fc.string({ unit: 'grapheme', maxLength: 70 }),
      fc.array(fc.constantFrom('"', "'", '*', '^', '(', ')', ':', '{', '}', '+', '-', 'AND', 'OR', 'NOT', 'NEAR', 'tokens', '王芳', 'wf', '6712', ' ', '\0', '\ud800', '\u3000', '张', 'x'), { maxLength: 12 }).map(parts => parts.join('')),
    );
    await fc.assert(fc.asyncProperty(hostile, async query => {
      expect((await find(query)).found.length).toBeLessThanOrEqual(12);
    }), { numRuns: 400 });
  });

  test('every Chinese name is found by itself, whatever else stands in it', () => {
    const names = fc.string({ unit: fc.constantFrom(...'王芳单田𠮷䶮Ab·é（）公司\u{E000}\u{31350}'), minLength: 1, maxLength: 12 }).filter(each => /[王芳单田𠮷䶮公司\u{E000}\u{31350}]/u.test(each));
    fc.assert(fc.property(names, name => {
      const terms = new Set(searchTokensOf(aCustomer({ name })).split(' ').map(token => `"${token}"`));
      expect(parseQuery(name).some(stage => stage.match.split(' AND ').every(term => terms.has(term)))).toBe(true);
    }));
  });

  test('the search index holds no text that could be read back', async () => {
    const [row] = await database.read(reader => reader.all<{ tokens: string | null }>(sql`select tokens from customer_search limit 1`));
    expect(row?.tokens).toBeNull();
  });

  test('other domains get customers masked by id, and nobody for an unknown id', async () => {
    const { found: [first] } = await find('13812346712');
    const masked = await database.read(reader => maskedCustomersByIds(reader, [first!.customer.id, '019000000-unknown']));
    expect([...masked.values()]).toEqual([{
      id: first!.customer.id, maskedName: '王*', maskedPhone: '138****6712', maskedIdNumber: '1101**********123X',
      maskedAccountNumber: '…7731', maskedAddress: null, isKeyAccount: false,
    }]);
  });

  test('a refused insertion leaves neither customer nor search term', async () => {
    await expect(database.change(async tx => {
      await insertCustomers(tx, [aCustomer({ name: '赵无名', accountNumber: '777' })]);
      throw new Error('changed my mind');
    })).rejects.toThrow('changed my mind');
    expect(await names('赵无名')).toEqual([]);
  });
});
