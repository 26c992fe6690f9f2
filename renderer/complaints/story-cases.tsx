import { ORPCError } from '@orpc/contract';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, App, Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ComplaintStory } from '../../shared/complaints.ts';
import { SimilarCases } from '../components/cases/similar-cases.tsx';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';

/** A closed complaint becomes a case once; afterwards the same place leads to it, also when the complaint was reopened. */
export function CaseOfComplaint({ story }: { story: ComplaintStory }) {
  const { t } = useTranslation('complaints');
  const { client, query } = useBranch();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const mayWrite = useSession()?.staff?.roles.some(role => role === 'clerk' || role === 'archivist' || role === 'manager') ?? false;
  const written = useQuery({ ...query.cases.ofComplaint.queryOptions({ input: { complaintId: story.id }, staleTime: 0 }), enabled: mayHaveCase(story) });
  const make = useCommand(client.cases.fromComplaint, {
    changes: [query.cases.search.key(), query.cases.ofComplaint.key()],
    onDone: ({ id, may }) => void navigate({ to: may.write ? '/cases/$caseId/edit' : '/cases/$caseId', params: { caseId: id } }),
    onRefused: (text, error) => void message.info(error instanceof ORPCError && error.code === 'NOT_YOUR_CASE' ? t('cases.othersDraft') : text),
  });
  if (!written.isSuccess) return null;
  const found = written.data;
  if (found) return <Button onClick={() => void navigate({ to: '/cases/$caseId', params: { caseId: found.id } })}>{t('cases.read', { number: found.number })}</Button>;
  return mayWrite && story.state === 'closed' && <Button type="primary" aria-busy={make.isRunning} disabled={make.isRunning} onClick={() => void make.run({ complaintId: story.id })}>{t('cases.make')}</Button>;
}

function mayHaveCase({ state, reopenCount }: ComplaintStory): boolean {
  return state === 'closed' || reopenCount > 0;
}

/** How such matters were settled before: beside the complaint, with why each is like it. */
export function StoryCases({ story }: { story: ComplaintStory }) {
  const { t } = useTranslation('complaints');
  const { query } = useBranch();
  const { what, remedySought, channel } = story.form;
  const similar = useQuery(query.cases.similar.queryOptions({ input: { what, remedySought, classId: story.classId, channel }, staleTime: 60_000 }));
  const own = useQuery({ ...query.cases.ofComplaint.queryOptions({ input: { complaintId: story.id } }), enabled: mayHaveCase(story) });
  const others = similar.data?.filter(({ id }) => id !== own.data?.id) ?? [];
  return (
    <section aria-label={t('cases.similar')}>
      <Typography.Title level={2} style={{ fontSize: 16 }}>{t('cases.similar')}</Typography.Title>
      {similar.isSuccess && others.length === 0 && <Typography.Text type="secondary">{t('cases.none')}</Typography.Text>}
      {similar.isError && <Alert type="warning" showIcon title={t('cases.notFoundNow')} />}
      <SimilarCases cases={others} />
    </section>
  );
}
