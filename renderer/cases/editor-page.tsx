import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Alert, Button, Flex, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseRecord } from '../../shared/cases.ts';
import { PageHead } from '../components/page-head.tsx';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { CaseForm } from './case-form.tsx';
import './library.css';

/** Writing a case: one begun from a complaint, or a new one that no complaint stands behind. */
export function EditorPage() {
  const { caseId } = useParams({ strict: false }) as { caseId?: string };
  const { isMarked } = useSearch({ strict: false }) as { isMarked?: boolean };
  const { t } = useTranslation('cases');
  const { query } = useBranch();
  const navigate = useNavigate();
  const toText = useErrorText();
  const found = useQuery({ ...query.cases.get.queryOptions({ input: { caseId: caseId ?? '' }, staleTime: 0 }), enabled: caseId !== undefined });
  const record = found.data ?? null;
  const read = (id: string) => void navigate({ to: '/cases/$caseId', params: { caseId: id }, replace: true });
  // What was begun without a number goes on under its own address, so that a reload finds it again.
  const saved = (now: CaseRecord, isIncomplete: boolean) => { if (caseId === undefined) void navigate({ to: '/cases/$caseId/edit', params: { caseId: now.id }, search: isIncomplete ? { isMarked: true } : {}, replace: true }); };
  return (
    <Flex vertical gap="small" className="cases-page">
      <PageHead title={record ? t('editor.heading', { number: record.number }) : t('editor.title')} lead={t('editor.lead')}>
        <Button onClick={() => (caseId === undefined ? void navigate({ to: '/cases' }) : read(caseId))}>{t('back')}</Button>
      </PageHead>
      {found.error && <Alert type="error" showIcon role="alert" title={toText(found.error)} />}
      {caseId !== undefined && found.isPending && <Skeleton active aria-label={t('loading')} />}
      {record && !record.may.write && <Alert type="info" showIcon title={t('editor.notNow', { state: t(`state.${record.state}`) })} />}
      {(caseId === undefined || record?.may.write) && <CaseForm key={caseId ?? 'new'} record={record} isMarked={isMarked === true} onSaved={saved} onSubmitted={now => read(now.id)} />}
    </Flex>
  );
}
