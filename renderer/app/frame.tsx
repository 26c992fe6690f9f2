import { Outlet, useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, Flex, Layout, theme } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyLabel } from '../../shared/desk-keys.ts';
import { BreakGlassMark } from '../archive/break-glass/break-glass-mark.tsx';
import { OverdueMark } from '../archive/lending/overdue-mark.tsx';
import { LanguageSwitch } from '../components/language-switch.tsx';
import { LineLostBar, LineState } from '../components/line-state.tsx';
import { TopLinePlace } from '../components/top-line.tsx';
import { WithCustomerPlace } from '../components/with-customer.tsx';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useAction } from '../hooks/use-command.ts';
import { useLock } from '../hooks/use-lock.ts';
import { NoticeCount } from '../notices/notice-count.tsx';
import { UrgentNotices } from '../notices/urgent-notices.tsx';
import { FailedPapers } from '../printing/failed-papers.tsx';
import { ClosingReminder } from '../summary/closing-reminder.tsx';
import { SyncMark } from '../sync/sync-mark.tsx';
import { IdleWarning } from './idle-warning.tsx';
import { PageMenu } from './page-menu.tsx';
import { useLockKey } from './use-lock-key.ts';
import { useReachableScroll } from './use-reachable-scroll.ts';

/** The top line and the page below it. The page may put its own words into the line: components/top-line.tsx. */
export function Frame() {
  const { t } = useTranslation();
  const { token } = theme.useToken();
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const [isWithCustomer, setWithCustomer] = useState(false);
  const [content, setContent] = useState<HTMLElement | null>(null);
  const contentTab = useReachableScroll(content);
  const isManager = useSession()?.staff?.roles.includes('manager') ?? false;
  useLockKey();
  return (
    <Layout style={{ height: '100%' }}>
      <a href="#content" className="skip-link" onClick={event => { event.preventDefault(); document.getElementById('content')?.focus(); }}>{t('frame.skip')}</a>
      <Layout.Header style={{ background: token.colorBgContainer, borderBottom: `1px solid ${token.colorBorderSecondary}`, padding: '0 8px', height: 44, lineHeight: '44px' }}>
        <Flex align="center" gap={8} style={{ height: '100%' }}>
          <PageMenu />
          <div ref={setPlace} style={{ flex: 1, minWidth: 0, height: '100%', display: 'flex', alignItems: 'center' }} />
          <FailedPapers />
          <BreakGlassMark />
          <OverdueMark />
          <NoticeCount />
          <SyncMark />
          <LineState />
          <Person />
        </Flex>
      </Layout.Header>
      <LineLostBar />
      {isManager && <ClosingReminder />}
      <Layout.Content id="content" ref={setContent} tabIndex={contentTab} className="frame-content" style={{ overflow: 'auto', minHeight: 0 }}>
        <WithCustomerPlace value={setWithCustomer}><TopLinePlace value={place}><Outlet /></TopLinePlace></WithCustomerPlace>
      </Layout.Content>
      <UrgentNotices isHeldBack={isWithCustomer} />
      <IdleWarning />
    </Layout>
  );
}

function Person() {
  const { t } = useTranslation('app');
  const { t: words } = useTranslation('errors');
  const { client, connection } = useBranch();
  const staff = useSession()?.staff;
  const lock = useLock();
  const navigate = useNavigate();
  const signOut = useAction(() => client.session.signOut(), { onDone: state => connection.takeSession(state) });
  if (!staff) return null;
  return (
    <Flex align="center" gap={4} style={{ position: 'relative', lineHeight: 'normal' }}>
      <LanguageSwitch />
      <Dropdown
        trigger={['click']}
        getPopupContainer={button => button.parentElement ?? document.body}
        menu={{
          items: [
            { key: 'account', label: t('page.account'), onClick: () => void navigate({ to: '/account' }) },
            { key: 'signOut', label: t('frame.signOut'), onClick: () => void signOut.run(undefined) },
          ],
        }}
      >
        <Button type="text" aria-haspopup="menu">{staff.name} <small>{staff.roles.map(role => words(`word.role.${role}`)).join(words('listSeparator'))}</small> ▾</Button>
      </Dropdown>
      <Button onClick={lock}>{t('frame.lock')} <kbd>{keyLabel('lock')}</kbd></Button>
    </Flex>
  );
}
