import { useQuery } from '@tanstack/react-query';
import { Alert, Drawer, Flex, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { CheckCounts, CustomerOutcome } from './case-marks.tsx';
import { CaseText } from './case-text.tsx';

/** A case read beside the page: what is typed there stays as it is. Escape closes it. */
export function CaseDrawer({ caseId, onClose }: { caseId: string; onClose(): void }) {
  const { t } = useTranslation('cases');
  const { query } = useBranch();
  const toText = useErrorText();
  const found = useQuery(query.cases.get.queryOptions({ input: { caseId } }));
  return (
    <Drawer open size={600} title={found.data ? `${found.data.number} ${found.data.title}` : t('case.title')} onClose={onClose} destroyOnHidden>
      {found.error && <Alert type="error" showIcon role="alert" title={toText(found.error)} />}
      {found.isPending && <Skeleton active aria-label={t('loading')} />}
      {found.data && (
        <Flex vertical gap="middle">
          <Flex gap="small" wrap align="center"><CustomerOutcome outcome={found.data.outcome} /><CheckCounts {...found.data} /></Flex>
          <CaseText record={found.data} />
        </Flex>
      )}
    </Drawer>
  );
}
