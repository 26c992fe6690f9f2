import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { keyLabel, type DeskAction } from '../../../shared/desk-keys.ts';
import { KeyHint } from './key-hint.tsx';

const actions = ['issueTicket', 'complaint', 'find', 'help'] as const;

/** What a clerk needs now and then: at the foot, out of the way, always in the same place. */
export function SmallActions({ onAction }: { onAction(action: DeskAction): void }) {
  const { t } = useTranslation('desk');
  return actions.map(action => (
    <Button key={action} type="text" aria-keyshortcuts={keyLabel(action).replace('Ctrl', 'Control')} onClick={() => onAction(action)}>
      {t(`action.${action}`)} <KeyHint action={action} />
    </Button>
  ));
}
