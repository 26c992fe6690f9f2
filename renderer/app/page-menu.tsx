import { useLocation, useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../hooks/branch-client.tsx';
import { mayOpen, pageAt, pages, type Page } from './pages.ts';

/** One small button instead of a bar: the room belongs to the work. Shows only what this person may open. */
export function PageMenu() {
  const { t } = useTranslation();
  const roles = useSession()?.staff?.roles ?? [];
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const allowed = (pages as readonly Page[]).filter(page => page.group && mayOpen(page, roles));
  // No links inside: Enter on an item presses the item, not what is in it.
  const item = (page: Page) => ({ key: page.path, label: t(page.title), onClick: () => void navigate({ to: page.path }) });
  const items: MenuProps['items'] = (['hall', 'archive', 'log', 'administration'] as const)
    .map(group => ({ group, pages: allowed.filter(page => page.group === group) }))
    .filter(each => each.pages.length > 0)
    .map(each => ({ type: 'group', key: each.group, label: t(`menu.${each.group}`), children: each.pages.map(item) }));
  const present = pageAt(pathname);

  if (allowed.length < 2 && present && allowed[0]?.path === present.path) return <strong>{t(present.title)}</strong>;
  return (
    <nav aria-label={t('menu.open')} style={{ position: 'relative', lineHeight: 'normal' }}>
      <Dropdown
        trigger={['click']}
        menu={{ items, selectedKeys: present ? [present.path] : [] }}
        // Inside the landmark, where assistive technology looks for it.
        getPopupContainer={button => button.parentElement ?? document.body}
      >
        <Button type="text" aria-haspopup="menu">☰ {present ? t(present.title) : t('menu.open')}</Button>
      </Dropdown>
    </nav>
  );
}
