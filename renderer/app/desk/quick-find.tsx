import { useNavigate } from '@tanstack/react-router';
import { Input, Modal, Typography, type InputRef } from 'antd';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskView } from '../../../shared/queue.ts';
import { useSession } from '../../hooks/branch-client.tsx';
import { mayOpen, pages, type Page, type PagePath } from '../pages.ts';
import { findOnDesk, type Found } from './find-on-desk.ts';
import { useRegistered } from './use-registered.ts';

interface QuickFindProps {
  view: DeskView;
  onTicket(ticket: { id: string; number: string }): void;
  onClose(): void;
}

/** One field that goes to a ticket of this desk, to a page, or to a complaint or a case by its number. */
export function QuickFind({ view, onTicket, onClose }: QuickFindProps) {
  const { t } = useTranslation(['desk', 'queue', 'app']);
  const navigate = useNavigate();
  const roles = useSession()?.staff?.roles ?? [];
  const listId = useId();
  const field = useRef<InputRef>(null);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);

  const reachable = (pages as readonly Page[]).filter(page => !page.path.includes('$') && mayOpen(page, roles)).map(page => ({ path: page.path, title: t(`app:${page.title}`) }));
  const registered = useRegistered(query);
  const found = [...registered, ...findOnDesk(query, view, reachable)];
  const present = found[Math.min(chosen, found.length - 1)];

  function open(target: typeof present) {
    if (!target) return;
    onClose();
    switch (target.kind) {
      case 'page': return void navigate({ to: target.path as PagePath });
      case 'ticket': return onTicket({ id: target.id, number: target.number });
      case 'complaint': return void navigate({ to: '/complaints/$complaintId', params: { complaintId: target.id } });
      case 'case': return void navigate({ to: '/cases/$caseId', params: { caseId: target.id } });
    }
  }

  function press(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') setChosen(index => Math.min(index + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setChosen(index => Math.max(index - 1, 0));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) open(present);
    else return;
    event.preventDefault();
  }

  function wordsOf(each: Found): string {
    if (each.kind === 'page') return each.title;
    if (each.kind === 'ticket') return t('find.ticketState', { number: each.number, state: t(`queue:state.${each.state}`) });
    return t('find.registered', { number: each.number, title: each.title });
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
            {wordsOf(each)}<Typography.Text type="secondary"> {t(`find.kind.${each.kind}`)}</Typography.Text>
          </li>
        ))}
      </ul>
      <Typography.Text type="secondary" role="status">{found.length === 0 && query.trim() !== '' ? t('find.nothing', { query: query.trim() }) : t('find.hint')}</Typography.Text>
    </Modal>
  );
}
