import { WarningOutlined } from '@ant-design/icons';
import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DeskAction } from '../../../shared/desk-keys.ts';
import type { DeskView } from '../../../shared/queue.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { ActionButton } from './action-button.tsx';
import { deskStateOf, judgePress } from './judge-press.ts';
import type { Desk } from './use-desk.ts';

interface ActionsProps {
  view: DeskView;
  commands: Desk['commands'];
  undecidedItems: number;
  onAction(action: DeskAction): void;
}

/** Everything about bringing a customer to the window: these four never change their places. */
export function CallActions({ view, commands, undecidedItems, staleSinceAt, onAction }: ActionsProps & { staleSinceAt: number | null }) {
  const { t } = useTranslation('desk');
  const times = useTimes();
  const state = deskStateOf(view);
  const may = (action: DeskAction) => judgePress(action, view, undecidedItems).isAllowed;
  const current = state === 'called' ? view.current : null;
  const callHint = ({ recallsLeft, callsUntilNoShow }: NonNullable<DeskView['current']>) => [
    t('action.recallsLeft', { left: recallsLeft }),
    callsUntilNoShow > 0 ? t('action.noShowAfter', { left: callsUntilNoShow }) : t('action.noShowNow'),
  ].join(' · ');

  return (
    <div>
      <div className="desk-calls" role="group" aria-label={t('action.callGroup')}>
        <ActionButton
          action="callNext" text={t('action.callNext')} isMain={state === 'idle'} isEnabled={may('callNext')}
          isRunning={commands.callNext.isRunning} runningText={t('action.calling')} onAction={onAction}
        />
        <ActionButton
          action="startServing" text={t('action.startServing')} isMain={state === 'called'} isEnabled={may('startServing')}
          isRunning={commands.startServing.isRunning} runningText={t('action.starting')} onAction={onAction}
        />
        <ActionButton
          action="recall" text={t('action.recall')} isEnabled={may('recall')}
          isRunning={commands.recall.isRunning} runningText={t('action.recalling')} onAction={onAction}
        />
        <ActionButton
          action="noShow" text={t('action.noShow')} isEnabled={may('noShow')}
          isRunning={commands.noShow.isRunning} runningText={t('action.markingNoShow')} onAction={onAction}
        />
      </div>
      {/* One line for what matters here; while the line is away, nothing matters more. */}
      <div className="desk-call-hint" role="status">
        {staleSinceAt !== null
          ? <strong><WarningOutlined aria-hidden /> {t('connection.stale', { time: times.clockSeconds(staleSinceAt) })}</strong>
          : current && callHint(current)}
      </div>
    </div>
  );
}

/** What ends or interrupts the service, at the foot of the desk. */
export function ServingActions({ view, commands, undecidedItems, onAction }: ActionsProps) {
  const { t } = useTranslation('desk');
  const isServing = deskStateOf(view) === 'serving';
  return (
    <Flex gap="small" role="group" aria-label={t('action.servingGroup')} className="desk-end">
      <ActionButton action="hold" text={t('action.hold')} isEnabled={isServing} onAction={onAction} />
      <ActionButton action="transfer" text={t('action.transfer')} isEnabled={isServing} onAction={onAction} />
      <span style={{ flex: 1 }} />
      {/* Stays pressable with undecided business: pressing says what is missing. */}
      <ActionButton
        action="finish" text={t('action.finish')} isMain={isServing && undecidedItems === 0} isEnabled={isServing}
        isRunning={commands.finish.isRunning} runningText={t('action.finishing')} onAction={onAction}
      />
    </Flex>
  );
}
