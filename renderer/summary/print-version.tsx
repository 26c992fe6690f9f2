import { Button, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FrozenSummary } from '../../shared/summary.ts';
import { PrintedPaper } from '../components/paper.tsx';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { pageAsPdf } from './page-pdf.ts';
import { SummaryPaper, type Print } from './paper/summary-paper.tsx';

/** Shows a frozen summary as it is printed, with the number of this print, and prints it. */
export function PrintVersion({ frozen }: { frozen: FrozenSummary }) {
  const { t } = useTranslation('summary');
  const { client, query } = useBranch();
  const [print, setPrint] = useState<Print | null>(null);
  const record = useCommand(client.summary.recordPrint, { changes: [query.summary.frozen.key()], onDone: setPrint });
  return (
    <>
      <Button size="small" loading={record.isRunning} onClick={() => void record.run({ summaryId: frozen.id })}>{t('frozen.print', { version: frozen.version })}</Button>
      {print && <Preview frozen={frozen} print={print} onClose={() => setPrint(null)} />}
    </>
  );
}

function Preview({ frozen, print, onClose }: { frozen: FrozenSummary; print: Print; onClose(): void }) {
  const { t } = useTranslation('summary');
  const [isShown, setShown] = useState(false);
  const { client, query } = useBranch();
  const keep = useCommand(client.summary.keepPdf, { changes: [query.summary.frozen.key()] });
  const keepPdf = useRef(async () => {
    const pdf = frozen.pdfSha256 === null ? await pageAsPdf() : null;
    if (pdf) await keep.run({ summaryId: frozen.id, pdf });
  });
  // The paper beside the page must be drawn before it is asked for. A system's print window may hold everything up until it is closed: the PDF comes first.
  useEffect(() => { if (isShown) void keepPdf.current().then(() => window.print()); }, [isShown]);
  return (
    <Modal open width="230mm" title={t('frozen.preview', { ordinal: print.ordinal })} onCancel={onClose} afterOpenChange={setShown} footer={<Button type="primary" onClick={() => window.print()}>{t('frozen.again')}</Button>} destroyOnHidden>
      <SummaryPaper frozen={frozen} print={print} />
      <PrintedPaper><SummaryPaper frozen={frozen} print={print} /></PrintedPaper>
    </Modal>
  );
}
