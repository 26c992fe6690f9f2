import { channels } from './channels.ts';
import type { WebContents } from './electron-api.ts';

/** Tells the page its own PDF, as it prints: paper size and margins are what its style says. Null when none can be made. */
export async function sendPdf(page: WebContents): Promise<void> {
  const pdf = await page.printToPDF({ preferCSSPageSize: true, printBackground: true }).catch(() => null);
  if (!page.isDestroyed()) page.send(channels.pdfMade, pdf === null ? null : Buffer.from(pdf).toString('base64'));
}
