import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.tsx';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useCatalogue } from '../use-catalogue.ts';
import { DestructibleFiles } from './destructible-files.tsx';
import './destruction.css';

/** As many as one proposal may hold. */
const mostFiles = 500;

/** A proposal to destroy 提出销毁: files past their retention are chosen, the reason is written, and it goes round. */
export function ProposePage() {
  const { t } = useTranslation('destruction');
  const { client, query } = useBranch();
  const navigate = useNavigate();
  const toText = useErrorText();
  const words = useCatalogue();
  const files = useQuery(query.lending.destructible.queryOptions({ input: { limit: mostFiles }, staleTime: 0 }));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState<'files' | 'reason' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const propose = useCommand(client.lending.proposeDestruction, {
    changes: [query.lending.key(), query.archive.key()],
    onDone: ({ id }) => void navigate({ to: '/archive/destruction/$destructionId', params: { destructionId: id } }),
    onRefused(text) {
      setProblem(text);
      // A file was lent or held since the list was read: what can no longer be chosen leaves it.
      void files.refetch();
    },
  });
  const shown = files.data ?? [];
  const fileIds = shown.filter(({ id }) => chosen.includes(id)).map(({ id }) => id);
  const pages = shown.reduce((sum, file) => (chosen.includes(file.id) ? sum + file.pages : sum), 0);

  function submit() {
    setProblem(null);
    const lacks = fileIds.length === 0 ? 'files' : reason.trim() === '' ? 'reason' : null;
    setMissing(lacks);
    if (lacks !== null) return document.getElementById(lacks === 'files' ? 'destruction-scan' : 'destruction-reason')?.focus();
    void propose.run({ fileIds, reason: reason.trim() });
  }

  return (
    <Flex vertical gap="small" className="destruction-page">
      <PageHead title={t('propose.title')} lead={t('propose.lead')}>
        <Button onClick={() => void navigate({ to: '/archive/destruction' })}>{t('back')}</Button>
      </PageHead>
      {files.error && <Alert type="error" showIcon role="alert" title={toText(files.error)} action={<Button size="small" onClick={() => void files.refetch()}>{t('again')}</Button>} />}
      {shown.length === mostFiles && <Alert type="info" showIcon title={t('propose.most', { count: mostFiles })} />}
      <DestructibleFiles files={shown} words={words} isReading={files.isPending} chosen={chosen} onChoose={ids => { setChosen(ids); setMissing(null); }}>
        <Form layout="vertical" requiredMark={false} onFinish={submit} aria-label={t('propose.title')}>
          <div className="destruction-form">
            <Form.Item label={t('propose.reason')} htmlFor="destruction-reason" validateStatus={missing === 'reason' ? 'error' : undefined} help={missing === 'reason' ? t('propose.reasonMissing') : undefined}>
              <Input id="destruction-reason" maxLength={300} autoComplete="off" placeholder={t('propose.reasonHint')} value={reason} onChange={event => { setReason(event.target.value); setMissing(null); }} />
            </Form.Item>
          </div>
          <Flex gap="small" align="center" wrap style={{ marginBottom: 12 }}>
            <Button type="primary" htmlType="submit" aria-busy={propose.isRunning} disabled={propose.isRunning}>{t('propose.submit')}</Button>
            <span role="status">{t('propose.chosen', { count: fileIds.length, pages })}</span>
          </Flex>
          {missing === 'files' && <Alert type="error" showIcon role="alert" title={t('propose.filesMissing')} style={{ marginBottom: 12 }} />}
          {problem !== null && <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 12 }} />}
        </Form>
      </DestructibleFiles>
    </Flex>
  );
}
