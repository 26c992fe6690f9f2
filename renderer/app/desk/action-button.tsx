import { Button } from 'antd';
import { keyLabel, type DeskAction } from '../../../shared/desk-keys.ts';
import { KeyHint } from './key-hint.tsx';

interface ActionButtonProps {
  action: DeskAction;
  text: string;
  /** shown instead while the command is under way; the button keeps its size */
  runningText?: string;
  isRunning?: boolean;
  isEnabled: boolean;
  /** the one thing to do now */
  isMain?: boolean;
  size?: 'large' | 'middle';
  onAction(action: DeskAction): void;
}

/** One action of the desk: always in the same place and of the same size, with its key. */
export function ActionButton({ action, text, runningText, isRunning = false, isEnabled, isMain, size = 'large', onAction }: ActionButtonProps) {
  return (
    <Button
      className="desk-action" size={size} type={isMain ? 'primary' : 'default'}
      disabled={!isEnabled && !isRunning} aria-busy={isRunning} aria-keyshortcuts={keyLabel(action).replace('Ctrl', 'Control')}
      data-desk-action={action} onClick={() => onAction(action)}
    >
      <span>{isRunning && runningText ? runningText : text}</span>
      <KeyHint action={action} />
    </Button>
  );
}
