import { Flex, Form, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

export interface SignIn { loginName: string; password: string }

/** The people who must approve sign in here, on the spot, without taking over the station. `lead` says who and why, where it is not the level of a look. */
export function ApprovalFields({ value, lead, onChange }: { value: readonly SignIn[]; lead?: string; onChange(signIns: SignIn[]): void }) {
  const { t } = useTranslation('looks');
  const change = (at: number, part: Partial<SignIn>) => onChange(value.map((each, index) => (index === at ? { ...each, ...part } : each)));
  return (
    <Flex vertical gap="small">
      <Typography.Text>{lead ?? t('approval.needed', { count: value.length })}</Typography.Text>
      {value.map(({ loginName, password }, at) => (
        <Flex key={at} gap="small" role="group" aria-label={t('approval.person', { number: at + 1 })}>
          <Form.Item label={t('approval.loginName', { number: at + 1 })} htmlFor={`approval-name-${at}`} style={{ margin: 0, flex: 1 }}>
            <Input id={`approval-name-${at}`} value={loginName} maxLength={32} autoComplete="off" onChange={event => change(at, { loginName: event.target.value })} />
          </Form.Item>
          <Form.Item label={t('approval.password', { number: at + 1 })} htmlFor={`approval-password-${at}`} style={{ margin: 0, flex: 1 }}>
            {/* Not this station's user: a browser must neither offer a password here nor keep the one typed. */}
            <Input.Password id={`approval-password-${at}`} value={password} maxLength={128} autoComplete="new-password" onChange={event => change(at, { password: event.target.value })} />
          </Form.Item>
        </Flex>
      ))}
    </Flex>
  );
}
