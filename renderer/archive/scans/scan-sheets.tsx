import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scan } from '../../../shared/archive.ts';
import { openScan } from './open-scan.ts';
import './scans.css';

/** A4 at 150 dpi: papers stay readable, and a volume stays within a page's memory. */
const sheetWidthPx = 1240;
const mostSheets = 200;

interface ScanSheetsProps {
  scans: readonly Scan[];
  load(scanId: string): Promise<Blob>;
  /** of the printing, not of the look: its entry has a number of its own */
  watermark: string;
  /** All sheets stand: now it may be printed. `left` sheets were too many. */
  onReady(left: number): void;
  onFault(fault: unknown): void;
}

/** Every page of the scans as a sheet, seen on paper alone, with the watermark in its picture. */
export function ScanSheets({ scans, load, watermark, onReady, onFault }: ScanSheetsProps) {
  const { t } = useTranslation('scans');
  const [sheets, setSheets] = useState<{ address: string; title: string; page: number }[]>([]);
  const given = useRef({ scans, load, watermark, onReady, onFault });

  useEffect(() => {
    const made: string[] = [];
    let isWanted = true;
    async function draw() {
      const { scans: all, load: loadOne, watermark: text } = given.current;
      let left = 0;
      for (const scan of all) {
        const opened = await openScan(await loadOne(scan.id), scan.kind);
        const canvas = document.createElement('canvas');
        for (let page = 1; page <= opened.pageCount && isWanted; page += 1) {
          if (made.length >= mostSheets) {
            left += 1;
            continue;
          }
          await opened.draw(canvas, page, sheetWidthPx / window.devicePixelRatio, text);
          const address = URL.createObjectURL(await pictureOf(canvas));
          made.push(address);
          setSheets(before => [...before, { address, title: scan.title, page }]);
        }
        opened.close();
        if (!isWanted) return;
      }
      // Two frames: the pictures are in the page, and laid out.
      requestAnimationFrame(() => requestAnimationFrame(() => { if (isWanted) given.current.onReady(left); }));
    }
    draw().catch((fault: unknown) => { if (isWanted) given.current.onFault(fault); });
    return () => {
      isWanted = false;
      for (const address of made) URL.revokeObjectURL(address);
    };
  }, []);

  return (
    <div className="scan-sheets">
      {sheets.map(({ address, title, page }) => <img key={address} src={address} alt={t('viewer.page', { title, page })} />)}
    </div>
  );
}

function pictureOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('the page could not be drawn'))), 'image/jpeg', 0.85);
  });
}
