import type { ServingKind } from '../../shared/queue.ts';

/**
 * Which window of a new branch serves which service, as `[window][service]`. Every service is some window's own; with
 * fewer windows than services a window owns several. What a window does not own it helps with, so that none stands idle
 * while people wait.
 */
export function spreadServices(windowCount: number, serviceCount: number): ServingKind[][] {
  return Array.from({ length: windowCount }, (_window, window) =>
    Array.from({ length: serviceCount }, (_service, service) => {
      const isOwn = windowCount < serviceCount ? service % windowCount === window : window % serviceCount === service;
      return isOwn ? 'own' : 'helping';
    }));
}
