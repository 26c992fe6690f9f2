import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Flex, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.tsx';
import { PrintedPaper } from '../../components/paper.tsx';
import { saveFile } from '../../components/save-file.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useHeadquarters } from '../use-headquarters.tsx';
import { ComparisonPaper } from './comparison-paper.tsx';

/** What was compared of one branch, signed by headquarters, to be printed or kept. Each time it is opened it is signed anew, and the audit trail says so. */
export function CertificatePage() {
  const { branchId = '' } = useParams({ strict: false });
  const { t } = useTranslation('headquartersVerification');
  const { query } = useHeadquarters();
  const navigate = useNavigate();
  const toText = useErrorText();
  const { data: certificate, error } = useQuery(query.verification.certify.queryOptions({ input: { branchId }, staleTime: Number.POSITIVE_INFINITY, gcTime: 0, retry: false, refetchOnReconnect: false, refetchOnWindowFocus: false }));
  return (
    <Flex vertical gap="small">
      <PageHead title={t('certificate.title')} lead={t('certificate.lead')}>
        <Button onClick={() => void navigate({ to: '/branches/$branchId', params: { branchId } })}>{t('headquarters:back')}</Button>
        {certificate && (
          <>
            <Button onClick={() => saveFile(new File([certificate.note], `comparison-${certificate.branch.id}-${new Date(certificate.madeAt).toISOString().slice(0, 10)}.txt`, { type: 'text/plain' }))}>{t('certificate.save')}</Button>
            <Button type="primary" onClick={() => window.print()}>{t('certificate.print')}</Button>
          </>
        )}
      </PageHead>
      {error && <Alert type="error" showIcon role="alert" title={toText(error)} />}
      {!certificate && !error && <Skeleton active />}
      {certificate && <ComparisonPaper certificate={certificate} />}
      {certificate && <PrintedPaper><ComparisonPaper certificate={certificate} /></PrintedPaper>}
    </Flex>
  );
}
