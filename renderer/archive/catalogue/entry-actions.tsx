import { Alert, Button, Flex, Modal, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface EntryActionsProps {
  name: string;
  isActive: boolean;
  /** what it means for files that have it */
  consequence: string;
  /** why the service refused, in words */
  problem: string | null;
  isRunning: boolean;
  onChange(): void;
  /** true once it is kept */
  onSetActive(isActive: boolean): Promise<boolean>;
  onForget(): void;
  children?: ReactNode;
}

/** Change an entry, or stop using it: asked once more, with what happens to the files that have it. */
export function EntryActions({ name, isActive, consequence, problem, isRunning, onChange, onSetActive, onForget, children }: EntryActionsProps) {
  const { t } = useTranslation('catalogue');
  const [isAsking, setAsking] = useState(false);
  const close = () => { setAsking(false); onForget(); };
  return (
    <Flex gap="small" wrap>
      {children}
      <Button size="small" aria-label={t('changeOf', { name })} onClick={onChange}>{t('change')}</Button>
      {isActive
        ? <Button size="small" aria-label={t('retireOf', { name })} onClick={() => setAsking(true)}>{t('retire')}</Button>
        : <Button size="small" aria-label={t('useAgainOf', { name })} loading={isRunning} onClick={() => void onSetActive(true)}>{t('useAgain')}</Button>}
      {isAsking && (
        <Modal
          open title={t('retireAsk', { name })} okText={t('retire')} cancelText={t('back')} okButtonProps={{ danger: true, loading: isRunning, autoFocus: true }} mask={{ closable: false }} destroyOnHidden
          onOk={() => void onSetActive(false).then(isKept => { if (isKept) close(); })} onCancel={close}
        >
          <Typography.Paragraph>{consequence}</Typography.Paragraph>
          {problem !== null && <Alert type="error" showIcon role="alert" title={problem} />}
        </Modal>
      )}
    </Flex>
  );
}

export function InUse({ isActive }: { isActive: boolean }) {
  const { t } = useTranslation('catalogue');
  return <Tag variant="outlined" color={isActive ? 'success' : undefined}>{isActive ? '● ' : '○ '}{t(isActive ? 'inUse' : 'retired')}</Tag>;
}
