import { afterEach } from 'vitest';
import type { Hall } from './a-hall.ts';

/** Opens halls for the tests of one file and closes each after its test. Call it once at the top of the file. */
export function openHalls(): (plan: { open(): Promise<Hall> }) => Promise<Hall> {
  const open: Hall[] = [];
  afterEach(async () => {
    for (const hall of open.splice(0)) await hall.close();
  });
  return async plan => {
    const hall = await plan.open();
    open.push(hall);
    return hall;
  };
}
