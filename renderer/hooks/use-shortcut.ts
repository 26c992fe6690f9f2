import { useEffect, useRef } from 'react';

/** Runs `act` when Alt and this letter (as on the key, in upper case) are pressed, in every field of the page; nothing while `isOff`, nor behind a dialog. */
export function useAltShortcut(letter: Uppercase<string>, act: () => void, isOff = false): void {
  const newest = useRef(act);
  newest.current = act;
  useEffect(() => {
    if (isOff) return;
    function pressed(event: KeyboardEvent) {
      const isOurs = event.altKey && !event.ctrlKey && !event.metaKey && event.code === `Key${letter}`;
      if (!isOurs || event.repeat || document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return;
      event.preventDefault();
      newest.current();
    }
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [letter, isOff]);
}
