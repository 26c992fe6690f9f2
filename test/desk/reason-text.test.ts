import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import english from '../../renderer/locales/en/queue.json' with { type: 'json' };
import chinese from '../../renderer/locales/zh-CN/queue.json' with { type: 'json' };
import { reasonText } from '../../renderer/queue/reason-text.ts';
import { todayAt } from '../../renderer/queue/today-at.ts';
import type { CallReason } from '../../shared/queue.ts';

beforeAll(async () => {
  await i18next.init({ lng: 'zh-CN', ns: ['queue'], resources: { 'zh-CN': { queue: chinese }, en: { queue: english } }, interpolation: { escapeValue: false } });
});

const time = (at: number) => new Date(at).toISOString().slice(11, 16);
const sentence = (language: string, reason: CallReason) => reasonText(i18next.getFixedT(language, 'queue'), 'A012', reason, time);
const halfPastNine = Date.UTC(2026, 10, 23, 9, 30);

describe('why a ticket goes first, in words', () => {
  it('names the ticket it goes before and the appointment', () => {
    const reason: CallReason = { kind: 'appointment', appointmentAt: halfPastNine, ahead: 'A009' };
    expect(sentence('zh-CN', reason)).toBe('A012 先于 A009：预约 09:30');
    expect(sentence('en', reason)).toBe('A012 before A009: appointment 09:30');
  });

  it('names nobody when it passes nobody', () => {
    expect(sentence('zh-CN', { kind: 'headStart', customerClass: 'priority', minutes: 15, ahead: null })).toBe('优先，提前 15 分钟');
  });

  it('says every reason in both languages without a hole', () => {
    const reasons: CallReason[] = [
      { kind: 'earliest' }, { kind: 'forThisWindow' }, { kind: 'helpingIdle', servicePrefix: 'B' },
      { kind: 'helpingOverdue', servicePrefix: 'B', waitMinutes: 25, targetMinutes: 15 },
      { kind: 'returned', position: { kind: 'front' } }, { kind: 'returned', position: { kind: 'original' } }, { kind: 'returned', position: { kind: 'after', count: 3 } },
      { kind: 'appointment', appointmentAt: halfPastNine, ahead: null }, { kind: 'headStart', customerClass: 'keyAccount', minutes: 10, ahead: 'A001' },
    ];
    for (const language of ['zh-CN', 'en']) {
      const sentences = reasons.map(reason => sentence(language, reason));
      for (const text of sentences) expect(text).not.toMatch(/[{}]|reason\./);
      expect(new Set(sentences).size).toBe(reasons.length);
    }
  });
});

describe('the time of an appointment', () => {
  it('is the branch\'s wall clock, wherever this machine believes to be', () => {
    const now = Date.UTC(2026, 10, 23, 23, 15, 42, 7); // 07:15 on the 24th in Shanghai
    expect(new Date(todayAt('09:30', now, 'Asia/Shanghai')).toISOString()).toBe('2026-11-24T01:30:00.000Z');
  });

  it('is right on a day whose clocks change between now and then', () => {
    const now = Date.UTC(2026, 2, 29, 0, 30); // 01:30 in Berlin, clocks go to 03:00 at 02:00
    expect(new Date(todayAt('09:30', now, 'Europe/Berlin')).toISOString()).toBe('2026-03-29T07:30:00.000Z');
  });
});
