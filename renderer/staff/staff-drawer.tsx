import { Alert, App, Button, Checkbox, Drawer, Flex, Form, Input, Switch, type InputRef } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { roles, rolesAreSeparated, type Role, type StaffMember } from '../../shared/staff.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { temporaryPassword } from '../components/temporary-password.ts';

interface Fields { loginName: string; name: string; roles: Role[]; isActive: boolean; temporaryPassword: string }

/** A new account, or a change of one. */
export function StaffDrawer({ member, onClose }: { member: StaffMember | null; onClose: () => void }) {
  const { t } = useTranslation('staff');
  const { t: words } = useTranslation('errors');
  const { message } = App.useApp();
  const { client, query } = useBranch();
  const [form] = Form.useForm<Fields>();
  const nameField = useRef<InputRef>(null);
  const options = {
    changes: [query.staff.key()],
    onDone: () => { void message.success(t('saved')); onClose(); },
    onRefused: () => undefined,
  };
  const add = useCommand(client.staff.add, options);
  const change = useCommand(client.staff.change, options);
  const refusal = add.errorText ?? change.errorText;

  function save(fields: Fields) {
    if (member) void change.run({ staffId: member.id, name: fields.name, roles: fields.roles, isActive: fields.isActive });
    else void add.run({ loginName: fields.loginName, name: fields.name, roles: fields.roles, temporaryPassword: fields.temporaryPassword });
  }

  return (
    <Drawer
      open
      autoFocus={false}
      afterOpenChange={isOpen => { if (isOpen) nameField.current?.focus(); }}
      size={420}
      title={member ? t('staff.changeNamed', { name: member.name }) : t('staff.add')}
      onClose={onClose}
      closable={{ 'aria-label': t('cancel') }}
      footer={(
        <Flex gap={8} justify="end">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" htmlType="submit" form="staff-member" loading={add.isRunning || change.isRunning}>{t('save')}</Button>
        </Flex>
      )}
    >
      {refusal && <Alert type="error" showIcon role="alert" title={refusal} style={{ marginBottom: 12 }} />}
      <Form<Fields>
        id="staff-member"
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={member ?? { roles: ['clerk'], isActive: true, temporaryPassword: temporaryPassword() }}
        onFinish={save}
      >
        <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true, message: t('nameMissing') }]}>
          <Input ref={nameField} maxLength={40} autoComplete="off" />
        </Form.Item>
        {!member && (
          <Form.Item name="loginName" label={t('loginName')} extra={t('loginNameRule')} rules={[{ required: true, pattern: /^[a-zA-Z0-9][a-zA-Z0-9._-]{1,31}$/, message: t('loginNameRule') }]}>
            <Input maxLength={32} autoComplete="off" autoCapitalize="none" spellCheck={false} />
          </Form.Item>
        )}
        <Form.Item
          name="roles"
          label={t('roles')}
          extra={t('staff.separation')}
          rules={[{
            validator: (_rule, held: Role[] = []) => held.length === 0 ? Promise.reject(new Error(t('rolesMissing')))
              : rolesAreSeparated(held) ? Promise.resolve() : Promise.reject(new Error(t('rolesConflict'))),
          }]}
        >
          <Checkbox.Group options={roles.map(role => ({ value: role, label: words(`word.role.${role}`) }))} />
        </Form.Item>
        {member
          ? <Form.Item name="isActive" label={t('isActive')} extra={t('isActiveExtra')} valuePropName="checked"><Switch /></Form.Item>
          : (
            <Form.Item name="temporaryPassword" label={t('temporaryPassword')} extra={t('temporaryPasswordExtra')} rules={[{ required: true, min: 10, message: t('passwordTooShort') }]}>
              <Input maxLength={128} autoComplete="off" spellCheck={false} style={{ fontFamily: 'monospace' }} />
            </Form.Item>
          )}
      </Form>
    </Drawer>
  );
}
