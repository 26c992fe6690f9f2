import { Alert, Button, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RebuildState } from '../../../../shared/rebuild.ts';
import { NewPasswordFields } from '../../../components/password-fields.tsx';
import { useBranch } from '../../../hooks/branch-client.tsx';
import { useCommand } from '../../../hooks/use-command.ts';
import { useHelloAgain } from '../use-hello-again.ts';

/** Everything is here: one administrator gets a password, and the branch opens. */
export function OpenForm({ state, complete: { administrators, accessLog } }: { state: RebuildState; complete: NonNullable<RebuildState['complete']> }) {
  const { t } = useTranslation('rebuild');
  const { client } = useBranch();
  const helloAgain = useHelloAgain();
  const open = useCommand(client.rebuild.open, { onDone: helloAgain, onRefused: () => undefined });
  const [only] = administrators;
  return (
    <>
      <Alert type="success" showIcon title={t('complete')} description={t('passwords')} />
      {state.heldChanges > 0 && <Alert type="warning" showIcon title={t('held', { count: state.heldChanges })} />}
      {accessLog !== 'fits' && <Alert type="warning" showIcon title={t(`log.${accessLog}`)} />}
      {administrators.length === 0 && <Alert type="error" showIcon role="alert" title={t('noAdministrator')} />}
      {open.errorText && <Alert type="error" showIcon role="alert" title={open.errorText} />}
      <Form<{ staffId: string; password: string }>
        layout="vertical" requiredMark={false} initialValues={{ staffId: administrators.length === 1 ? only?.staffId : undefined }}
        onFinish={({ staffId, password }) => void open.run({ staffId, password })}
      >
        <Form.Item name="staffId" label={t('administrator')} rules={[{ required: true, message: t('administratorMissing') }]}>
          <Select autoFocus options={administrators.map(({ staffId, name, loginName }) => ({ value: staffId, label: `${name} (${loginName})` }))} />
        </Form.Item>
        <NewPasswordFields name="password" />
        <Button type="primary" size="large" htmlType="submit" loading={open.isRunning} disabled={administrators.length === 0}>{t('open')} <kbd>Enter</kbd></Button>
      </Form>
    </>
  );
}
