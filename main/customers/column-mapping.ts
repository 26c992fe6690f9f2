import type { ColumnMapping, LedgerField } from '../../shared/customers.ts';

/** The words branches write over their columns, likeliest first; compared without blanks, marks and case. */
export const customaryHeaders: Readonly<Record<LedgerField, readonly string[]>> = {
  name: ['户名', '姓名', '客户名称', '客户姓名', '用户名称', '用户姓名', '业主姓名', '业主', '投保人', '投保人姓名', '联系人姓名', '名称', '客户', '联系人', 'name', 'customer name', 'full name', 'customer'],
  phone: ['联系电话', '手机', '手机号', '手机号码', '联系方式', '移动电话', '电话', '电话号码', '联系人电话', '固定电话', 'phone', 'mobile', 'telephone', 'phone number', 'mobile number', 'tel'],
  idNumber: ['证件号码', '身份证号', '身份证号码', '身份证', '证件号', '证件编号', '统一社会信用代码', 'id number', 'id no', 'id card', 'identity number'],
  accountNumber: ['户号', '客户编号', '用户编号', '客户号', '账号', '帐号', '账户', '卡号', '保单号', '保单号码', '合同号', '房号', '编号', 'account', 'account number', 'account no', 'customer number', 'customer no', 'policy number'],
  address: ['用电地址', '地址', '住址', '联系地址', '家庭住址', '家庭地址', '通讯地址', '客户地址', '用户地址', '物业地址', '房屋地址', 'address'],
  isKeyAccount: ['大客户', '是否大客户', '重要客户', '是否重要客户', '大客户标志', '客户等级', 'key account', 'is key account', 'vip'],
};

/** The fields a mapping lacks: a name, and something that tells two people of one name apart. Empty when it will do. */
export function missingFields(mapping: ColumnMapping): LedgerField[] {
  const missing: LedgerField[] = mapping.name === undefined ? ['name'] : [];
  if (mapping.phone === undefined && mapping.idNumber === undefined && mapping.accountNumber === undefined) missing.push('phone', 'idNumber', 'accountNumber');
  return missing;
}
