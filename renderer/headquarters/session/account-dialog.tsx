import { Alert, App, Checkbox, Form, Input, Modal, Switch, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { headquartersRolesAreSeparated, type ConsoleStaff } from '../../../shared/console-session.ts';
import { headquartersRoles, type HeadquartersRole } from '../../../shared/headquarters-errors.ts';
import { temporaryPassword } from '../../components/temporary-password.ts';
import { useCommand } from '../../hooks/use-command.ts';
import { useHeadquarters } from '../use-headquarters.tsx';

interface Fields { loginName: string; name: string; roles: HeadquartersRole[]; isActive: boolean }

/** A new account with its temporary password, or a change of one. */
export function AccountDialog({ person, onClose }: { person: ConsoleStaff | null; onClose(): void }) {
  const { t } = useTranslation('headquarters');
  const { message } = App.useApp();
  const { client, query } = useHeadquarters();
  const [form] = Form.useForm<Fields>();
  const [password] = useState(temporaryPassword);
  const options = { changes: [query.accounts.key()], onRefused: () => undefined, onDone: () => { void message.success(t('staff:saved')); onClose(); } };
  const add = useCommand(client.accounts.add, options);
  const change = useCommand(client.accounts.change, options);
  const refusal = add.errorText ?? change.errorText;
  const isRunning = add.isRunning || change.isRunning;

  function save({ loginName, name, roles, isActive }: Fields) {
    if (person) void change.run({ staffId: person.id, name, roles, isActive });
    else void add.run({ loginName, name, roles, temporaryPassword: password });
  }

  return (
    <Modal
      open title={person ? t('staff:staff.changeNamed', { name: person.name }) : t('accounts.add')} width={480} mask={{ closable: false }} destroyOnHidden
      okText={t('staff:save')} okButtonProps={{ loading: isRunning }} onOk={() => form.submit()} onCancel={onClose}
    >
      <Form<Fields> form={form} layout="vertical" requiredMark={false} initialValues={person ?? { loginName: '', name: '', roles: [], isActive: true }} onFinish={save}>
        {refusal && <Alert type="error" showIcon role="alert" title={refusal} style={{ marginBottom: 12 }} />}
        <Form.Item name="name" label={t('staff:name')} rules={[{ required: true, whitespace: true, message: t('fillIn') }]}><Input maxLength={40} autoComplete="off" autoFocus /></Form.Item>
        {!person && (
          <Form.Item name="loginName" label={t('staff:loginName')} rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9._-]{1,31}$/i, message: t('accounts.loginNameRule') }]}>
            <Input maxLength={32} autoComplete="off" autoCapitalize="none" spellCheck={false} />
          </Form.Item>
        )}
        <Form.Item
          name="roles" label={t('staff:roles')} extra={t('accounts.separation')}
          rules={[{
            validator(_, roles: HeadquartersRole[] = []) {
              if (roles.length === 0) return Promise.reject(new Error(t('accounts.rolesMissing')));
              return headquartersRolesAreSeparated(roles) ? Promise.resolve() : Promise.reject(new Error(t('accounts.separation')));
            },
          }]}
        >
          <Checkbox.Group options={headquartersRoles.map(value => ({ value, label: t(`role.${value}`) }))} />
        </Form.Item>
        {person && <Form.Item name="isActive" label={t('accounts.isActive')} valuePropName="checked"><Switch aria-label={t('accounts.isActive')} /></Form.Item>}
        {!person && <Form.Item label={t('staff:temporaryPassword')} extra={t('accounts.handOver')}><Typography.Text code copyable style={{ fontSize: 18 }}>{password}</Typography.Text></Form.Item>}
        <button type="submit" hidden tabIndex={-1} aria-hidden />
      </Form>
    </Modal>
  );
}
