import { CheckCircleOutlined, CoffeeOutlined, DownOutlined, TeamOutlined, WarningOutlined } from '@ant-design/icons';
import { Button, Dropdown, Flex, Popover, Typography, type MenuProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyLabel } from '../../../shared/desk-keys.ts';
import { pauseReasons, type DeskView } from '../../../shared/queue.ts';
import { AlarmList } from '../../queue/alarm-list.tsx';
import { minutesSince } from '../../hooks/branch-now.ts';
import { useQueueWords } from '../../queue/use-queue-words.ts';

export type PauseReason = (typeof pauseReasons)[number];

interface DeskTopLineProps {
  view: DeskView;
  now: number;
  isWindowMenuOpen: boolean;
  onWindowMenu(isOpen: boolean): void;
  onPause(reason: PauseReason): void;
  onOpenAgain(): void;
  onCloseWindow(): void;
}

/** Window and its state, who waits, alarms: read from the left, before person and lock. */
export function DeskTopLine({ view, now, isWindowMenuOpen, onWindowMenu, onPause, onOpenAgain, onCloseWindow }: DeskTopLineProps) {
  const { t } = useTranslation(['desk', 'queue']);
  const words = useQueueWords();
  const [areAlarmsOpen, setAlarmsOpen] = useState(false);
  const { window } = view;
  const isPaused = window.state === 'paused';
  const hasTicket = view.current !== null;
  const state = isPaused && window.pauseReason
    ? `${t(`queue:windowState.${window.state}`)}（${t(`queue:pauseReason.${window.pauseReason}`)}）`
    : t(`queue:windowState.${window.state}`);

  const items: MenuProps['items'] = [
    ...(isPaused ? [{ key: 'open', label: t('top.resume') }] : pauseReasons.map(reason => ({
      key: `pause-${reason}`, label: t('top.pauseFor', { reason: t(`queue:pauseReason.${reason}`) }), disabled: hasTicket,
    }))),
    { type: 'divider' },
    { key: 'close', label: t('top.close'), danger: true, disabled: hasTicket },
  ];
  const choose = ({ key }: { key: string }) => {
    onWindowMenu(false);
    if (key === 'open') onOpenAgain();
    else if (key === 'close') onCloseWindow();
    else onPause(key.slice('pause-'.length) as PauseReason);
  };

  return (
    <Flex align="center" gap="middle" role="region" aria-label={t('top.label')} style={{ whiteSpace: 'nowrap' }}>
      <Dropdown open={isWindowMenuOpen} onOpenChange={onWindowMenu} trigger={['click']} autoFocus getPopupContainer={button => button.parentElement ?? document.body} menu={{ items, onClick: choose }}>
        <Button type="text" aria-keyshortcuts={keyLabel('window')}>
          <Typography.Text strong>{words.window(window)}</Typography.Text>
          {isPaused ? <CoffeeOutlined aria-hidden /> : <CheckCircleOutlined aria-hidden />}
          <span>{state}{isPaused && ` · ${t('top.since', { minutes: minutesSince(window.stateSince, now) })}`}</span>
          <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
      <span style={{ fontVariantNumeric: 'tabular-nums' }}>
        <TeamOutlined aria-hidden />{' '}
        {view.waitingCount === 0 ? t('top.nobody') : <>{t('top.waiting', { count: view.waitingCount })} {t('top.longest', { minutes: view.longestWaitMinutes })}</>}
      </span>
      {view.alarms.length > 0 && (
        <Popover open={areAlarmsOpen} onOpenChange={setAlarmsOpen} trigger="click" placement="bottomLeft" title={t('top.alarmsTitle')} content={<div style={{ width: 360 }}><AlarmList alarms={view.alarms} whenEmpty={t('top.noAlarms')} /></div>}>
          <Button type="text" icon={<WarningOutlined aria-hidden />} aria-expanded={areAlarmsOpen}>{t('top.alarms', { count: view.alarms.length })}</Button>
        </Popover>
      )}
    </Flex>
  );
}
