import { useEffect, useRef } from 'react';
import type { DeskAction } from '../../../shared/desk-keys.ts';
import { matchKey, type Press } from './match-key.ts';

const fields = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="textbox"], [role="listbox"]';
const controls = 'button, a[href], [role="button"], [role="menuitem"], [role="option"], [role="tab"], [role="radio"], summary';

/** Listens for the desk's keys on the whole page while `isListening`. */
export function useDeskKeys(isListening: boolean, onAction: (action: DeskAction) => void): void {
  const newest = useRef(onAction);
  newest.current = onAction;

  useEffect(() => {
    if (!isListening) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isBehindOverlay(event.target)) return;
      const action = matchKey(pressOf(event));
      if (action === null) return;
      event.preventDefault();
      newest.current(action);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [isListening]);
}

function pressOf(event: KeyboardEvent): Press {
  const { key, code, keyCode, ctrlKey, altKey, metaKey, isComposing, repeat } = event;
  return { key, code, keyCode, ctrlKey, altKey, metaKey, isComposing, repeat, on: landedOn(event.target) };
}

function landedOn(target: EventTarget | null): Press['on'] {
  if (!(target instanceof Element)) return 'page';
  // Buttons that look like fields and fields inside controls: the field wins.
  const field = target.closest(fields);
  if (field && !(field instanceof HTMLInputElement && ['checkbox', 'radio', 'button', 'submit'].includes(field.type))) return 'field';
  return field || target.closest(controls) ? 'control' : 'page';
}

/** While anything covers the desk (a dialog, the lock screen), the desk's keys rest. */
function isBehindOverlay(target: EventTarget | null): boolean {
  return (target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null)
    || document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}
