import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Flex, Form, Input, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { publishable, preparedKinds, type PreparedKind, type PublicationPreview, type Publishable } from '../../../shared/console-publishing.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useAction, useCommand } from '../../hooks/use-command.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { useHeadquarters } from '../use-headquarters.tsx';
import { BranchScope } from './branch-scope.tsx';
import { Difference } from './difference.tsx';
import { editorOf } from './editors.ts';
import { useKeptDraft } from './kept-draft.ts';
import { useProblemWords } from './problem-words.ts';
import { StartingPoint } from './starting-point.tsx';
import '../headquarters.css';

export function PublishPage() {
  const { kind } = useParams({ strict: false });
  const known = preparedKinds.find(each => each === kind);
  return known ? <Publishing key={known} kind={known} /> : null;
}

/** To whom, what, what it would change; then it is published. Any change of what is to be published asks for another look. */
function Publishing({ kind }: { kind: PreparedKind }) {
  const { t } = useTranslation('headquartersPublishing');
  const { client, query } = useHeadquarters();
  const navigate = useNavigate();
  const toText = useErrorText();
  const times = useTimes();
  const problemWords = useProblemWords();
  const [branchIds, setBranchIds] = useState<string[] | null>(null);
  const [draft, setDraft] = useKeptDraft<Publishable['body']>(kind);
  const [preview, setPreview] = useState<PublicationPreview | null>(null);
  const [resets, setResets] = useState(0);
  const hasReceivers = branchIds?.length !== 0;
  const inForce = useQuery({ ...query.publishing.inForce.queryOptions({ input: { kind, branchIds }, staleTime: 0, enabled: hasReceivers }), refetchOnMount: 'always' });
  const look = useAction(client.publishing.preview, { onDone: setPreview, onRefused: () => undefined });
  const publish = useCommand(client.publishing.publish, {
    changes: [query.publishing.key()], onRefused: () => setPreview(null),
    onDone: ({ id }) => { setDraft(null); void navigate({ to: '/publishing/$publicationId', params: { publicationId: id } }); },
  });
  const Editor = editorOf[kind];
  const body = draft ?? (inForce.data?.body as Publishable['body'] | null | undefined) ?? null;
  const what = body === null ? null : publishable.safeParse({ kind, body });
  const change = (next: Publishable['body']) => { setDraft(next); setPreview(null); };

  return (
    <Flex vertical gap="small">
      <PageHead title={t('publishTitle', { kind: t(`headquarters:kind.${kind}`) })} lead={t(`editorLead.${kind}`)}>
        {draft !== null && <Button onClick={() => { setDraft(null); setPreview(null); setResets(resets + 1); }}>{t('discard')}</Button>}
        <Button onClick={() => void navigate({ to: kind === 'notice' ? '/publishing/notices' : '/publishing' })}>{t('headquarters:back')}</Button>
      </PageHead>
      <BranchScope value={branchIds} onChange={chosen => { setBranchIds(chosen); setPreview(null); }} />
      {inForce.error && <Alert type="error" showIcon role="alert" title={toText(inForce.error)} />}
      {inForce.isLoading ? <Skeleton active aria-label={t('headquarters:loading')} /> : (
        <>
          {body === null && (kind === 'services' || kind === 'complaintClasses' || kind === 'deadlineTable') && <StartingPoint kind={kind} branchIds={branchIds} onChosen={chosen => { change(chosen); setResets(resets + 1); }} />}
          <Editor key={`${resets} ${branchIds?.join() ?? ''}`} value={body} branchIds={branchIds} onChange={change} />
        </>
      )}
      <Flex gap="small" align="center">
        <Button type={preview ? 'default' : 'primary'} disabled={!what?.success || !hasReceivers || look.isRunning} aria-busy={look.isRunning} onClick={() => { if (what?.success) void look.run({ what: what.data, branchIds }); }}>{t('look')}</Button>
        <Typography.Text type="secondary">{t(!hasReceivers ? 'noReceivers' : body === null ? 'nothingYet' : what?.success ? 'lookHint' : 'incomplete')}</Typography.Text>
      </Flex>
      {(look.errorText ?? publish.errorText) !== null && <Alert type="error" showIcon role="alert" title={look.errorText ?? publish.errorText} />}
      {preview && (
        <section aria-label={t('difference.title')}>
          <Flex vertical gap="small">
            <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>{preview.basedOnAt === null ? t('difference.first') : t('difference.since', { at: times.dayAndClock(preview.basedOnAt) })}</Typography.Title>
            <Difference items={preview.items} unchanged={preview.unchanged} />
            {preview.problems.length > 0 && <Alert type="error" showIcon role="alert" title={t('wrong')} description={<ul>{preview.problems.map(problemWords).map(words => <li key={words}>{words}</li>)}</ul>} />}
            {preview.problems.length === 0 && preview.items.length > 0 && what?.success && (
              <Form<{ title: string }> layout="inline" requiredMark={false} initialValues={{ title: t('usualTitle', { kind: t(`headquarters:kind.${kind}`), count: preview.items.length }) }} onFinish={({ title }) => void publish.run({ what: what.data, branchIds, title, basedOn: preview.basedOn })}>
                <Form.Item name="title" label={t('column.title')} rules={[{ required: true, whitespace: true, message: t('headquarters:fillIn') }]}><Input maxLength={80} style={{ width: 340 }} autoComplete="off" /></Form.Item>
                <Button type="primary" htmlType="submit" disabled={publish.isRunning} aria-busy={publish.isRunning}>{t('publishTo', { count: preview.branches })}</Button>
              </Form>
            )}
          </Flex>
        </section>
      )}
    </Flex>
  );
}
