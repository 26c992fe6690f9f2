import { v7 as uuidv7 } from 'uuid';
import type { RowProblem } from '../../shared/customers.ts';
import type { FileLanguage, LedgerRules } from '../ledger-import/ledger-rules.ts';
import { customaryHeaders } from './column-mapping.ts';
import { checkRow, identityOf, type CheckedCustomer } from './row-check.ts';
import { searchTokensOf } from './search-tokens.ts';

const reasons: Record<RowProblem, Record<FileLanguage, string>> = {
  nameMissing: { 'zh-CN': '缺少姓名或户名', en: 'the name is missing' },
  nameTooLong: { 'zh-CN': '姓名超过 80 个字', en: 'the name is longer than 80 characters' },
  phoneInvalid: { 'zh-CN': '电话号码不正确（手机、带区号的固定电话；一格只填一个号码）', en: 'not a phone number (mobile, or landline with area code; one number in a cell)' },
  idNumberInvalid: { 'zh-CN': '证件号码不正确（请核对校验位；表格软件可能已把末几位变成 0）', en: 'not a valid id number (check the last character; the spreadsheet may have turned the last digits into 0)' },
  accountNumberInvalid: { 'zh-CN': '户号不正确（最多 40 位字母数字；请不要用科学计数法）', en: 'not a valid account number (at most 40 letters and digits; not in scientific notation)' },
  addressTooLong: { 'zh-CN': '地址超过 200 个字', en: 'the address is longer than 200 characters' },
  nothingToFindBy: { 'zh-CN': '电话、证件号码、户号至少填一项', en: 'a phone, id or account number is needed' },
  duplicateInFile: { 'zh-CN': '本文件内重复，已取前面一行', en: 'twice in this file; the earlier row was taken' },
  duplicateInBranch: { 'zh-CN': '网点已有此客户', en: 'the branch has this customer already' },
  tooFewColumns: { 'zh-CN': '这一行的列数不够', en: 'the row has too few columns' },
};

/** Ledgers of customers, for the thread that reads them. */
export const customerLedger: LedgerRules<CheckedCustomer, RowProblem> = {
  customaryHeaders,
  checkerOf: mapping => row => checkRow(row, mapping),
  identityOf,
  nameOf: customer => customer.name,
  // As findRowsInBranch and stageRows of import-store.ts want them.
  keyOf: ({ accountNumber, idNumber, name, phone }) => [accountNumber, idNumber, name, phone],
  stagedOf: customer => [
    uuidv7(), customer.name, customer.phone, customer.idNumber, customer.accountNumber, customer.address, customer.isKeyAccount ? 1 : 0, searchTokensOf(customer),
  ],
  reasons,
};
