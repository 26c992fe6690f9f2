import { existsSync } from 'node:fs';

/**
 * Puts temporary folders of this process on a disk in memory where the system has one: a history that dies and starts anew a
 * dozen times waits for no disk. What a flush is worth is tested elsewhere, with processes that are killed.
 */
export function workInMemory(): void {
  if (existsSync('/dev/shm')) process.env['TMPDIR'] = '/dev/shm';
}
