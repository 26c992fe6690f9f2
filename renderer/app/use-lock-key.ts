import { useEffect } from 'react';
import { deskKeys } from '../../shared/desk-keys.ts';
import { useLock } from '../hooks/use-lock.ts';

/** The lock's key works on every page, in every field and dialog. */
export function useLockKey(): void {
  const lock = useLock();
  useEffect(() => {
    const key = deskKeys.find(each => each.action === 'lock');
    function pressed(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== key?.key || event.altKey !== Boolean(key.alt) || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      lock();
    }
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [lock]);
}
