import { Button, QRCode } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BranchOutputs } from '../../shared/branch-contract.ts';
import { TicketPaperState } from '../components/ticket-paper-state.tsx';
import { useKioskWords, type HallService } from './use-kiosk-words.ts';

/** The ticket on the screen: number, people ahead, wait, what to bring, and a QR code to take along on the phone. */
export function TicketStep({ ticket, service, onDone, onVoided }: { ticket: BranchOutputs['queue']['issueTicket']; service: HallService | undefined; onDone(): void; onVoided(): void }) {
  const { t } = useTranslation('kiosk');
  const words = useKioskWords();
  const documents = service ? words.documents(service) : [];
  return (
    <>
      <div className="kiosk-ticket">
        <div role="status">
          <h2>{t('yourNumber')}</h2>
          <p className="kiosk-number">{ticket.number}</p>
          {service && <p className="kiosk-note">{words.name(service)}{ticket.customerClass === 'priority' && ` · ${t('priority')}`}</p>}
          <p className="kiosk-note">{t('ahead', { people: ticket.peopleAhead })} · {words.wait(ticket.waitRange)}</p>
          {documents.length > 0 && <p className="kiosk-note">{t('bring', { documents: documents.join(t('separator')) })}</p>}
          <p className="kiosk-note">{t('listen')}</p>
        </div>
        <figure>
          <QRCode value={ticket.id} type="svg" size={260} bordered color="#000" bgColor="#fff" role="img" aria-label={t('qr', { number: ticket.number })} />
          <figcaption>{t('qrText')}</figcaption>
        </figure>
      </div>
      <TicketPaperState ticketId={ticket.id} number={ticket.number} reader="customer" onVoided={onVoided} />
      <div className="kiosk-choices"><Button type="primary" className="kiosk-choice" autoFocus onClick={onDone}>{t('done')}</Button></div>
    </>
  );
}
