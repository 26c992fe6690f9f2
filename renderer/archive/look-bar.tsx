import { Alert, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../hooks/use-times.ts';
import { Key } from './archive-keys.tsx';
import type { RunningLook } from './use-running-look.ts';

/** Below this the words change, so that nobody is surprised. */
const lastSeconds = 60;

/** How long the look still runs, and how it is ended; afterwards, that it is over and everything is masked again. */
export function LookBar({ running, isPrinting, onPrint, onOpenAgain }: { running: RunningLook; isPrinting: boolean; onPrint(): void; onOpenAgain(): void }) {
  const { t, i18n } = useTranslation('archive');
  const times = useTimes();
  const { look, leftMs, end } = running;

  if (look) {
    const seconds = Math.max(0, Math.ceil(leftMs / 1000));
    const isEnding = seconds <= lastSeconds;
    const purpose = i18n.language === 'en' ? look.purpose.nameEn : look.purpose.nameZh;
    return (
      <Alert
        type={isEnding ? 'warning' : 'info'} showIcon
        title={(
          <>
            {t('look.opened', { purpose, seq: look.logSeq, until: times.clock(look.expiresAt) })}{' '}
            <strong className="look-time" data-look-left={seconds}>{isEnding ? t('look.leftSeconds', { count: seconds }) : t('look.left', { minutes: clockOf(seconds) })}</strong>
          </>
        )}
        action={(
          <Flex gap="small">
            <Button aria-keyshortcuts="Alt+P" aria-busy={isPrinting} disabled={isPrinting} onClick={onPrint}>{t('look.print')} <Key label="Alt+P" /></Button>
            <Button aria-keyshortcuts="Escape" onClick={running.close}>{t('look.close')} <Key label="Esc" /></Button>
          </Flex>
        )}
      />
    );
  }
  if (end === null) return null;
  return (
    <Alert
      type="warning" showIcon role="alert" title={t(`look.${end}`)} description={end === 'expired' ? t('look.expiredText') : undefined}
      action={<Button onClick={onOpenAgain}>{t('look.again')} <Key label="Alt+O" /></Button>}
    />
  );
}

function clockOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
