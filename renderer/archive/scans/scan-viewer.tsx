import { LeftOutlined, RightOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Modal, Space, Spin, Typography } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scan } from '../../../shared/archive.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { openScan, type OpenedScan } from './open-scan.ts';
import './scans.css';

export interface ScanViewerProps {
  /** what may be gone through, in order */
  scans: readonly Scan[];
  /** the one shown first */
  scanId: string;
  /** Fetches one; each call is an entry of the log. */
  load(scanId: string): Promise<Blob>;
  /** who, when, what for, which entry: drawn into every page */
  watermark: string;
  /** Prints the one shown, after its entry; left out, it cannot be printed from here. */
  onPrint?(scan: Scan): void;
  onClose(): void;
}

const zooms = [0.5, 0.75, 1, 1.5, 2, 3, 4] as const;
const fitting = 2;
const roomBesidePx = 48;

/** Opened scans, large, page after page. Keys: ← → pages, Shift with them documents, + − 0 size, Esc closes. */
export function ScanViewer({ scans, scanId, load, watermark, onPrint, onClose }: ScanViewerProps) {
  const { t } = useTranslation('scans');
  const toText = useErrorText();
  const [place, setPlace] = useState({ at: Math.max(0, scans.findIndex(each => each.id === scanId)), page: 1 });
  const [zoom, setZoom] = useState<number>(fitting);
  const [opened, setOpened] = useState<OpenedScan | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const scan = scans[place.at];
  const pageCount = opened?.pageCount ?? scan?.pageCount ?? 1;
  const loading = useRef(load);
  loading.current = load;

  const id = scan?.id;
  const kind = scan?.kind;
  useEffect(() => {
    if (id === undefined || kind === undefined) return undefined;
    let isWanted = true;
    let mine: OpenedScan | null = null;
    setOpened(null);
    setFault(null);
    loading.current(id).then(content => openScan(content, kind)).then(
      result => {
        if (!isWanted) return result.close();
        mine = result;
        setOpened(result);
      },
      (error: unknown) => { if (isWanted) setFault(error); },
    );
    return () => {
      isWanted = false;
      mine?.close();
    };
  }, [id, kind]);

  useEffect(() => {
    if (!opened || !canvas.current || !sheet.current) return;
    const widthPx = Math.max(200, sheet.current.clientWidth - roomBesidePx) * (zooms[zoom] ?? 1);
    const drawn = canvas.current;
    drawn.dataset['drawn'] = 'no';
    opened.draw(drawn, place.page, widthPx, watermark).then(() => { drawn.dataset['drawn'] = 'yes'; }, setFault);
    sheet.current.scrollTo({ top: 0 });
  }, [opened, place.page, zoom, watermark]);

  /** Past the end of a document comes the next one. */
  function turn(by: 1 | -1) {
    const page = place.page + by;
    if (page >= 1 && page <= pageCount) setPlace({ ...place, page });
    else goTo(place.at + by, by);
  }

  function goTo(at: number, from: 1 | -1 = 1) {
    const next = scans[at];
    if (next) setPlace({ at, page: from === 1 ? 1 : next.pageCount });
  }

  const resize = (by: 1 | -1) => setZoom(now => Math.min(zooms.length - 1, Math.max(0, now + by)));

  function takeKey(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const act = {
      ArrowRight: () => (event.shiftKey ? goTo(place.at + 1) : turn(1)), ArrowLeft: () => (event.shiftKey ? goTo(place.at - 1) : turn(-1)),
      PageDown: () => turn(1), PageUp: () => turn(-1),
      Home: () => setPlace({ ...place, page: 1 }), End: () => setPlace({ ...place, page: pageCount }),
      '+': () => resize(1), '=': () => resize(1), '-': () => resize(-1), 0: () => setZoom(fitting),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  const isFirst = place.at === 0 && place.page === 1;
  const isLast = place.at === scans.length - 1 && place.page === pageCount;
  return (
    <Modal
      open width="100%" className="scan-viewer" style={{ top: 0, maxWidth: '100vw', padding: 0 }} footer={null} onCancel={onClose}
      mask={{ closable: false }} afterOpenChange={isOpen => { if (isOpen) sheet.current?.focus(); }}
      title={<Flex gap="middle" align="center" wrap>
        <span>{scan?.title}</span>
        <Typography.Text type="secondary" role="status">{t('viewer.place', { page: place.page, pages: pageCount, scan: place.at + 1, scans: scans.length })}</Typography.Text>
      </Flex>}
    >
      <div role="presentation" onKeyDown={takeKey} className="scan-viewer__frame">
        <Flex gap="middle" wrap align="center">
          <Space.Compact>
            <Button icon={<LeftOutlined aria-hidden />} disabled={isFirst} onClick={() => turn(-1)} aria-keyshortcuts="ArrowLeft">{t('viewer.previous')}</Button>
            <Button icon={<RightOutlined aria-hidden />} disabled={isLast} onClick={() => turn(1)} aria-keyshortcuts="ArrowRight">{t('viewer.next')}</Button>
          </Space.Compact>
          <Space.Compact>
            <Button icon={<ZoomOutOutlined aria-hidden />} disabled={zoom === 0} onClick={() => resize(-1)} aria-label={t('viewer.smaller')} aria-keyshortcuts="-" />
            <Button onClick={() => setZoom(fitting)} aria-keyshortcuts="0">{t('viewer.size', { percent: (zooms[zoom] ?? 1) * 100 })}</Button>
            <Button icon={<ZoomInOutlined aria-hidden />} disabled={zoom === zooms.length - 1} onClick={() => resize(1)} aria-label={t('viewer.larger')} aria-keyshortcuts="+" />
          </Space.Compact>
          {onPrint && <Button disabled={!opened} onClick={() => { if (scan) onPrint(scan); }}>{t('viewer.print')}</Button>}
          <Typography.Text type="secondary">{t('viewer.keys')}</Typography.Text>
        </Flex>
        {fault !== null && <Alert type="error" showIcon role="alert" title={isOfTheService(fault) ? toText(fault) : t('viewer.unreadable')} />}
        {/* Scrolled by keyboard: it must take the focus. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div ref={sheet} className="scan-viewer__sheet" tabIndex={0} role="group" aria-label={t('viewer.pages')}>
          {!opened && fault === null && <Spin size="large" aria-label={t('viewer.loading')} />}
          <canvas ref={canvas} hidden={!opened || fault !== null} role="img" aria-label={t('viewer.page', { title: scan?.title, page: place.page })} onContextMenu={event => event.preventDefault()} />
        </div>
      </div>
    </Modal>
  );
}

/** Faults of the service and of the line have words of their own; those of the reader of PDFs are in English and for nobody. */
function isOfTheService(fault: unknown): boolean {
  return fault instanceof Error && ('code' in fault || fault.name === 'LineLostError');
}
