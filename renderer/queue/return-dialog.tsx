import { Typography } from 'antd';
import { useState } from 'react';
import type { ReturnPosition } from '../../shared/queue.ts';
import { DialogForm } from './dialog-form.tsx';
import { ReturnPositionChoice } from './return-position-choice.tsx';

interface ReturnDialogProps {
  title: string;
  text?: string;
  submitText: string;
  backText: string;
  /** the place the field takes when nobody decides otherwise */
  usual: ReturnPosition;
  isRunning: boolean;
  errorText: string | null;
  onSubmit(position: ReturnPosition): void;
  onClose(): void;
}

/** A ticket comes back to the queue, from hold or after a no-show, at a place that is chosen here. */
export function ReturnDialog({ usual, text, onSubmit, ...dialog }: ReturnDialogProps) {
  const [position, setPosition] = useState(usual);
  return (
    <DialogForm {...dialog} onSubmit={() => onSubmit(position)}>
      {text !== undefined && <Typography.Text>{text}</Typography.Text>}
      <ReturnPositionChoice value={position} onChange={setPosition} />
    </DialogForm>
  );
}
