import { QRCode } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { MaskedFile, Scan } from '../../shared/archive.ts';
import type { BranchOutputs } from '../../shared/branch-contract.ts';
import type { OpenedLook } from '../../shared/looks.ts';
import { useSession } from '../hooks/branch-client.tsx';
import { useTimes } from '../hooks/use-times.ts';
import { FileCover } from './file-cover.tsx';
import { ScanSheets } from './scans/scan-sheets.tsx';
import type { CatalogueWords } from './use-catalogue.ts';
import { useWatermarkText, Watermark } from './watermark.tsx';

/** What the service wrote down before anything went to the printer. */
export type PrintEntry = BranchOutputs['looks']['print'];

interface FilePrintProps {
  file: MaskedFile; look: OpenedLook; entry: PrintEntry; words: CatalogueWords;
  /** whose pages are printed behind the sheet: those the entry names */
  scans: readonly Scan[];
  load(scanId: string): Promise<Blob>;
  onFault(fault: unknown): void;
  onPrinted(): void;
}

/**
 * The opened file on A4: its entry's number, who printed it when, the watermark over all of it, and the newest checkpoint
 * of the log as a QR code. Printed once and gone.
 */
export function FilePrint({ file, look, entry, words, scans, load, onFault, onPrinted }: FilePrintProps) {
  const { t } = useTranslation('archive');
  const times = useTimes();
  const branchName = useSession()?.branch?.name ?? '';
  const watermark = useWatermarkText({ ...look.watermark, staffName: entry.staffName, at: entry.at, logSeq: entry.logSeq });
  const done = useRef(onPrinted);
  done.current = onPrinted;
  const [leftSheets, setLeftSheets] = useState<number | null>(scans.length === 0 ? 0 : null);
  const isReady = leftSheets !== null;

  useEffect(() => {
    if (!isReady) return undefined;
    const leave = () => done.current();
    document.body.classList.add('is-printing-file');
    window.addEventListener('afterprint', leave);
    // One frame, so that the sheet has been laid out before the printer's picture of it is taken.
    const timer = setTimeout(() => window.print(), 50);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('afterprint', leave);
      document.body.classList.remove('is-printing-file');
    };
  }, [isReady]);

  const sheet = (
    <article className="file-sheet" aria-label={t('print.title')}>
      <header>
        <div>
          <h1>{t('print.title')}</h1>
          <p>{branchName} · {t('print.number', { number: file.archiveNumber })}</p>
        </div>
        {entry.checkpointText !== null && <QRCode type="svg" value={entry.checkpointText} size={120} errorLevel="L" bordered={false} color="#000" bgColor="#fff" />}
      </header>
      <FileCover file={file} look={look} words={words} columns={2} />
      {look.file !== null && look.fields.includes('scans') && (
        <section>
          <h2>{t('print.scans')}</h2>
          <ol>{look.file.scans.map(scan => <li key={scan.id}>{scan.title}（{t('scans.pages', { count: scan.pageCount })}）</li>)}</ol>
          {look.file.scans.length === 0 && <p>{t('scans.none')}</p>}
        </section>
      )}
      <footer>
        <p>{t('print.who', { name: entry.staffName, at: times.dayAndClock(entry.at), seq: entry.logSeq })}</p>
        <p>{entry.checkpointText === null ? t('print.noCheckpoint') : t('print.checkpoint')}</p>
        {leftSheets !== null && leftSheets > 0 && <p>{t('scans:viewer.tooMany', { count: leftSheets })}</p>}
        <p>{t('print.keep')}</p>
      </footer>
      <Watermark text={watermark} />
    </article>
  );
  return createPortal(
    <>
      {sheet}
      {scans.length > 0 && <ScanSheets scans={scans} load={load} watermark={watermark} onReady={setLeftSheets} onFault={onFault} />}
    </>,
    document.body,
  );
}
