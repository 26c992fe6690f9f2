import { Alert, App, Flex, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffMember } from '../../shared/staff.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { temporaryPassword } from '../components/temporary-password.ts';

/** Gives a person a temporary password, lifts a lock-out, and ends their sessions. */
export function ResetPasswordDialog({ member, onClose }: { member: StaffMember; onClose: () => void }) {
  const { t } = useTranslation('staff');
  const { message } = App.useApp();
  const { client, query } = useBranch();
  const [password] = useState(temporaryPassword);
  const reset = useCommand(client.staff.resetPassword, {
    changes: [query.staff.key()],
    onDone: () => { void message.success(t('staff.resetDone', { name: member.name })); onClose(); },
    onRefused: () => undefined,
  });
  return (
    <Modal
      open
      title={t('staff.resetNamed', { name: member.name })}
      okText={t('staff.reset')}
      confirmLoading={reset.isRunning}
      onOk={() => void reset.run({ staffId: member.id, temporaryPassword: password })}
      onCancel={onClose}
      okButtonProps={{ autoFocus: true }}
    >
      <Flex vertical gap="small">
        {reset.errorText && <Alert type="error" showIcon role="alert" title={reset.errorText} />}
        <Typography.Text>{t('staff.resetText')}</Typography.Text>
        <Typography.Text code copyable={{ tooltips: [t('copy'), t('copied')] }} style={{ fontSize: 18 }}>{password}</Typography.Text>
      </Flex>
    </Modal>
  );
}
