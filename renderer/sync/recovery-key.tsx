import { Alert, Button, Flex, Form, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBranch } from '../hooks/branch-client.tsx';
import { useAction } from '../hooks/use-command.ts';

/** The recovery key, shown to administrator and manager together, to be written down. */
export function RecoveryKey() {
  const { t } = useTranslation('sync');
  const { client } = useBranch();
  const [isOpen, setOpen] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const show = useAction((manager: { loginName: string; password: string }) => client.sync.recoveryKey({ manager }), { onDone: ({ recoveryKey }) => setShown(recoveryKey), onRefused: () => undefined });
  const close = () => {
    setOpen(false);
    setShown(null);
    show.forget();
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('recovery.open')}</Button>
      <Modal open={isOpen} title={t('recovery.title')} footer={<Button onClick={close}>{t('recovery.close')}</Button>} mask={{ closable: false }} destroyOnHidden onCancel={close}>
        <Flex vertical gap="small">
          <Typography.Text>{t('recovery.what')}</Typography.Text>
          {show.errorText && <Alert type="error" showIcon role="alert" title={show.errorText} />}
          {shown !== null && <Alert type="warning" role="status" title={<Typography.Text code style={{ fontSize: 20, wordBreak: 'break-word' }}>{shown}</Typography.Text>} description={t('recovery.keep')} />}
          {shown === null && (
            <Form<{ loginName: string; password: string }> layout="vertical" requiredMark={false} onFinish={manager => void show.run(manager)}>
              <Form.Item name="loginName" label={t('recovery.loginName')} rules={[{ required: true, whitespace: true, message: t('recovery.missing') }]}><Input autoFocus autoComplete="off" maxLength={32} /></Form.Item>
              <Form.Item name="password" label={t('recovery.password')} rules={[{ required: true, message: t('recovery.missing') }]}><Input.Password autoComplete="off" maxLength={128} /></Form.Item>
              <Button type="primary" htmlType="submit" loading={show.isRunning}>{t('recovery.show')}</Button>
            </Form>
          )}
        </Flex>
      </Modal>
    </>
  );
}
