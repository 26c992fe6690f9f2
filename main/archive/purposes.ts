import type { BasisKind } from '../../shared/access-log.ts';
import { lookFields, type LookField, type Purpose } from '../../shared/looks.ts';
import type { trades } from '../../shared/staff.ts';

type Trade = (typeof trades)[number];
type NewPurpose = Omit<Purpose, 'id' | 'isActive'>;

const person: LookField[] = ['name', 'phone', 'idNumber', 'accountNumber', 'address'];
const everythingReadable: LookField[] = lookFields.filter(field => field !== 'change');

/** The change of hands is what a hall looks files up for most; each trade calls it by its own word. */
const changeOfHands: Record<Trade, Pick<NewPurpose, 'code' | 'nameZh' | 'nameEn'>> = {
  power: { code: 'transferOfAccount', nameZh: '过户更名', nameEn: 'Change of account holder' },
  bank: { code: 'accountChange', nameZh: '账户变更', nameEn: 'Change of account details' },
  insurance: { code: 'policyChange', nameZh: '保全变更', nameEn: 'Policy alteration' },
  property: { code: 'ownerChange', nameZh: '业主变更', nameEn: 'Change of owner' },
};

/**
 * The purposes a new branch of this trade begins with; its manager changes them afterwards. Each opens as little as its
 * business needs, for the minutes the business takes at a counter.
 */
export function defaultPurposes(trade: Trade): NewPurpose[] {
  const purpose = (code: string, nameZh: string, nameEn: string, bases: BasisKind[], fields: LookField[], minutes: number): NewPurpose =>
    ({ code, nameZh, nameEn, bases, fields, minutes });
  return [
    { ...changeOfHands[trade], bases: ['ticket', 'changeForm'], fields: ['name', 'idNumber', 'accountNumber', 'address', 'title', 'scans'], minutes: 15 },
    purpose('identityCheck', '身份核对', 'Identity check', ['ticket'], ['name', 'idNumber'], 5),
    purpose('phoneCheck', '电话核实', 'Check by phone', ['ticket'], ['phone'], 5),
    purpose('answerQuestion', '业务查询', 'Question about the account', ['ticket'], ['name', 'accountNumber', 'address'], 10),
    purpose('correction', '资料更正', 'Correction of records', ['changeForm'], [...everythingReadable, 'change'], 15),
    purpose('complaint', '投诉处理', 'Complaint', ['complaint'], [...person.filter(field => field !== 'idNumber'), 'title', 'scans'], 15),
    purpose('audit', '稽查核查', 'Inspection', ['writtenOrder'], everythingReadable, 30),
    purpose('externalRequest', '外部调阅', 'Request from outside', ['register', 'writtenOrder'], ['name', 'accountNumber', 'address', 'title', 'scans'], 30),
  ];
}
