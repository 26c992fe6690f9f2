import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskAccountNumber, maskAddress, maskIdNumber, maskName, maskPhone } from '../../main/text/masking.ts';

const shown = (masked: string): string => masked.replace(/[*…\s]/gu, '');

describe('masking', () => {
  test.each([
    ['张伟明', '张*明'], ['王芳', '王*'], ['欧阳明', '欧*明'], ['欧阳修文', '欧**文'], ['张', '*'], ['', '*'],
    ['𠮷田', '𠮷*'], ['李䶮', '李*'], ['𠮷野家', '𠮷*家'], ['葛\u{E0100}明亮', '葛\u{E0100}*亮'],
    ['John Smith', 'J*** S****'], ['Li', 'L*'], ['买买提·吐尔逊', '买*****逊'],
  ])('the name %s is shown as %s', (name, masked) => expect(maskName(name)).toBe(masked));

  test.each([['13812346712', '138****6712'], ['057187654321', '057*****4321'], ['87654321', '****4321'], ['95598', '*****'], ['12', '**']])(
    'the phone %s is shown as %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked));

  test('of an id number the region and the last four are shown, of other papers at most the last four', () => {
    expect(maskIdNumber('110101199003071234')).toBe('1101**********1234');
    expect(maskIdNumber('E12345678')).toBe('*****5678');
    expect(maskIdNumber('12345')).toBe('*****');
  });

  test('of an account number the last four are shown, and never more than half', () => {
    expect(maskAccountNumber('0512003457731')).toBe('…7731');
    expect(maskAccountNumber('12345')).toBe('…45');
    expect(maskAccountNumber('7')).toBe('…');
  });

  test.each([
    ['浙江省杭州市西湖区文三路138号5单元302室', '浙江省杭州市西湖区文三路****'],
    ['杭州市西湖区翠苑街道12号', '杭州市西湖区翠苑街道****'],
    ['幸福小区3栋201', '****'], ['杭州市余杭区幸福小区3栋', '杭州市余杭区****'], ['12 Main Street', '****'], ['318国道旁', '****'],
  ])('the address %s is shown as %s', (address, masked) => expect(maskAddress(address)).toBe(masked));

  test('no name shows more than two of its characters, unless each word shows its first letter', () => {
    const chinese = fc.array(fc.constantFrom(...'王芳张伟欧阳𠮷䶮·葛单仇'), { maxLength: 30 }).map(letters => letters.join(''));
    fc.assert(fc.property(chinese, name => {
      expect([...shown(maskName(name))].length).toBeLessThanOrEqual(2);
    }));
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), name => {
      const words = name.trim().split(/\s+/u).length;
      expect(Array.from(new Intl.Segmenter('zh').segment(shown(maskName(name.replaceAll('*', 'x'))))).length).toBeLessThanOrEqual(Math.max(2, words));
    }));
  });

  test('no number shows more than its first four and last four, nor all of it, and no address a digit', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789X'), minLength: 1, maxLength: 40 });
    fc.assert(fc.property(digits, number => {
      expect(shown(maskPhone(number)).length).toBeLessThanOrEqual(Math.min(7, number.length - 1));
      expect(shown(maskIdNumber(number)).length).toBeLessThanOrEqual(Math.min(8, number.length - 1));
      expect(shown(maskAccountNumber(number)).length).toBeLessThanOrEqual(Math.min(4, number.length / 2));
    }));
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'浙省杭市西区文路街道12345号室县大 '), maxLength: 40 }), address => {
      expect(maskAddress(address)).not.toMatch(/\d/u);
    }));
  });
});
