import { useNavigate } from '@tanstack/react-router';
import { Input, Modal, Typography, type InputRef } from 'antd';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskView } from '../../../shared/queue.ts';
import { useSession } from '../../hooks/branch-client.tsx';
import { mayOpen, pages, type Page, type PagePath } from '../pages.ts';
import { findOnDesk } from './find-on-desk.ts';

interface QuickFindProps {
  view: DeskView;
  onTicket(ticket: { id: string; number: string }): void;
  onClose(): void;
}

/** One field that goes to a ticket of this desk or to a page. */
export function QuickFind({ view, onTicket, onClose }: QuickFindProps) {
  const { t } = useTranslation(['desk', 'queue', 'app']);
  const navigate = useNavigate();
  const roles = useSession()?.staff?.roles ?? [];
  const listId = useId();
  const field = useRef<InputRef>(null);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);

  const reachable = (pages as readonly Page[]).filter(page => !page.path.includes('$') && mayOpen(page, roles)).map(page => ({ path: page.path, title: t(`app:${page.title}`) }));
  const found = findOnDesk(query, view, reachable);
  const present = found[Math.min(chosen, found.length - 1)];

  function open(target: typeof present) {
    if (!target) return;
    onClose();
    if (target.kind === 'page') void navigate({ to: target.path as PagePath });
    else onTicket({ id: target.id, number: target.number });
  }

  function press(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') setChosen(index => Math.min(index + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setChosen(index => Math.max(index - 1, 0));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) open(present);
    else return;
    event.preventDefault();
  }

  return (
    <Modal open afterOpenChange={isOpen => { if (isOpen) field.current?.focus(); }} title={t('find.title')} footer={null} onCancel={onClose} width={520} destroyOnHidden>
      <Input
        ref={field} autoFocus value={query} onChange={event => { setQuery(event.target.value); setChosen(0); }} onKeyDown={press} placeholder={t('find.placeholder')}
        role="combobox" aria-label={t('find.title')} aria-expanded={found.length > 0} aria-controls={listId} aria-activedescendant={present ? `${listId}-${present.key}` : undefined} autoComplete="off"
      />
      <ul id={listId} role="listbox" aria-label={t('find.result')} style={{ listStyle: 'none', margin: '8px 0 0', padding: 0, minHeight: 220, maxHeight: 320, overflowY: 'auto' }}>
        {found.map(each => (
          <li key={each.key} id={`${listId}-${each.key}`} role="option" aria-selected={each === present} className="desk-found" onClick={() => open(each)}>
            {each.kind === 'page' ? each.title : t('find.ticketState', { number: each.number, state: t(`queue:state.${each.state}`) })}
            <Typography.Text type="secondary"> {each.kind === 'page' ? t('find.pages') : t('find.tickets')}</Typography.Text>
          </li>
        ))}
      </ul>
      <Typography.Text type="secondary" role="status">{found.length === 0 && query.trim() !== '' ? t('find.nothing', { query: query.trim() }) : t('find.hint')}</Typography.Text>
    </Modal>
  );
}
