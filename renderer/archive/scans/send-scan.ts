import { v7 as uuidv7 } from 'uuid';
import { scanPartBytes, type Scan } from '../../../shared/archive.ts';
import type { BranchClient } from '../../../shared/branch-contract.ts';
import { isLineLost } from '../../hooks/branch-connection.ts';
import { openScan } from './open-scan.ts';

const thumbnailWidthPx = 320;
const patienceMs = 60_000;
const pauseMs = 500;

/**
 * Sends one paper part after part and has it stored. A lost line is waited for: parts and the last command may be repeated.
 * `onSent` hears the share that is there, 0 to 1. Errors: SCAN_TOO_LARGE before anything is sent, SCAN_REFUSED, and the rest.
 */
export async function sendScan(archive: Pick<BranchClient['archive'], 'beginScan' | 'addScanPart' | 'storeScan'>, paper: { fileId: string; title: string; content: Blob }, onSent: (share: number) => void): Promise<Scan> {
  const { fileId, title, content } = paper;
  const { uploadId } = await answered(() => archive.beginScan({ fileId, title, byteCount: content.size }));
  for (let at = 0; at < content.size; at += scanPartBytes) {
    const bytes = await content.slice(at, at + scanPartBytes).arrayBuffer();
    await answered(() => archive.addScanPart({ uploadId, at, part: new File([bytes], 'part') }));
    onSent(Math.min((at + bytes.byteLength) / content.size, 1));
  }
  const thumbnail = await firstPageOf(content);
  const commandId = uuidv7();
  return answered(() => archive.storeScan({ commandId, uploadId, ...(thumbnail ? { thumbnail } : {}) }));
}

/** A picture of a PDF's first page; the service makes those of photographs itself. None when it cannot be drawn. */
async function firstPageOf(content: Blob): Promise<File | null> {
  if (await content.slice(0, 5).text() !== '%PDF-') return null;
  try {
    const opened = await openScan(content, 'pdf');
    const canvas = document.createElement('canvas');
    await opened.draw(canvas, 1, thumbnailWidthPx / window.devicePixelRatio, '');
    opened.close();
    const picture = await new Promise<Blob | null>(resolve => { canvas.toBlob(resolve, 'image/jpeg', 0.8); });
    return picture && new File([picture], 'first-page.jpg', { type: 'image/jpeg' });
  } catch {
    // Why it cannot be read the service will say, in words.
    return null;
  }
}

async function answered<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (const giveUpMs = Date.now() + patienceMs; ;) {
    try {
      return await call();
    } catch (error) {
      if (!isLineLost(error) || Date.now() > giveUpMs) throw error;
      await new Promise(resolve => { setTimeout(resolve, pauseMs); });
    }
  }
}
