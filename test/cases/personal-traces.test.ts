import { describe, expect, test } from 'vitest';
import { personalTracesOf, tracesIn } from '../../main/cases/personal-traces.ts';
import type { CaseForm } from '../../shared/cases.ts';

const found = (text: string) => tracesIn(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);
const form: CaseForm = { title: '', classId: null, channel: null, problem: '', cause: '', responsibleUnit: '', remedy: '', lesson: '', avoidance: '', keywords: [], photoIds: [] };

describe('what looks like personal data', () => {
  test.each([
    ['客户 13800136712 来电', 'phone', '13800136712'],
    ['请拨 138 0013 6712 联系', 'phone', '138 0013 6712'],
    ['手机１３８００１３６７１２停机', 'phone', '１３８００１３６７１２'],
    ['留下座机 0571-88887777', 'phone', '0571-88887777'],
    ['电话：88887777 无人接', 'phone', '88887777'],
    ['证件 330106198803151234 过期', 'idNumber', '330106198803151234'],
    ['身份证33010619880315123X', 'idNumber', '33010619880315123X'],
    ['户号 0512003457731 多计电量', 'account', '0512003457731'],
    ['户号：457731', 'account', '457731'],
    ['从 6222 0202 0000 1234 567 扣款', 'account', '6222 0202 0000 1234 567'],
    ['表号 3340012345678 走字快', 'account', '3340012345678'],
    ['王女士两次来厅', 'name', '王女士'],
    ['业主任女士反映', 'name', '任女士'],
    ['王秀英女士反映', 'name', '王秀英女士'],
    ['欧阳师傅上门换表', 'name', '欧阳师傅'],
    ['陈主任到场', 'name', '陈主任'],
    ['户名：张伟明，已过户', 'name', '张伟明'],
    ['住在 5号楼2单元301室', 'address', '5号楼2单元301室'],
    ['锦绣花园3栋停电', 'address', '3栋'],
    ['A座1802 无电', 'address', 'A座1802'],
    ['三号楼整栋停电', 'address', '三号楼'],
    ['文三路12号门前', 'address', '文三路12号'],
    ['402室漏电', 'address', '402室'],
  ])('%s', (text, kind, trace) => {
    expect(found(text)).toContainEqual([kind, trace]);
  });

  test.each([
    '退还电费 186.40 元，合计 12345678 元，另付￥20260001.50', '电量 1,234,567 千瓦时，容量 20000000kVA，占 99999999%', '2026年3月15日 09:30 至 2026-03-16 18:00，账期 202603',
    '数据截至 20260315，导出于 20260315093000', '按第十二条第3款、GB/T 12325-2008、国网（营销/3）380-2014 执行', '拨打 95598、12345 或 400-650-1234、4006501234', '投诉 T2026-0001，案例 L2026-0012，号票 A012 到 3 号窗口',
    '向经理反映后仍未解决，甲方经理要求改期', '请保安师傅带路，台区经理已到', '曾经理赔一次，车间主任签字', '担任主任两年的高级工程师', '各位女士、先生请排队，任何先生女士都一样，他向女士道歉',
    '10kV文三路12号杆倒伏', '三栋居民楼停电，涉及3栋楼、两座变压器', '每个单元格填一项', '户主要求先退费，客户叫苦', '一百二十户停电 1 小时 10 分', '每月1日至15日抄表，2025-2026年度', '楼道内二室一厅的户型', '',
  ])('is not seen in: %s', text => {
    expect(found(text)).toEqual([]);
  });

  test('is told by its field, each kind once, keywords as well', () => {
    expect(personalTracesOf({ ...form, problem: '王女士、李先生，电话 13800136712', lesson: '按客流排班', keywords: ['过户', '13800136712'] }, [])).toEqual([
      { field: 'problem', kind: 'name' }, { field: 'problem', kind: 'phone' }, { field: 'keywords', kind: 'phone' },
    ]);
  });

  test('is also whatever the branch knows to be of persons; a number too short to tell is left alone', () => {
    const known = [['name', '王秀英'], ['name', '李敏'], ['account', '45'], ['address', '楠木巷尾老祠堂']] as const;
    expect(personalTracesOf({ ...form, title: '王秀英的电表', cause: '李敏没有核对 45 度', remedy: '到楠木巷尾老祠堂上门' }, known)).toEqual([
      { field: 'title', kind: 'name' }, { field: 'cause', kind: 'name' }, { field: 'remedy', kind: 'address' },
    ]);
  });
});
