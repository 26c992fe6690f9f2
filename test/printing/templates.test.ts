import { describe, expect, it } from 'vitest';
import { receiptBytes } from '../../main/printing/receipt-bytes.ts';
import { atLeft, plain } from '../../main/printing/receipt-text.ts';
import { slipPaper, type SlipPaper } from '../../main/printing/slip-paper.ts';
import { testPaper } from '../../main/printing/test-paper.ts';
import { ticketPaper, type TicketPaper } from '../../main/printing/ticket-paper.ts';
import { qrWords } from '../builders/a-receipt-printer.ts';
import { readReceipt } from '../builders/read-receipt.ts';

const printableDots = { 58: 384, 80: 576 } as const;
const widths = [58, 80] as const;

const ticket: TicketPaper = {
  branchName: '城东营业厅', ticketId: '0190a1b2-0000-7000-8000-000000000001', number: 'A012', nameZh: '电费业务', nameEn: 'Electricity bills', customerClass: 'priority',
  peopleAhead: 3, waitMinutes: { from: 10, to: 20 }, issuedAt: '11-29 09:41', appointmentAt: '09:30',
  requiredDocuments: [{ zh: '身份证原件', en: 'Identity card' }, { zh: '房屋产权证明或者租赁合同原件及其复印件各一份', en: 'Title deed or tenancy contract, the original and one copy' }],
  notice: { zh: '周五下午停电检修', en: 'Power works on Friday afternoon' }, attempt: 1,
};

describe.each(widths)('a ticket on paper of %d mm', widthMm => {
  const paper = readReceipt(receiptBytes(ticketPaper(ticket, widthMm), widthMm));

  it('shows number, service, people ahead, wait, documents and notice in Chinese and English', () => {
    const text = paper.lines.join('\n');
    for (const words of ['城东营业厅', 'A012', '电费业务', 'Electricity bills', '优先 Priority', '预约 Appointment 09:30', '前面 3 人', '预计等候 10-20 分钟', '取号 Taken 11-29 09:41', '身份证原件', 'Identity card', '周五下午停电检修']) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('补打');
  });

  it('keeps within the paper, has the number large, is cut, and its code is the ticket', async () => {
    expect(paper.widestDots).toBeLessThanOrEqual(printableDots[widthMm]);
    expect(paper.largestText).toBe(6);
    expect(paper.isCut).toBe(true);
    expect(await qrWords(paper)).toEqual([ticket.ticketId]);
  });

  it('breaks lines between English words', () => {
    expect(paper.lines.join(' ')).toContain('Title deed or tenancy contract, the original and one copy');
  });

  it('a number of five places fits', () => {
    expect(readReceipt(receiptBytes(ticketPaper({ ...ticket, number: 'A1000' }, widthMm), widthMm)).lines).toContain('A1000');
  });

  it('the test page fills exactly one line of its width', () => {
    const page = readReceipt(receiptBytes(testPaper({ branchName: '城东营业厅', printerName: '一号', printedAt: '2026-11-29 09:41' }, widthMm), widthMm));
    expect(page.widestDots).toBe(printableDots[widthMm]);
    expect(page.lines).toContain('1234567890'.repeat(5).slice(0, { 58: 32, 80: 48 }[widthMm]));
    expect(page.lines).toContain('生僻字 䶮 〓');
  });
});

describe.each(widths)('a slip on paper of %d mm', widthMm => {
  const slip: SlipPaper = {
    branchName: '城东营业厅', number: '20261129-A012', ticketId: ticket.ticketId, windowNumber: 3, toldAt: '2026-11-29 09:41', validUntil: '2026-12-29', place: { at: '2026-12-01 09:30', nameZh: '过户更名', nameEn: 'Change of holder' }, attempt: 1,
    items: [
      { nameZh: '过户', nameEn: 'Transfer', result: 'incompleteDocuments', reason: '缺：原户主授权', requiredDocuments: ticket.requiredDocuments },
      { nameZh: '更名', nameEn: 'Change of name', result: 'refused', reason: '户名与证件不符，请先到派出所开具证明', requiredDocuments: [] },
    ],
  };
  const paper = readReceipt(receiptBytes(slipPaper(slip, widthMm), widthMm));

  it('tells once what is missing for each business and all that each asks for, with number, window, time and until when it holds', () => {
    const text = paper.lines.join('');
    for (const words of ['一次性告知书', '编号 No. 20261129-A012', '窗口 Window 3', '告知 Told 2026-11-29 09:41', '有效期至 Valid until 2026-12-29', '过户 Transfer', '材料不齐', '缺：原户主授权', '□ 身份证原件', '更名 Change of name', '不能办理', '户名与证件不符，请先到派出所开具证明']) {
      expect(text).toContain(words);
    }
  });

  it('of what is not possible at all holds no place to come back to, so no last day stands on it', () => {
    const refused = readReceipt(receiptBytes(slipPaper({ ...slip, items: slip.items.slice(1) }, widthMm), widthMm));
    expect(refused.lines.join('')).toContain('不能办理');
    expect(refused.lines.join('')).not.toContain('有效期');
  });

  it('keeps within the paper, is cut, and its code is the ticket', async () => {
    expect(paper.widestDots).toBeLessThanOrEqual(printableDots[widthMm]);
    expect(paper.isCut).toBe(true);
    expect(await qrWords(paper)).toEqual([ticket.ticketId]);
  });
});

it('a reprint says which one it is', () => {
  expect(ticketPaper({ ...ticket, attempt: 2 }, 58)).toContain('补打 Reprint 2');
});

it('a paper without wait, documents and notice leaves no empty places', () => {
  const text = readReceipt(receiptBytes(ticketPaper({ ...ticket, peopleAhead: null, waitMinutes: null, requiredDocuments: [], notice: null, customerClass: 'ordinary', appointmentAt: null }, 80), 80)).lines.join('\n');
  for (const words of ['前面', '预计等候', '请备好', '通告', '优先', '预约', 'null']) expect(text).not.toContain(words);
});

it('words typed by people print as they stand and command nothing', () => {
  const typed = '--=\\n {command:\\x1bp} | "引" `反` ^^大 ~ _下划_';
  const paper = readReceipt(receiptBytes([typed, '---', '==='].flatMap(words => atLeft(words, 48)).join('\n'), 80));
  expect(paper.lines.join('\n')).toContain(`${typed}\n---\n===`);
  expect(paper.largestText).toBe(1);
});

it('a character no receipt printer has is replaced by a sign that shows it', () => {
  expect(readReceipt(receiptBytes(`|${plain('䶮𠮷㐀張😀')}`, 58)).lines[0]).toBe('䶮〓〓張〓');
});
