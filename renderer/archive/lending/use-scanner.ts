import { useEffect, useRef } from 'react';

/** Characters mean nothing where no text is typed; an Enter so soon after one belongs to the same label. */
const sameLabelWithinMs = 400;
const isTextField = (target: EventTarget | null) => target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox';
const isCharacter = ({ key }: KeyboardEvent) => key.length === 1 && key !== ' ';

/**
 * While a question stands open, the Enter of a label that is scanned meanwhile must not answer it: the next file of the
 * pile would confirm the one before unseen. Such an Enter is swallowed and `onScanned` says so.
 */
export function useScannerGuard(onScanned: () => void): void {
  const newest = useRef(onScanned);
  newest.current = onScanned;
  useEffect(() => {
    let lastCharacterMs = Number.NEGATIVE_INFINITY;
    const listen = (event: KeyboardEvent) => {
      if (isTextField(event.target)) return;
      const isScanned = event.key === 'Enter' && event.timeStamp - lastCharacterMs <= sameLabelWithinMs;
      // A scanner presses Shift between capitals; every other key, and Space, which chooses, is a hand's.
      if (event.key !== 'Shift') lastCharacterMs = isCharacter(event) ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (!isScanned) return;
      event.preventDefault();
      event.stopPropagation();
      newest.current();
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}

/**
 * The first character of a label takes the keyboard to the scanner's field, wherever it stood: otherwise the label's Enter
 * would press the button that happens to have the focus.
 */
export function useScannerFinds(toField: () => void): void {
  const newest = useRef(toField);
  newest.current = toField;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isCharacter(event) || event.ctrlKey || event.altKey || event.metaKey || isTextField(event.target) || document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      newest.current();
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}
