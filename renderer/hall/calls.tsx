import { useTranslation } from 'react-i18next';
import type { HallCall } from './new-calls.ts';

/** The newest call, as large as the upper half allows. */
export function Spotlight({ call }: { call: HallCall }) {
  const { t } = useTranslation('hall');
  return (
    <div className="hall-spotlight" key={call.eventId}>
      <span className="hall-number">{call.number}</span>
      <span className="hall-arrow" aria-hidden>→</span>
      <span className="hall-target">{t('toWindow', { number: call.windowNumber })}</span>
    </div>
  );
}

/** The last six calls, newest first. */
export function CallList({ calls }: { calls: readonly HallCall[] }) {
  const { t } = useTranslation('hall');
  if (calls.length === 0) return <p className="hall-none">{t('noCalls')}</p>;
  return (
    <ol className="hall-list">
      {calls.slice(0, 6).map(call => (
        <li key={call.eventId}>
          <span className="hall-number">{call.number}</span>
          <span className="hall-target"><span aria-hidden>→ </span>{t('toWindow', { number: call.windowNumber })}</span>
        </li>
      ))}
    </ol>
  );
}
