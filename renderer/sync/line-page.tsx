import { Alert, Flex, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../components/page-head.tsx';
import { useSession } from '../hooks/branch-client.tsx';
import { BundleButtons } from './bundle-buttons.tsx';
import { EnrolForm } from './enrol-form.tsx';
import { GoOnAnew } from './go-on-anew.tsx';
import { LineFacts } from './line-facts.tsx';
import { LineSaid } from './line-said.tsx';
import { RecoveryKey } from './recovery-key.tsx';
import { useSyncState } from './use-sync-state.ts';

/** The line to headquarters: enrolling, how it stands, and the way with a stick when there is none. */
export function LinePage() {
  const { t } = useTranslation('sync');
  const state = useSyncState();
  const isAdministrator = useSession()?.staff?.roles.includes('administrator') ?? false;
  if (!state) return <Skeleton active style={{ padding: 16 }} />;
  const isEnrolled = state.headquartersName !== null;
  const code = state.trouble?.code ?? '';
  const isFenced = code === 'BRANCH_FENCED' || code === 'BATCH_FORKED';
  const mustEnrolAgain = code === 'TOKEN_UNKNOWN' || code === 'BRANCH_REVOKED' || code === 'OTHER_CERTIFICATE';
  return (
    <Flex vertical gap="middle" style={{ padding: 16, maxWidth: 860 }}>
      <PageHead title={t('title')} lead={t('lead')}>{isEnrolled && isAdministrator && <RecoveryKey />}{isEnrolled && <BundleButtons />}</PageHead>
      {!isEnrolled && !isAdministrator && <Alert type="info" showIcon title={t('enrol.askAdministrator')} />}
      {isEnrolled && <section aria-label={t('title')}><LineSaid state={state} /><LineFacts state={state} /></section>}
      {isFenced && isAdministrator && <GoOnAnew />}
      {isAdministrator && (!isEnrolled || mustEnrolAgain) && <EnrolForm />}
    </Flex>
  );
}
