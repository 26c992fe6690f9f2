import { Alert, App, Flex, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsoleStaff } from '../../../shared/console-session.ts';
import { temporaryPassword } from '../../components/temporary-password.ts';
import { useCommand } from '../../hooks/use-command.ts';
import { useHeadquarters } from '../use-headquarters.tsx';

/** Gives a person a temporary password, lifts a lock-out, ends their sessions. */
export function TemporaryPasswordDialog({ person, onClose }: { person: ConsoleStaff; onClose(): void }) {
  const { t } = useTranslation('staff');
  const { message } = App.useApp();
  const { client, query } = useHeadquarters();
  const [password] = useState(temporaryPassword);
  const reset = useCommand(client.accounts.resetPassword, {
    changes: [query.accounts.key()], onRefused: () => undefined, onDone: () => { void message.success(t('staff.resetDone', { name: person.name })); onClose(); },
  });
  return (
    <Modal
      open title={t('staff.resetNamed', { name: person.name })} okText={t('staff.reset')} confirmLoading={reset.isRunning} okButtonProps={{ autoFocus: true }}
      onOk={() => void reset.run({ staffId: person.id, temporaryPassword: password })} onCancel={onClose}
    >
      <Flex vertical gap="small">
        {reset.errorText && <Alert type="error" showIcon role="alert" title={reset.errorText} />}
        <Typography.Text>{t('staff.resetText')}</Typography.Text>
        <Typography.Text code copyable={{ tooltips: [t('copy'), t('copied')] }} style={{ fontSize: 18 }}>{password}</Typography.Text>
      </Flex>
    </Modal>
  );
}
