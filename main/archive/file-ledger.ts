import { v7 as uuidv7 } from 'uuid';
import type { fileLedgerFields } from '../../shared/archive.ts';
import type { FileLanguage, LedgerRules } from '../ledger-import/ledger-rules.ts';
import { fileValues } from './file-columns.ts';
import { fileRowChecker, type FileRowProblem, type LedgerFile } from './file-row-check.ts';
import { fileTermsOf } from './file-terms.ts';
import { fileLedgerFacts } from './ledger-facts.ts';

/** The words branches write over the columns of a ledger of files 档案台账, likeliest first. */
const customaryHeaders: Readonly<Record<(typeof fileLedgerFields)[number], readonly string[]>> = {
  archiveNumber: ['档号', '档案号', '档案编号', '案卷号', '卷号', '归档号', 'archive number', 'archive no', 'file number', 'file no'],
  title: ['题名', '案卷题名', '档案名称', '案卷名称', '文件题名', '标题', 'title'],
  subjectName: ['户名', '姓名', '客户名称', '客户姓名', '用户名称', '业主姓名', '当事人', '名称', '客户', 'customer name', 'customer', 'name'],
  subjectAccountNumber: ['户号', '客户编号', '用户编号', '客户号', '账号', '保单号', '房号', 'account number', 'account no', 'account'],
  subjectAddress: ['用电地址', '地址', '住址', '联系地址', '客户地址', '房屋地址', 'address'],
  subjectIdNumber: ['证件号码', '身份证号', '身份证号码', '证件号', '统一社会信用代码', 'id number', 'id no'],
  category: ['类别', '档案类别', '分类', '分类号', '档案分类', '类目', 'category', 'class'],
  year: ['年度', '归档年度', '年份', '形成年度', '年', 'year'],
  pages: ['页数', '张数', '件数页数', 'pages'],
  medium: ['载体', '介质', '载体类型', 'medium', 'media'],
  shelf: ['架号', '柜号', '密集架', '库位', '存放架', '架位', 'shelf'],
  place: ['位置', '存放位置', '层格', '盒号', '层-格-盒', 'place', 'box'],
  retentionClass: ['保管期限', '保存期限', '期限', 'retention', 'retention class'],
  level: ['密级', '保密级别', 'secrecy level', 'secrecy', 'level'],
  levelEndsOn: ['保密期限', '密级到期', '密级期限', '保密到期日', '解密日期', 'level ends on', 'level until'],
};

const reasons: Record<FileRowProblem, Record<FileLanguage, string>> = {
  archiveNumberMissing: { 'zh-CN': '缺少档号', en: 'the archive number is missing' },
  nameMissing: { 'zh-CN': '缺少姓名或户名', en: 'the name is missing' },
  tooLong: { 'zh-CN': '有一格太长，或数字被表格软件改成了科学计数法', en: 'a cell is too long, or the spreadsheet has lost digits of a number' },
  yearInvalid: { 'zh-CN': '年度不正确（四位数字，或写在档号里）', en: 'not a year (four digits, or in the archive number)' },
  pagesInvalid: { 'zh-CN': '页数不正确', en: 'not a number of pages' },
  categoryUnknown: { 'zh-CN': '没有这个档案类别（请先在目录设置中添加，或改成已有的名称或代码）', en: 'no such category (add it to the catalogue first, or use a name or code it has)' },
  shelfUnknown: { 'zh-CN': '没有这个架号', en: 'no such shelf' },
  levelUnknown: { 'zh-CN': '没有这个密级', en: 'no such secrecy level' },
  levelTermInvalid: { 'zh-CN': '密级的到期日缺少、已过或超过最长期限', en: 'the end of the level is missing, past, or beyond its longest term' },
  retentionUnknown: { 'zh-CN': '没有这个保管期限', en: 'no such retention class' },
  mediumUnknown: { 'zh-CN': '不认识的载体（纸质、电子、纸质与电子、缩微）', en: 'not a known medium (paper, electronic, paper and electronic, microfilm)' },
  duplicateInFile: { 'zh-CN': '档号在本文件内重复，已取前面一行', en: 'this number is in the file twice; the earlier row was taken' },
  duplicateInBranch: { 'zh-CN': '网点已有此档号', en: 'the branch has a file of this number already' },
  tooFewColumns: { 'zh-CN': '这一行的列数不够', en: 'the row has too few columns' },
  starMark: { 'zh-CN': '“★”只用于国家秘密，不能作为商业秘密的密级', en: 'the mark ★ belongs to state secrets alone' },
};

/** Ledgers of archive files, for the thread that reads them. */
export const fileLedger: LedgerRules<LedgerFile, FileRowProblem> = {
  customaryHeaders,
  checkerOf: (mapping, facts) => fileRowChecker(mapping, fileLedgerFacts.parse(facts)),
  identityOf: file => file.archiveNumber,
  nameOf: file => file.archiveNumber,
  keyOf: file => [file.archiveNumber],
  stagedOf: file => [...fileValues({ ...file, id: uuidv7(), customerId: null }), fileTermsOf({ ...file, state: 'onShelf' })],
  reasons,
};
