import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useIdleLock } from './use-idle-lock.ts';

/** Says that the screen will lock; any key or movement keeps it open. */
export function IdleWarning() {
  const { t } = useTranslation();
  const secondsLeft = useIdleLock();
  return (
    <Modal open={secondsLeft !== null} title={t('idle.title')} footer={null} closable={false} keyboard={false} width={360}>
      {t('idle.text', { seconds: secondsLeft ?? 0 })}
    </Modal>
  );
}
