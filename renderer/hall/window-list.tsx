import { useTranslation } from 'react-i18next';
import type { HallView } from '../../shared/queue.ts';

/** Every window with its state in a word, never by colour alone. Closed ones are left out when there are many. */
export function WindowList({ windows }: { windows: HallView['windows'] }) {
  const { t } = useTranslation('hall');
  const shown = windows.length > 16 ? windows.filter(each => each.state !== 'closed') : windows;
  return (
    <ul className="hall-windows" aria-label={t('windows')} data-many={shown.length > 16 || undefined}>
      {shown.map(each => (
        <li key={each.number} data-state={each.state}>
          <b>{t('window', { number: each.number })}</b>
          <span>{each.state === 'open' ? each.servingNumber ?? t('free') : each.state === 'paused' ? t(`pause.${each.pauseReason ?? 'other'}`) : t('closed')}</span>
        </li>
      ))}
    </ul>
  );
}
