import { useEffect, useState } from 'react';

/** True while Caps Lock is on, as far as the last key told: the commonest reason of a wrong password. */
export function useCapsLock(): boolean {
  const [isOn, setIsOn] = useState(false);
  useEffect(() => {
    // Some synthetic key events (autofill) carry no modifier state.
    const read = (event: KeyboardEvent) => setIsOn(event.getModifierState?.('CapsLock') ?? false);
    window.addEventListener('keydown', read);
    window.addEventListener('keyup', read);
    return () => {
      window.removeEventListener('keydown', read);
      window.removeEventListener('keyup', read);
    };
  }, []);
  return isOn;
}
