import { Button, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaskedCustomer } from '../../shared/customers.ts';
import { isComposing } from '../components/composition.ts';
import { Key } from './archive-keys.tsx';
import { CustomerFiles } from './customer-files.tsx';
import { FileSearch } from './file-search.tsx';
import { FileView } from './file-view.tsx';
import './archive.css';

interface ArchivePanelProps {
  /** of the visit in hand; null while nobody was found */
  customer: MaskedCustomer | null;
  ticketNumber: string;
  onClose(): void;
}

/** The archive beside a visit: the customer's files first, others by search. What was opened here closes with it. */
export function ArchivePanel({ customer, ticketNumber, onClose }: ArchivePanelProps) {
  const { t } = useTranslation('archive');
  const [fileId, setFileId] = useState<string | null>(null);
  const leave = useRef(() => {});
  leave.current = () => (fileId === null ? onClose() : setFileId(null));

  // Another customer is another reason to look: nothing stays open from the one before.
  const customerId = customer?.id ?? null;
  useEffect(() => setFileId(null), [customerId]);

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event) || document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      event.preventDefault();
      leave.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);

  return (
    <section className="archive-panel" aria-label={t('panel.title')}>
      <header className="archive-panel__head">
        <h2>{t('panel.title')}</h2>
        {customer && <Typography.Text type="secondary">{t('panel.for', { name: customer.maskedName, number: ticketNumber })}</Typography.Text>}
        <span style={{ flex: 1 }} />
        <Button aria-keyshortcuts="F8" onClick={onClose}>{t('panel.close')} <Key label="F8" /></Button>
      </header>
      <div className="archive-panel__body">
        {fileId !== null
          ? <FileView fileId={fileId} isBesideVisit onBack={() => setFileId(null)} />
          : (
            <>
              <div className="archive-panel__part">
                {customer
                  ? <CustomerFiles key={customer.id} customerId={customer.id} onOpen={setFileId} />
                  : <Typography.Text type="secondary"><strong>{t('panel.noCustomer')}</strong><br />{t('panel.noCustomerText')}</Typography.Text>}
              </div>
              <div className="archive-panel__part">
                <h3 className="archive-heading">{t('panel.other')}</h3>
                <FileSearch key={customer?.id ?? ''} isInPanel takesFocus={customer === null} onOpen={setFileId} />
              </div>
            </>
          )}
      </div>
    </section>
  );
}
