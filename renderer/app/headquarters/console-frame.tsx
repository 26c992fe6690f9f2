import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Dropdown, Flex, Layout, theme } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../../components/language-switch.tsx';
import { SearchBox } from '../../headquarters/search/search-box.tsx';
import { useShownLive } from '../../headquarters/shown-live.ts';
import { useAwaySince, useConsoleState, useHeadquarters } from '../../headquarters/use-headquarters.tsx';
import { useAction } from '../../hooks/use-command.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { useReachableScroll } from '../use-reachable-scroll.ts';
import { consolePages, mayOpenAtConsole, type ConsolePage } from './console-pages.ts';
import './console.css';
import { useStayingSignedIn } from './use-staying-signed-in.ts';

/** The console's top line: the pages this person may open, who is here. */
export function ConsoleFrame() {
  const { t } = useTranslation('headquarters');
  const { token } = theme.useToken();
  const [content, setContent] = useState<HTMLElement | null>(null);
  const contentTab = useReachableScroll(content);
  const { pathname } = useLocation();
  // Another page begins at its beginning.
  useEffect(() => { content?.scrollTo(0, 0); }, [content, pathname]);
  useStayingSignedIn();
  useShownLive();
  return (
    <Layout style={{ height: '100%' }}>
      <a href="#content" className="skip-link" onClick={event => { event.preventDefault(); document.getElementById('content')?.focus(); }}>{t('app:frame.skip')}</a>
      <Layout.Header style={{ background: token.colorBgContainer, borderBottom: `1px solid ${token.colorBorderSecondary}`, padding: '0 12px', height: 44, lineHeight: '44px' }}>
        <Flex align="center" gap={12} style={{ height: '100%' }}>
          <PageLinks />
          <div style={{ flex: 1 }} />
          <SearchBox />
          <Person />
        </Flex>
      </Layout.Header>
      <AwayBar />
      <Layout.Content id="content" ref={setContent} tabIndex={contentTab} className="frame-content" style={{ overflow: 'auto', minHeight: 0 }}>
        <div className="console-page"><Outlet /></div>
      </Layout.Content>
    </Layout>
  );
}

function PageLinks() {
  const { t } = useTranslation('headquarters');
  const state = useConsoleState();
  const { pathname } = useLocation();
  const open = (consolePages as readonly ConsolePage[]).filter(page => page.isInMenu && mayOpenAtConsole(page, state?.staff?.roles ?? []));
  // The longest that the address begins with: notices lie below publishing and have a place of their own.
  const present = open.filter(({ path }) => pathname === path || pathname.startsWith(`${path}/`)).toSorted((a, b) => b.path.length - a.path.length)[0];
  return (
    <nav aria-label={t('menu')} className="console-menu">
      <strong className="console-name">{state?.headquarters.name}</strong>
      {open.map(page => <Link key={page.path} to={page.path} aria-current={page.path === present?.path ? 'page' : undefined}>{t(page.title)}</Link>)}
    </nav>
  );
}

/** What is on the page is as it was; it says since when. */
function AwayBar() {
  const { t } = useTranslation('headquarters');
  const times = useTimes();
  const since = useAwaySince();
  return since === null ? null : <Alert banner type="error" role="alert" title={t('line.away', { time: times.clockSeconds(since) })} />;
}

function Person() {
  const { t } = useTranslation('headquarters');
  const { client, connection } = useHeadquarters();
  const staff = useConsoleState()?.staff;
  const navigate = useNavigate();
  const signOut = useAction(() => client.session.signOut(), { onDone: connection.takeState });
  if (!staff) return null;
  return (
    <Flex align="center" gap={4} style={{ position: 'relative', lineHeight: 'normal' }}>
      <LanguageSwitch />
      <Dropdown
        trigger={['click']} getPopupContainer={button => button.parentElement ?? document.body}
        menu={{
          items: [
            { key: 'account', label: t('page.account'), onClick: () => void navigate({ to: '/account' }) },
            { key: 'signOut', label: t('app:frame.signOut'), onClick: () => void signOut.run(undefined) },
          ],
        }}
      >
        <Button type="text" aria-haspopup="menu">{staff.name} <small>{staff.roles.map(role => t(`role.${role}`)).join(t('separator'))}</small> ▾</Button>
      </Dropdown>
    </Flex>
  );
}
