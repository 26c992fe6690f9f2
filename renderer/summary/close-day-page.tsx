import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Card, Checkbox, Flex, Form, Input, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SummaryCheck } from '../../shared/summary.ts';
import { PageHead } from '../components/page-head.tsx';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { useErrorText } from '../hooks/use-error-text.ts';

/** The end of the day: what is still open, what closing would end, then closing and freezing in one. */
export function CloseDayPage() {
  const { t } = useTranslation('summary');
  const { query, client } = useBranch();
  const toText = useErrorText();
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState<string | null>(null);
  const closing = useQuery(query.summary.closing.queryOptions({ staleTime: 0, refetchInterval: 10_000 }));
  const backUp = useCommand(client.summary.backUp, { changes: [query.summary.closing.key()] });
  const close = useCommand(client.summary.closeDay, { changes: [query.summary.key()], onDone: () => void navigate({ to: '/summary' }), onRefused: setRefusal });
  const { data } = closing;
  return (
    <Flex vertical gap="middle" className="summary">
      <PageHead title={t('close.title')} lead={t('close.lead')}><Link to="/summary">{t('close.toSummary')}</Link></PageHead>
      {closing.error && <Alert type="error" showIcon role="alert" title={toText(closing.error)} />}
      {!data && !closing.error && <Skeleton active aria-label={t('loading')} />}
      {data?.isClosed && <Alert type="info" showIcon title={t('close.isClosed', { date: data.businessDate })} />}
      {data && !data.isClosed && (
        <Card size="small" title={t('close.checks', { date: data.businessDate })} style={{ maxWidth: 760 }}>
          <ul className="summary__checks">
            {data.checks.filter(({ kind }) => kind !== 'suggestionBox').map(check => (
              <li key={check.kind}>
                <Check check={check} />
                {check.kind === 'backup' && !check.isMet && <Button size="small" loading={backUp.isRunning} onClick={() => void backUp.run({})}>{t('close.backUp')}</Button>}
                {check.kind === 'overdue' && !check.isMet && <Link to="/complaints">{t('close.toComplaints')}</Link>}
              </li>
            ))}
          </ul>
          <Form layout="vertical" initialValues={{ isBoxEmptied: false, words: '' }} onFinish={(filled: { isBoxEmptied: boolean; words: string }) => void close.run(filled)}>
            <Form.Item name="isBoxEmptied" valuePropName="checked" style={{ marginBottom: 8 }}><Checkbox>{t('check.suggestionBox')}</Checkbox></Form.Item>
            <Form.Item name="words" label={t('close.words')}><Input.TextArea rows={2} maxLength={600} /></Form.Item>
            {refusal !== null && <Alert type="error" showIcon role="alert" title={refusal} style={{ marginBottom: 12 }} />}
            <p>{t('close.text')}</p>
            <Button danger type="primary" htmlType="submit" loading={close.isRunning}>{t('close.yes')}</Button>
          </Form>
        </Card>
      )}
    </Flex>
  );
}

/** A line of the checklist: by shape and word. */
function Check({ check: { kind, isMet, count, names } }: { check: SummaryCheck }) {
  const { t } = useTranslation('summary');
  const mark = isMet ? '✓' : '▲';
  const said = isMet ? t('check.met') : count ? t('check.unmet', { count }) : t('check.no');
  return <span><span aria-hidden>{mark} </span><strong>{t(`check.${kind}`)}</strong>：{said} {names.slice(0, 20).join(' ')}{names.length > 20 && ' …'}</span>;
}
