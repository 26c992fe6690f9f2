import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CustomerClass } from '../../shared/queue.ts';
import { useKioskWords, type HallService } from './use-kiosk-words.ts';

/** What to bring, and the choice that takes the ticket: ordinary, or 老弱病残孕军 by one's own word. */
export function ClassStep({ service, isRunning, onTake }: { service: HallService; isRunning: boolean; onTake: (customerClass: CustomerClass) => void }) {
  const { t } = useTranslation('kiosk');
  const words = useKioskWords();
  const documents = words.documents(service);
  return (
    <>
      <h2>{words.name(service)}</h2>
      <p className="kiosk-note">{t('waiting', { people: service.waiting })} · {words.wait(service.waitRange)}</p>
      {documents.length > 0 && (
        <section aria-labelledby="kiosk-documents">
          <h3 id="kiosk-documents">{t('documents')}</h3>
          <ul className="kiosk-documents">{documents.map(each => <li key={each}>{each}</li>)}</ul>
        </section>
      )}
      <div className="kiosk-choices">
        <Button type="primary" className="kiosk-choice" loading={isRunning} autoFocus onClick={() => onTake('ordinary')}>{t('take')}</Button>
        <Button className="kiosk-choice" disabled={isRunning} onClick={() => onTake('priority')}>
          <span>{t('takePriority')}</span>
          <small>{t('takePriorityWho')}</small>
        </Button>
      </div>
    </>
  );
}
