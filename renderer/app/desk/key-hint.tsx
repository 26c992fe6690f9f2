import { keyLabel, type DeskAction } from '../../../shared/desk-keys.ts';

/** The key of an action, printed beside it. Readers get it from `aria-keyshortcuts` of the control instead. */
export function KeyHint({ action }: { action: DeskAction }) {
  return <kbd className="desk-key" aria-hidden>{keyLabel(action)}</kbd>;
}
