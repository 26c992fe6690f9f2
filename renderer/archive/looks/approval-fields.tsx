import { Flex, Form, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

export interface SignIn { loginName: string; password: string }

interface ApprovalFieldsProps {
  value: readonly SignIn[];
  /** who and why, where it is not the level of a look */
  lead?: string;
  /** what the fields are called, where those who sign are no approvers; numbers from 1 */
  labelOf?(field: 'person' | 'loginName' | 'password', number: number): string;
  onChange(signIns: SignIn[]): void;
}

/** The people who must approve or witness sign in here, on the spot, without taking over the station. */
export function ApprovalFields({ value, lead, labelOf, onChange }: ApprovalFieldsProps) {
  const { t } = useTranslation('looks');
  const label = labelOf ?? ((field: 'person' | 'loginName' | 'password', number: number) => t(`approval.${field}`, { number }));
  const change = (at: number, part: Partial<SignIn>) => onChange(value.map((each, index) => (index === at ? { ...each, ...part } : each)));
  return (
    <Flex vertical gap="small">
      <Typography.Text>{lead ?? t('approval.needed', { count: value.length })}</Typography.Text>
      {value.map(({ loginName, password }, at) => (
        <Flex key={at} gap="small" role="group" aria-label={label('person', at + 1)}>
          <Form.Item label={label('loginName', at + 1)} htmlFor={`approval-name-${at}`} style={{ margin: 0, flex: 1 }}>
            <Input id={`approval-name-${at}`} value={loginName} maxLength={32} autoComplete="off" onChange={event => change(at, { loginName: event.target.value })} />
          </Form.Item>
          <Form.Item label={label('password', at + 1)} htmlFor={`approval-password-${at}`} style={{ margin: 0, flex: 1 }}>
            {/* Not this station's user: a browser must neither offer a password here nor keep the one typed. */}
            <Input.Password id={`approval-password-${at}`} value={password} maxLength={128} autoComplete="new-password" onChange={event => change(at, { password: event.target.value })} />
          </Form.Item>
        </Flex>
      ))}
    </Flex>
  );
}
