import { Alert, Button, Flex, Form, Input, Segmented, theme, Typography, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { LineState } from '../components/line-state.tsx';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useAction } from '../hooks/use-command.ts';
import { useRoleWords } from './use-role-words.ts';

/** Covers everything while the session is locked: who is locked stays visible, what lies behind does not. */
export function LockScreen() {
  const place = useLockPlace();
  return place ? createPortal(<Unlock />, place) : null;
}

/** A place beside the page, because dialogs and lists hang beside the page too and must go (page.css). */
function useLockPlace(): HTMLElement | null {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const focusedBefore = document.activeElement;
    const element = document.createElement('div');
    element.id = 'lock';
    element.style.height = '100%';
    document.body.append(element);
    document.body.classList.add('is-locked');
    setPlace(element);
    return () => {
      document.body.classList.remove('is-locked');
      element.remove();
      if (focusedBefore instanceof HTMLElement) focusedBefore.focus();
    };
  }, []);
  return place;
}

function Unlock() {
  const { t } = useTranslation('staff');
  const { token } = theme.useToken();
  const { client, connection } = useBranch();
  const session = useSession();
  const staff = session?.staff;
  const roleWords = useRoleWords();
  const [by, setBy] = useState<'pin' | 'password'>(staff?.hasPin ? 'pin' : 'password');
  const [form] = Form.useForm<{ secret: string }>();
  const field = useRef<InputRef>(null);
  const unlock = useAction(
    ({ secret }: { secret: string }) => client.session.unlock(by === 'pin' ? { pin: secret } : { password: secret }),
    {
      onDone: state => connection.takeSession(state),
      onRefused() {
        // Not resetFields: it makes the field anew, and the focus would be gone.
        form.setFieldValue('secret', '');
        field.current?.focus();
      },
    },
  );
  const signOut = useAction(() => client.session.signOut(), { onDone: state => connection.takeSession(state) });
  useEffect(() => field.current?.focus(), [by]);
  if (!staff) return null;

  return (
    <main style={{ height: '100%', display: 'grid', placeItems: 'center', background: token.colorBgLayout }}>
      <Flex vertical gap="middle" style={{ width: 360, maxWidth: '100%' }}>
        <Typography.Title level={1} style={{ fontSize: 22, margin: 0 }}>{t('lock.title', { name: staff.name })}</Typography.Title>
        <Typography.Text type="secondary">{roleWords(staff.roles)} · {session?.branch?.name} <LineState /></Typography.Text>
        {unlock.errorText && <Alert type="error" showIcon role="alert" title={unlock.errorText} />}
        {staff.hasPin && (
          <Segmented<'pin' | 'password'>
            aria-label={t('lock.by')}
            value={by}
            onChange={choice => { setBy(choice); form.resetFields(); }}
            options={[{ value: 'pin', label: t('pin') }, { value: 'password', label: t('password') }]}
          />
        )}
        <Form name="unlock" form={form} layout="vertical" requiredMark={false} validateTrigger="onSubmit" onFinish={values => void unlock.run(values)}>
          <Form.Item
            name="secret"
            label={by === 'pin' ? t('pin') : t('password')}
            rules={[by === 'pin' ? { required: true, pattern: /^\d{4,8}$/, message: t('pinRule') } : { required: true, message: t('passwordMissing') }]}
          >
            <Input.Password ref={field} size="large" inputMode={by === 'pin' ? 'numeric' : 'text'} autoComplete="current-password" maxLength={by === 'pin' ? 8 : 128} />
          </Form.Item>
          <Flex gap={8}>
            <Button type="primary" size="large" htmlType="submit" loading={unlock.isRunning} style={{ flex: 1 }}>{t('lock.unlock')} <kbd>Enter</kbd></Button>
            <Button size="large" loading={signOut.isRunning} onClick={() => void signOut.run(undefined)}>{t('lock.otherPerson')}</Button>
          </Flex>
        </Form>
        {!staff.hasPin && <Typography.Text type="secondary">{t('lock.pinHint')}</Typography.Text>}
      </Flex>
    </main>
  );
}
