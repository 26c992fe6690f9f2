import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Flex, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.tsx';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useCatalogue } from '../use-catalogue.ts';
import { LendForm } from './lend-form.tsx';
import './lending.css';

/** Lends one file: who takes it, why, under which limits and until when. Ends at the card that is printed and signed. */
export function LendPage() {
  const { fileId = '' } = useParams({ strict: false });
  const { t } = useTranslation('lending');
  const { query } = useBranch();
  const navigate = useNavigate();
  const toText = useErrorText();
  const words = useCatalogue();
  const file = useQuery(query.archive.get.queryOptions({ input: { fileId }, staleTime: 0, gcTime: 0 }));
  const isOnShelf = file.data?.state === 'onShelf';
  const proposed = useQuery({ ...query.lending.proposeDue.queryOptions({ input: { fileId }, staleTime: 0, gcTime: 0 }), enabled: isOnShelf });
  const error = file.error ?? proposed.error;
  const back = () => void navigate({ to: '/archive/loans' });

  return (
    <Flex vertical gap="small" className="lending-page">
      <PageHead title={file.data ? t('lend.title', { file: file.data.archiveNumber }) : t('do.lend')} lead={t('lend.lead')}>
        <Button onClick={back}>{t('backToLoans')}</Button>
      </PageHead>
      {error && <Alert type="error" showIcon role="alert" title={toText(error)} />}
      {file.data && !isOnShelf && <Alert type="warning" showIcon role="alert" title={t('lend.notOnShelf', { file: file.data.archiveNumber, state: t(`archive:state.${file.data.state}`) })} />}
      {!error && (file.data === undefined || (isOnShelf && !proposed.data)) && <Skeleton active aria-label={t('loading')} />}
      {file.data && isOnShelf && proposed.data && (
        <LendForm
          file={file.data} proposed={proposed.data} words={words} onLeave={back}
          onLent={loan => void navigate({ to: '/archive/loans/$loanId', params: { loanId: loan.id } })}
        />
      )}
    </Flex>
  );
}
