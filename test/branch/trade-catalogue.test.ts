import { describe, expect, it } from 'vitest';
import { tradeCatalogue } from '../../main/branch/trade-catalogue.ts';
import { businessType } from '../../shared/counter.ts';
import { service } from '../../shared/queue.ts';
import { trades } from '../../shared/staff.ts';

describe.each(trades)('the catalogue of a %s hall', trade => {
  const { services, businessTypes } = tradeCatalogue(trade);

  it('has eight services, A to H, that the contract takes as they are', () => {
    expect(services.map(({ prefix }) => prefix).join('')).toBe('ABCDEFGH');
    for (const each of services) service.omit({ id: true, opensAt: true, closesAt: true, isActive: true }).parse(each);
    expect(new Set(services.map(({ nameZh }) => nameZh)).size).toBe(8);
  });

  it('has four to eight kinds of business under each service, each named once', () => {
    for (const { prefix } of services) {
      const names = businessTypes.filter(type => type.servicePrefix === prefix).map(type => type.nameZh);
      expect(names.length, prefix).toBeGreaterThanOrEqual(4);
      expect(names.length, prefix).toBeLessThanOrEqual(8);
      expect(new Set(names).size, prefix).toBe(names.length);
    }
    for (const type of businessTypes) businessType.pick({ nameZh: true, nameEn: true }).parse(type);
  });

  it('says what to bring in both languages, Chinese in Chinese and English without it', () => {
    for (const { requiredDocuments, nameZh, nameEn } of services) {
      expect(requiredDocuments.length, nameZh).toBeGreaterThan(0);
      for (const { zh, en } of [...requiredDocuments, { zh: nameZh, en: nameEn }]) {
        expect(zh).toMatch(/\p{Script=Han}/u);
        expect(en).not.toMatch(/\p{Script=Han}/u);
      }
    }
  });
});
