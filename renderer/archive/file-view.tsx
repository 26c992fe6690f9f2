import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Skeleton, Typography } from 'antd';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaskedFile, Scan } from '../../shared/archive.ts';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useAction } from '../hooks/use-command.ts';
import { useErrorText } from '../hooks/use-error-text.ts';
import { Key, useFileKeys } from './archive-keys.tsx';
import { BreakGlassDialog } from './break-glass-dialog.tsx';
import { FileCover } from './file-cover.tsx';
import { FileHolds } from './file-holds.tsx';
import { HoldMark, LevelMark, StateMark } from './file-marks.tsx';
import { FilePrint, type PrintEntry } from './file-print.tsx';
import { FileTrace } from './file-trace.tsx';
import { LookBar } from './look-bar.tsx';
import { OpenLook } from './looks/open-look.tsx';
import { OpenedScans } from './opened-scans.tsx';
import { KeepScansDialog } from './scans/keep-scans-dialog.tsx';
import { ScanViewer, type ScanViewerProps } from './scans/scan-viewer.tsx';
import { useCatalogue } from './use-catalogue.ts';
import { useRunningLook } from './use-running-look.ts';
import { useWatermarkText, Watermark } from './watermark.tsx';
import './archive.css';

interface FileViewProps {
  fileId: string;
  /** In the panel beside a visit there is less room, and what was opened for a customer closes when the file is left. */
  isBesideVisit?: boolean;
  /** further actions on the file, shown in its head */
  actions?: (file: MaskedFile) => ReactNode;
  onBack(): void;
}

/** One file: masked, or open for its minutes under the watermark, with its documents, holds and trace. */
export function FileView({ fileId, isBesideVisit = false, actions, onBack }: FileViewProps) {
  const { t } = useTranslation('archive');
  const { query } = useBranch();
  const toText = useErrorText();
  const file = useQuery(query.archive.get.queryOptions({ input: { fileId }, staleTime: 0 }));
  if (file.data) return <FoundFile key={fileId} file={file.data} isBesideVisit={isBesideVisit} actions={actions} onBack={onBack} />;
  return (
    <div className="file-view">
      <Flex><Button onClick={onBack}>{t('file.back')}</Button></Flex>
      {file.error ? <Alert type="error" showIcon title={toText(file.error)} role="alert" /> : <Skeleton active aria-label={t('file.loading')} />}
    </div>
  );
}

function FoundFile({ file, isBesideVisit, actions, onBack }: { file: MaskedFile } & Required<Pick<FileViewProps, 'isBesideVisit' | 'onBack'>> & Pick<FileViewProps, 'actions'>) {
  const { t } = useTranslation('archive');
  const { client } = useBranch();
  const roles = useSession()?.staff?.roles ?? [];
  const words = useCatalogue();
  const running = useRunningLook(file.id);
  const { look } = running;
  const [dialog, setDialog] = useState<'open' | 'breakGlass' | null>(null);
  const [viewed, setViewed] = useState<Scan | null>(null);
  const [printed, setPrinted] = useState<{ entry: PrintEntry; scans: readonly Scan[] } | null>(null);
  const [printFault, setPrintFault] = useState<unknown>(null);
  const [isKeepingScans, setKeepingScans] = useState(false);
  const toText = useErrorText();
  const openButton = useRef<HTMLButtonElement>(null);
  const print = useAction(client.looks.print);
  const mayLook = file.state !== 'destroyed' && roles.some(role => role === 'clerk' || role === 'archivist' || role === 'manager');
  const mayKeepScans = file.state !== 'destroyed' && !isBesideVisit && roles.includes('archivist');
  const mayBreakGlass = mayLook && roles.includes('manager');

  // The keyboard starts where the next step is; after a look it comes back there.
  const isOpen = look !== null;
  useEffect(() => { if (!isOpen) openButton.current?.focus({ preventScroll: true }); }, [isOpen]);

  // What a look opened goes with it, large pictures and papers included.
  useEffect(() => {
    if (isOpen) return;
    setViewed(null);
    setPrinted(null);
  }, [isOpen]);

  const close = useRef(running.close);
  close.current = running.close;
  useEffect(() => (isBesideVisit ? () => close.current() : undefined), [isBesideVisit]);

  const askToOpen = () => { if (mayLook && !look) setDialog('open'); };
  const printOpened = (scans: readonly Scan[] = []) => {
    if (!look) return;
    setPrintFault(null);
    void print.run({ lookId: look.lookId, scanIds: scans.map(each => each.id) }).then(entry => { if (entry) setPrinted({ entry, scans }); });
  };
  useFileKeys({
    'Alt+O': askToOpen,
    ...(look ? { Escape: running.close, 'Alt+P': () => printOpened(), 'Ctrl+P': () => printOpened() } : {}),
  });
  const expire = useRef(running.expire);
  expire.current = running.expire;
  const onEnded = useCallback(() => expire.current(), []);
  const loadScan = async (scanId: string) => {
    if (!look) throw new Error('a scan was asked for without a look');
    try {
      return await client.looks.scan({ lookId: look.lookId, scanId, as: 'page' });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'LOOK_ENDED') onEnded();
      throw error;
    }
  };

  return (
    <article className="file-view" data-beside={isBesideVisit} data-open={isOpen} aria-labelledby="file-number">
      <p className="file-view__never-printed">{t('print.onlyByButton')}</p>
      <header className="file-view__head">
        <Button onClick={onBack}>{t('file.back')}</Button>
        <h1 id="file-number" className="file-view__number">{file.archiveNumber}</h1>
        <LevelMark levelId={file.levelId} words={words} /><StateMark state={file.state} /><HoldMark file={file} />
        <span style={{ flex: 1 }} />
        {actions?.(file)}
        {mayBreakGlass && !look && <Button danger onClick={() => setDialog('breakGlass')}>{t('file.breakGlass')}</Button>}
        {mayLook && !look && <Button ref={openButton} type="primary" aria-keyshortcuts="Alt+O" onClick={askToOpen}>{t('file.open')} <Key label="Alt+O" /></Button>}
      </header>
      {file.state === 'destroyed' && <Alert type="warning" showIcon title={t('file.destroyed')} />}
      {printFault !== null && <Alert type="error" showIcon role="alert" title={toText(printFault)} />}
      <LookBar running={running} isPrinting={print.isRunning} onPrint={() => printOpened()} onOpenAgain={askToOpen} />
      <div className="file-view__body">
        <div className="file-view__main">
          <div className="file-view__opened">
            <FileCover file={file} look={look} words={words} columns={2} />
            <section aria-labelledby="file-scans" className="file-part">
              <Flex justify="space-between" align="center">
                <h2 id="file-scans" className="archive-heading">{t('scans.title')}</h2>
                {mayKeepScans && <Button size="small" onClick={() => setKeepingScans(true)}>{t('scans:keep.open')}</Button>}
              </Flex>
              {look
                ? <OpenedScans look={look} onView={setViewed} onEnded={onEnded} />
                : <Typography.Text type="secondary">{file.documentCount === 0 ? t('scans.none') : t('scans.masked', { count: file.documentCount })}</Typography.Text>}
            </section>
            {look && <WatermarkOf look={look} />}
          </div>
          <FileHolds fileId={file.id} isDestroyed={file.state === 'destroyed'} />
        </div>
        <aside className="file-view__side" aria-label={t('trace.title')}><FileTrace fileId={file.id} /></aside>
      </div>
      {dialog === 'open' && <OpenLook subject={{ fileId: file.id }} name={file.archiveNumber} onOpened={opened => { setDialog(null); running.take(opened); }} onClose={() => setDialog(null)} />}
      {dialog === 'breakGlass' && <BreakGlassDialog fileId={file.id} archiveNumber={file.archiveNumber} onOpened={opened => { setDialog(null); running.take(opened); }} onClose={() => setDialog(null)} />}
      {isKeepingScans && <KeepScansDialog fileId={file.id} name={file.archiveNumber} onClose={() => setKeepingScans(false)} />}
      {look?.file && viewed && <ViewedScans look={look} scans={look.file.scans} scan={viewed} load={loadScan} onPrint={scan => printOpened([scan])} onClose={() => setViewed(null)} />}
      {look && printed && (
        <FilePrint
          file={file} look={look} entry={printed.entry} scans={printed.scans} words={words} load={loadScan}
          onFault={fault => { setPrinted(null); setPrintFault(fault); }} onPrinted={() => setPrinted(null)}
        />
      )}
    </article>
  );
}

function ViewedScans({ look, scan, ...viewer }: { look: NonNullable<ReturnType<typeof useRunningLook>['look']>; scan: Scan } & Pick<ScanViewerProps, 'scans' | 'load' | 'onPrint' | 'onClose'>) {
  return <ScanViewer scanId={scan.id} watermark={useWatermarkText(look.watermark)} {...viewer} />;
}

function WatermarkOf({ look }: { look: NonNullable<ReturnType<typeof useRunningLook>['look']> }) {
  return <Watermark text={useWatermarkText(look.watermark)} />;
}
