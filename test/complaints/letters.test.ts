import { describe, expect, test } from 'vitest';
import { letterTemplates } from '../../shared/complaint-letters.ts';
import { refusalReason } from '../../shared/complaint-steps.ts';
import { complaintChannels } from '../../shared/complaints.ts';
import { trades } from '../../shared/staff.ts';
import { letterNumber, letterText, unwrittenPlaces, type LetterFacts } from '../../main/complaints/letters.ts';

const facts: LetterFacts = {
  branchName: '城东供电营业厅', trade: 'power', number: 'T2026-0007', channel: 'counter', receivedOn: '2026-03-02', classNameZh: '电量电费异常',
  summary: '二月电费比往年翻了一倍…', remedySought: '退回多收的电费', handlerName: '李敏', answerDueOn: '2026-03-06', pauseReason: null, extension: null, refusal: null, withdrawal: null, writtenOn: '2026-03-05',
};

describe('a letter to a complainant', () => {
  test('of every kind says which complaint, from whom and when, and what the handler must still write', () => {
    for (const { id } of letterTemplates) {
      const text = letterText(id, facts);
      expect(text).toContain('2026年3月2日在我单位柜台反映的“电量电费异常”问题（投诉编号 T2026-0007）');
      expect(text.split('\n').slice(-2)).toEqual(['城东供电营业厅', '2026年3月5日']);
      expect(unwrittenPlaces(text).length).toBeGreaterThan(0);
      expect(text.length).toBeLessThan(1000);
      expect(text).not.toMatch(/undefined|null|。。|…/);
    }
  });

  test('answers the remedy sought when one was, and leaves the paragraph out when none was', () => {
    expect(letterText('answer', facts)).toContain('四、关于您的诉求“退回多收的电费”');
    expect(letterText('answer', { ...facts, remedySought: '' })).not.toContain('诉求');
  });

  test.each(trades)('of a %s hall tells where to turn when the answer is not accepted', trade => {
    const further = { power: '12398', bank: '三十日内', insurance: '三十日内', property: '街道办事处' }[trade];
    for (const id of ['answer', 'afterRedo', 'notOurs'] as const) expect(letterText(id, { ...facts, trade })).toContain(further);
  });

  test('that asks for more time gives the day that cannot be kept, and the reason for which it stands still', () => {
    expect(letterText('needsTime', facts)).toContain('未能在原定的2026年3月6日前办结');
    const paused = letterText('needsTime', { ...facts, answerDueOn: null, pauseReason: 'awaitingAppraisal' });
    expect(paused).toContain('因需等待检定（鉴定）机构出具结论，未能办结');
  });

  test('that grants more time says until when and why, as it was asked for', () => {
    const granted = letterText('needsTime', { ...facts, extension: { reason: '因为需调取三年流水。', newDay: '2026-03-31' } });
    expect(granted).toContain('因需调取三年流水，未能在原定的2026年3月6日前办结。经批准，办理期限延长至2026年3月31日，');
    expect(unwrittenPlaces(letterText('needsTime', { ...facts, extension: { reason: '需检定', newDay: null } }))).toContain('【年月日】');
  });

  test.each(refusalReason.options)('that does not accept a complaint says why (%s), and what only its writer knows is left to write', refusal => {
    const text = letterText('notOurs', { ...facts, refusal });
    expect(text).not.toContain('【写明理由：');
    expect(unwrittenPlaces(text).length).toBeGreaterThan(0);
    expect(text).toContain('12398');
  });

  test('that confirms a withdrawal is finished once it is known why', () => {
    expect(unwrittenPlaces(letterText('withdrawn', facts))).toEqual(['【当事人自述】']);
    for (const withdrawal of ['settled', 'noLongerWanted'] as const) expect(unwrittenPlaces(letterText('withdrawn', { ...facts, withdrawal }))).toEqual([]);
  });

  test('is worded for every channel', () => {
    expect(new Set(complaintChannels.map(channel => letterText('answer', { ...facts, channel }))).size).toBe(complaintChannels.length);
  });

  test('is finished when no place is left to write, in whatever script it was written', () => {
    expect(unwrittenPlaces('您反映的问题已处理。Meter no. 0512 was replaced ✅ 𠮷')).toEqual([]);
    expect(unwrittenPlaces('二、调查核实情况：【写明查明的事实】\n【电话】')).toEqual(['【写明查明的事实】', '【电话】']);
  });

  test('has a number of its year', () => expect([letterNumber({ year: 2026, ordinal: 1 }), letterNumber({ year: 2026, ordinal: 12_345 })]).toEqual(['F2026-0001', 'F2026-12345']));
});
