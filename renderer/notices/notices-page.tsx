import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../components/page-head.tsx';
import { useSession } from '../hooks/branch-client.tsx';
import { EarlierNotices } from './earlier-notices.tsx';
import { NoticeLedger } from './notice-ledger.tsx';
import './notices.css';
import { NoticesOnDesk } from './notices-on-desk.tsx';

/** Notices: what concerns the staff now, and for the manager all of them, with who has read what. */
export function NoticesPage() {
  const { t } = useTranslation('notices');
  const roles = useSession()?.staff?.roles ?? [];
  const isManager = roles.includes('manager');
  const seesAll = isManager || roles.includes('auditor');
  return (
    <Flex vertical gap="middle" className="notice-page">
      <PageHead title={t('title')} lead={t(isManager ? 'leadManager' : 'lead')} />
      <NoticesOnDesk />
      {seesAll ? <NoticeLedger mayChange={isManager} /> : <EarlierNotices />}
    </Flex>
  );
}
