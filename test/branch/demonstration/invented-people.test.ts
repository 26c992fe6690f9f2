import { describe, expect, it } from 'vitest';
import { inventCustomers } from '../../../main/branch/demonstration/invented-people.ts';
import { seededRandom } from '../../../main/branch/demonstration/seeded-random.ts';
import { citizenCheckOf } from '../../../main/customers/id-number.ts';

const people = inventCustomers(seededRandom(1), 2000, 40, 2026);

describe('the invented customers', () => {
  it('have id numbers with the right check character, of a place that does not exist', () => {
    const idNumbers = people.flatMap(({ idNumber }) => idNumber ?? []);
    expect(idNumbers.length).toBeGreaterThan(1700);
    for (const idNumber of idNumbers) {
      expect(idNumber).toMatch(/^329901(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d)\d{3}[\dX]$/);
      expect(idNumber.at(-1)).toBe(citizenCheckOf(idNumber.slice(0, 17)));
    }
    expect(new Set(idNumbers).size).toBe(idNumbers.length);
  });

  it('have phone numbers that no operator gives out, each with last digits of its own', () => {
    const phones = people.flatMap(({ phone }) => phone ?? []);
    for (const phone of phones) expect(phone).toMatch(/^16[0134]0000\d{4}$/);
    expect(new Set(phones.map(phone => phone.slice(-4))).size).toBe(phones.length);
  });

  it('have names as they are met: common and rare, of two characters and compound, beyond the basic plane', () => {
    const names = people.filter(person => !person.isKeyAccount).map(({ name }) => name);
    const twoCharacters = names.filter(name => [...name].length === 2).length;
    expect(twoCharacters / names.length).toBeGreaterThan(0.1);
    for (const name of ['龚䶮', '李𠮷祥', '王芳', '诸葛明', '阿依古丽·买买提', '单晓峰']) expect(names).toContain(name);
    const wangs = names.filter(name => name.startsWith('王')).length;
    expect(wangs).toBeGreaterThan(names.filter(name => name.startsWith('孟')).length * 4);
    expect(new Set(names).size).toBeGreaterThan(900);
  });

  it('are companies where they are key accounts', () => {
    const companies = people.filter(person => person.isKeyAccount);
    expect(companies).toHaveLength(40);
    expect(new Set(companies.map(({ name }) => name)).size).toBe(40);
    expect(companies.every(({ idNumber }) => idNumber === null)).toBe(true);
    expect(new Set(people.map(({ accountNumber }) => accountNumber)).size).toBe(people.length);
  });
});
