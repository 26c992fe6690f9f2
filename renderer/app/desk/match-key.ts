import { deskKeys, type DeskAction } from '../../../shared/desk-keys.ts';

/** What of a keyboard event decides its meaning. */
export interface Press {
  key: string;
  code: string;
  keyCode: number;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  isComposing: boolean;
  repeat: boolean;
  /** where the press landed: a field takes letters and Enter, a control of the page takes Enter */
  on: 'field' | 'control' | 'page';
}

/** Chinese input methods give the full-width form of a key even outside of fields. */
const fullWidth: Record<string, string> = { '／': '/', '、': '/', '？': '?' };

/**
 * The desk's action for a press, or null when the press belongs to somebody else: an input method at work, a field,
 * a focused button, a key held down.
 */
export function matchKey(press: Press): DeskAction | null {
  if (press.isComposing || press.keyCode === 229 || press.metaKey || press.repeat) return null;
  const key = fullWidth[press.key] ?? press.key;
  const found = deskKeys.find(each =>
    (each.ctrl ?? false) === press.ctrlKey
    && (each.alt ?? false) === press.altKey
    // With Alt a keyboard may write another letter (Alt+T is † on a Mac): the key's place decides.
    && (each.alt ? press.code === `Key${each.key.toUpperCase()}` : each.key.toLowerCase() === key.toLowerCase()));
  if (!found) return null;
  if (press.on === 'field' && !found.whileTyping) return null;
  if (press.on === 'control' && found.key === 'Enter' && !found.ctrl) return null;
  return found.action;
}
