import { Button, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import type { HallView } from '../../shared/queue.ts';
import { useKioskWords, type HallService } from './use-kiosk-words.ts';

/** Every service as a large tile: what it is, how long it takes to get there, what to bring. */
export function ServiceStep({ picture, isCutOff, onChoose }: { picture: HallView | undefined; isCutOff: boolean; onChoose: (serviceId: string) => void }) {
  const { t } = useTranslation('kiosk');
  if (!picture) return <Spin size="large" style={{ margin: 'auto' }} />;
  if (picture.isDayClosed) return <p className="kiosk-note" role="status">{t('dayClosed')}</p>;
  if (picture.services.length === 0) return <p className="kiosk-note" role="status">{t('noServices')}</p>;
  return (
    <>
      <h2>{t('choose')}</h2>
      <ul className="kiosk-tiles">
        {picture.services.map(service => (
          <li key={service.serviceId}><Tile service={service} isCutOff={isCutOff} onChoose={onChoose} /></li>
        ))}
      </ul>
    </>
  );
}

function Tile({ service, isCutOff, onChoose }: { service: HallService; isCutOff: boolean; onChoose: (serviceId: string) => void }) {
  const { t } = useTranslation('kiosk');
  const words = useKioskWords();
  const documents = words.documents(service);
  return (
    <Button block className="kiosk-tile" disabled={isCutOff || !service.isOffered} onClick={() => onChoose(service.serviceId)}>
      <span className="kiosk-tile-name">{words.name(service)}</span>
      <span className="kiosk-tile-wait">{service.isOffered ? `${t('waiting', { people: service.waiting })} · ${words.wait(service.waitRange)}` : t('closedNow', { opensAt: service.opensAt, closesAt: service.closesAt })}</span>
      {documents.length > 0 && <span className="kiosk-tile-documents">{t('bring', { documents: documents.join(t('separator')) })}</span>}
    </Button>
  );
}
