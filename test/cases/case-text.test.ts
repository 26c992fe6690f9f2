import { describe, expect, test } from 'vitest';
import { beginningOf, caseFromComplaint, withoutPersons } from '../../main/cases/case-text.ts';
import type { PersonsOfComplaint } from '../../main/complaints/closed-matter-store.ts';

const nobody: PersonsOfComplaint = { complainants: [], agents: [], staff: [], phones: [], addresses: [], accounts: [] };
const persons: PersonsOfComplaint = {
  complainants: ['王秀英'], agents: ['王小明'], staff: ['王磊', '李敏'], phones: ['13800136712'], addresses: ['云溪市城东区文三路12号锦绣花园3栋'], accounts: ['0512003457731'],
};
type Matter = Parameters<typeof caseFromComplaint>[0];
const matterOf = (what: string, closing: Partial<Matter['closing']> = {}): Matter => ({
  complaint: { what, classId: '0198d5a0-0000-7000-8000-000000000001', channel: 'phone' } as Matter['complaint'], persons,
  closing: { kind: 'closed', isJustified: true, cause: '原因', responsibleUnit: '抄表班', remedy: '改正', lesson: '', noLessonBecause: '个别情况', ...closing },
});

describe('a text taken over from a complaint', () => {
  test.each([
    ['王秀英来电', '客户来电'], ['王秀英女士和王女士', '客户和客户'], ['由王小明先生代办', '由代办人代办'], ['王磊师傅、李敏与王师傅到场', '员工、员工与员工到场'],
    ['电话 138 0013-6712 停机', '电话 （略） 停机'], ['户号0512 0034 57731', '户号（略）'],
    ['住文三路12号锦绣花园3栋', '住（略）'], ['云溪市城东区文三路12号锦绣花园3栋', '（略）'], ['隔壁5号楼2单元也停', '隔壁（略）也停'],
    ['赵先生和陈经理', '某先生和某经理'], ['户名：赵大勇。', '户名：某人。'],
  ])('names nobody: %s', (text, without) => {
    expect(withoutPersons(text, persons)).toBe(without);
  });

  test('keeps whatever is of nobody, and marks that mean something elsewhere', () => {
    const text = '第12条（2026年3月15日）：退还 186.40 元 [见附件] $1 \\ 3.5*2';
    expect(withoutPersons(text, persons)).toBe(text);
    expect(withoutPersons('张三丰楼', { ...nobody, complainants: ['(三)', '*'], phones: ['12'], accounts: ['5'] })).toBe('张三丰楼');
  });

  test('becomes a draft with its first clause as title and no photos; how to avoid it is left to its author', () => {
    const form = caseFromComplaint(matterOf('您好，王秀英家三月份电费高出一倍，多次打电话没人回。', { cause: '李敏没有核对', responsibleUnit: '抄表班王磊', remedy: '退还 0512003457731 多收部分' }));
    expect(form).toEqual({
      title: '客户家三月份电费高出一倍', classId: '0198d5a0-0000-7000-8000-000000000001', channel: 'phone', problem: '您好，客户家三月份电费高出一倍，多次打电话没人回。',
      cause: '员工没有核对', responsibleUnit: '抄表班员工', remedy: '退还 （略） 多收部分', lesson: '', avoidance: '', keywords: [], photoIds: [],
    });
  });

  test('stays within the limits of the form, whatever stands in the place of names', () => {
    const longer = { ...persons, agents: ['阿明'] };
    const form = caseFromComplaint({ ...matterOf('阿明'.repeat(1000), { responsibleUnit: '阿明'.repeat(40) }), persons: longer });
    expect([form.problem.length, form.responsibleUnit.length]).toEqual([2000, 80]);
    expect([...form.title]).toHaveLength(30);
    expect(caseFromComplaint(matterOf(`${'一'.repeat(1999)}𠮷`)).problem).toBe('一'.repeat(1999));
  });

  test('begins a list with sixty letters of it', () => {
    expect(beginningOf('两\n行')).toBe('两 行');
    expect(beginningOf('𠮷'.repeat(61))).toBe(`${'𠮷'.repeat(60)}…`);
  });
});
