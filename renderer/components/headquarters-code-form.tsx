import { Alert, Button, Checkbox, Flex, Form, Input, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../hooks/use-command.ts';
import { useTimes } from '../hooks/use-times.ts';
import type { BranchOutputs } from '../../shared/branch-contract.ts';

type Seen = BranchOutputs['sync']['lookAt'];

interface Props {
  lookAt(input: { address: string }): Promise<Seen>;
  send(input: { address: string; code: string; certificate: string | null; recoveryKey: string | null }): Promise<unknown>;
  sendLabel: string;
  onDone?(): void;
  /** under the code: what else is to be typed */
  more?: ReactNode;
  /** beside the first button */
  children?: ReactNode;
}

/** First a look at who answers at the address, then the one-time code: a code is never given to somebody nobody has looked at. */
export function HeadquartersCodeForm({ lookAt, send, sendLabel, onDone, more, children }: Props) {
  const { t } = useTranslation('sync');
  const times = useTimes();
  const [seen, setSeen] = useState<Seen | null>(null);
  const [isCompared, setCompared] = useState(false);
  const look = useAction((address: string) => lookAt({ address }), { onDone: setSeen, onRefused: () => undefined });
  const enrol = useAction(send, { onDone, onRefused: () => undefined });
  const certificate = seen?.certificate ?? null;
  const mustCompare = certificate !== null && !certificate.isTrusted;
  const begin = () => {
    setSeen(null);
    setCompared(false);
    enrol.forget();
  };
  if (!seen) return (
    <Form<{ address: string }> layout="vertical" requiredMark={false} onFinish={({ address }) => void look.run(address)}>
      {look.errorText && <Alert type="error" showIcon role="alert" title={look.errorText} style={{ marginBottom: 12 }} />}
      <Form.Item name="address" label={t('enrol.address')} extra={t('enrol.addressExtra')} rules={[{ required: true, whitespace: true, message: t('enrol.addressMissing') }]}>
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
      <Flex gap="small"><Button type="primary" htmlType="submit" loading={look.isRunning}>{t('enrol.look')}</Button>{children}</Flex>
    </Form>
  );
  return (
    <Form<{ code: string; recoveryKey?: string }>
      layout="vertical" requiredMark={false}
      onFinish={({ code, recoveryKey }) => void enrol.run({ address: seen.address, code, certificate: mustCompare ? certificate.sha256 : null, recoveryKey: recoveryKey?.trim() || null })}
    >
      <Typography.Paragraph>{seen.address} <Button type="link" size="small" onClick={begin}>{t('enrol.otherAddress')}</Button></Typography.Paragraph>
      {certificate === null && <Typography.Paragraph type="secondary">{t('enrol.thisMachine')}</Typography.Paragraph>}
      {certificate?.isTrusted && <Typography.Paragraph type="secondary">{t('enrol.trusted', { name: certificate.name })}</Typography.Paragraph>}
      {mustCompare && (
        <Alert
          type="warning" showIcon style={{ marginBottom: 12 }} title={t('enrol.compare', { name: certificate.name, time: times.dayAndClock(certificate.validUntil) })}
          description={(
            <>
              <Typography.Paragraph code style={{ wordBreak: 'break-all' }}>{certificate.sha256}</Typography.Paragraph>
              <Checkbox checked={isCompared} onChange={event => setCompared(event.target.checked)}>{t('enrol.compared')}</Checkbox>
            </>
          )}
        />
      )}
      {enrol.errorText && <Alert type="error" showIcon role="alert" title={enrol.errorText} style={{ marginBottom: 12 }} />}
      <Form.Item name="code" label={t('enrol.code')} extra={t('enrol.codeExtra')} rules={[{ required: true, min: 16, message: t('enrol.codeMissing') }]}>
        <Input autoFocus autoComplete="off" maxLength={64} />
      </Form.Item>
      {more}
      <Button type="primary" htmlType="submit" loading={enrol.isRunning} disabled={mustCompare && !isCompared}>{sendLabel}</Button>
    </Form>
  );
}
