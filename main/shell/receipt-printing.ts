import * as z from 'zod';
import type { ElectronApi, PageWindow } from './electron-api.ts';
import { guardedPreferences } from './page-window.ts';

/** What the branch service asks of the system's printers: main/branch/shell-printers.ts is the other side. */
export const printQuestions = [
  z.object({ type: z.literal('list-printers'), askId: z.number() }),
  z.object({ type: z.literal('print'), askId: z.number(), deviceName: z.string(), svg: z.string(), widthMm: z.number(), heightMm: z.number() }),
] as const;
type Question = z.infer<(typeof printQuestions)[number]>;

const micronsPerMm = 1000;
/** Receipt printers print 48 of 58 mm and 72 of 80 mm; the rest is the edge they cannot reach. */
const edgeMm = (widthMm: number): number => (widthMm === 58 ? 5 : 4);

/** Answers a question about the system's printers. Never throws. */
export async function answerPrinting(electron: ElectronApi, anyWindow: () => PageWindow | null, question: Question): Promise<object> {
  const { askId } = question;
  if (question.type === 'list-printers') {
    const printers = await anyWindow()?.webContents.getPrintersAsync().catch(() => []);
    return { type: 'printers', askId, names: (printers ?? []).map(({ name }) => name) };
  }
  return { type: 'print-ended', askId, isTaken: await printReceipt(electron, question).catch(() => false) };
}

/** Prints a receipt from a page of its own that nobody sees, without a dialog. */
async function printReceipt({ app, BrowserWindow }: ElectronApi, { deviceName, svg, widthMm, heightMm }: Extract<Question, { type: 'print' }>): Promise<boolean> {
  const window = new BrowserWindow({ show: false, webPreferences: { ...guardedPreferences(app.isPackaged), javascript: false } });
  try {
    await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(receiptPage(svg, widthMm))}`);
    return await new Promise(resolve => {
      window.webContents.print({
        silent: true, printBackground: true, deviceName,
        margins: { marginType: 'none' },
        // Without it the paper is A4, and a roll of 80 mm feeds a sheet's length.
        pageSize: { width: widthMm * micronsPerMm, height: heightMm * micronsPerMm },
      }, resolve);
    });
  } finally {
    window.destroy();
  }
}

function receiptPage(svg: string, widthMm: number): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<style>@page{margin:0}body{margin:0 ${edgeMm(widthMm)}mm}svg{display:block;width:100%;height:auto}</style>${svg}`;
}
