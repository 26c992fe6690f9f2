import { useEffect, useRef } from 'react';
import { isComposing } from '../components/composition.ts';

/** The key of an action, printed beside it. Readers get it from `aria-keyshortcuts` of the control instead. */
export function Key({ label }: { label: string }) {
  return <kbd className="archive-key" aria-hidden>{label}</kbd>;
}

type Keys = Partial<Record<'Escape' | `Alt+${Uppercase<string>}` | `Ctrl+${Uppercase<string>}`, () => void>>;

/**
 * Keys of an opened file, wherever the focus stands; they rest while a dialog is open. They listen before the keys of
 * what the file stands in, so that Escape masks the file first and closes the panel around it only at the next press.
 */
export function useFileKeys(keys: Keys): void {
  const newest = useRef(keys);
  newest.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.repeat || event.metaKey || isComposing(event) || document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      const letter = event.code.replace(/^Key/, '');
      const name = event.altKey && !event.ctrlKey ? `Alt+${letter}` : event.ctrlKey && !event.altKey ? `Ctrl+${letter}` : event.key;
      const act = newest.current[name as keyof Keys];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}
