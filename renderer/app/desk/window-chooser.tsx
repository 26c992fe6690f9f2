import { Alert, Button, Empty, Flex, theme, Typography } from 'antd';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Service, ServiceWindow } from '../../../shared/queue.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { useQueueWords } from '../../queue/use-queue-words.ts';
import { neighbourOf, type Direction } from './neighbour.ts';

interface WindowChooserProps {
  windows: readonly ServiceWindow[];
  services: readonly Service[];
  /** number of the window that was lost to the manager or to closing */
  lostNumber: number | null;
  onOpened(window: ServiceWindow): void;
}

const lastWindowKey = 'branch-desk.last-window';
const directions: Record<string, Direction> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

/** The start of a clerk's day: which window. The one used last has the focus, so that Enter is enough. */
export function WindowChooser({ windows, services, lostNumber, onOpened }: WindowChooserProps) {
  const { t } = useTranslation('desk');
  const words = useQueueWords();
  const { token } = theme.useToken();
  const { client } = useBranch();
  const list = useRef<HTMLUListElement>(null);
  const open = useCommand(client.queue.openWindow, { onDone: opened => { localStorage.setItem(lastWindowKey, opened.id); onOpened(opened); } });
  const usable = windows.filter(each => each.isActive).sort((one, other) => one.number - other.number);
  const lastId = localStorage.getItem(lastWindowKey);
  const preferred = usable.find(each => each.id === lastId && each.clerkId === null) ?? usable.find(each => each.clerkId === null);
  const preferredId = preferred?.id;

  useEffect(() => {
    list.current?.querySelector<HTMLButtonElement>('button[data-preferred="true"]')?.focus();
  }, [preferredId]);

  function move(event: KeyboardEvent) {
    const direction = directions[event.key];
    if (!direction || !list.current) return;
    event.preventDefault();
    neighbourOf(document.activeElement, [...list.current.querySelectorAll('button')].filter(each => !each.disabled), direction)?.focus();
  }

  const prefixes = (window: ServiceWindow, kind: 'own' | 'helping') => window.services
    .filter(each => each.kind === kind)
    .map(each => services.find(service => service.id === each.serviceId)?.prefix ?? '')
    .sort().join(' ');

  return (
    <div style={{ padding: '20px 28px', maxWidth: 1100, margin: '0 auto' }}>
      <Typography.Title level={1} style={{ fontSize: 22, marginTop: 0 }}>{t('choose.title')}</Typography.Title>
      {lostNumber !== null && <Alert type="warning" showIcon title={t('lostPlace', { number: lostNumber })} style={{ marginBottom: 12 }} role="status" />}
      <Typography.Paragraph type="secondary">{t('choose.lead')} {t('choose.keys')}</Typography.Paragraph>
      {open.errorText !== null && <Alert type="error" showIcon title={open.errorText} style={{ marginBottom: 12 }} role="alert" />}
      {usable.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('choose.none')} />}
      <ul className="desk-places" ref={list} aria-label={t('choose.list')} onKeyDown={move}>
        {usable.map(window => {
          const isTaken = window.clerkId !== null;
          const own = prefixes(window, 'own');
          const helping = prefixes(window, 'helping');
          return (
            <li key={window.id}>
              <Button
                block disabled={isTaken} data-preferred={window.id === preferredId} style={{ height: 92, justifyContent: 'flex-start', textAlign: 'start', borderColor: window.id === preferredId ? token.colorPrimary : undefined }} onClick={() => void open.run({ windowId: window.id })}
              >
                <Flex vertical gap={2} style={{ minWidth: 0 }}>
                  <Typography.Text strong ellipsis style={{ fontSize: 16, color: 'inherit' }}>{words.window(window)}</Typography.Text>
                  <span>{isTaken ? t('choose.takenBy', { clerk: window.clerkName ?? '' }) : window.id === lastId ? t('choose.last') : t('choose.free')}</span>
                  <small>
                    {own === '' && helping === '' ? t('choose.noServices') : [own && t('choose.own', { prefixes: own }), helping && t('choose.helping', { prefixes: helping })].filter(Boolean).join(' · ')}
                  </small>
                </Flex>
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
