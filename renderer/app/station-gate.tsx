import { Alert, Button, Flex, Form, Input, Spin, Typography } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationKind } from '../../shared/stations.ts';
import { LanguageSwitch } from '../components/language-switch.tsx';
import { useBranch, useLine, useSession } from '../hooks/branch-client.tsx';
import { useAction } from '../hooks/use-command.ts';

/** Lets a page through once the branch knows this station; before that it says what is missing and how to get it. */
export function StationGate({ kind, invitationCode, children }: { kind: StationKind; invitationCode: string | null; children: ReactNode }) {
  const { connection } = useBranch();
  const session = useSession();
  const isLongAway = useLine().kind === 'lost';
  const [refusal, setRefusal] = useState<string | null>(null);
  const hasTried = useRef(false);
  const enrolment = useAction((code: string) => connection.enrol(code), { onRefused: setRefusal });

  const stationKind = session?.station?.kind ?? null;
  const enrol = enrolment.run;
  useEffect(() => {
    // A machine that is enrolled for this page already keeps its name; the code is left unused and runs out.
    if (!session || !invitationCode || hasTried.current || stationKind === kind) return;
    hasTried.current = true;
    void enrol(invitationCode);
  }, [session, invitationCode, stationKind, kind, enrol]);

  // A link opened at the wrong page's address: go where its station belongs.
  useEffect(() => {
    if (stationKind && stationKind !== kind && stationKind !== 'desk') window.location.replace(`./${stationKind}.html`);
  }, [stationKind, kind]);

  if (!session) return <Waiting isLong={isLongAway} />;
  if (enrolment.isRunning) return <Waiting isLong={false} />;
  if (!session.station) return <NotEnrolled refusal={refusal} onCode={code => void enrol(code)} />;
  return children;
}

function Waiting({ isLong }: { isLong: boolean }) {
  const { t } = useTranslation();
  return (
    <Flex component="main" vertical align="center" justify="center" gap="large" style={{ height: '100%', padding: 24 }}>
      <Typography.Title level={1} style={{ fontSize: 22, margin: 0 }}>{t('product')}</Typography.Title>
      <Spin size="large" aria-hidden />
      <Typography.Text role="status">{isLong ? t('line.neverThere') : t('line.connecting')}</Typography.Text>
    </Flex>
  );
}

function NotEnrolled({ refusal, onCode }: { refusal: string | null; onCode: (code: string) => void }) {
  const { t } = useTranslation();
  return (
    <Flex component="main" vertical align="center" justify="center" style={{ height: '100%', padding: 24 }}>
      <Flex vertical gap="middle" style={{ width: 480, maxWidth: '100%' }}>
        <Flex justify="space-between" align="center">
          <Typography.Title level={1} style={{ fontSize: 22, margin: 0 }}>{t('enrol.title')}</Typography.Title>
          <LanguageSwitch />
        </Flex>
        <Typography.Paragraph style={{ margin: 0 }}>{t('enrol.how')}</Typography.Paragraph>
        {refusal && <Alert type="error" showIcon title={refusal} role="alert" />}
        <Form layout="vertical" requiredMark={false} onFinish={({ code }: { code: string }) => onCode(codeIn(code))}>
          <Form.Item name="code" label={t('enrol.code')} rules={[{ required: true, message: t('enrol.codeMissing') }]}>
            <Input autoFocus autoComplete="off" spellCheck={false} />
          </Form.Item>
          <Button type="primary" htmlType="submit">{t('enrol.submit')}</Button>
        </Form>
      </Flex>
    </Flex>
  );
}

/** People paste the whole link as often as the code. */
function codeIn(typed: string): string {
  return /#enrol=([\w-]+)/.exec(typed)?.[1] ?? typed.trim();
}
