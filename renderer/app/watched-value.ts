import type { Watched } from '../hooks/branch-connection.ts';

export interface WatchedValue<Value> extends Watched<Value> {
  set(value: Value): void;
}

/** A value whose changes can be watched. Watchers hear of each `set` once. */
export function watchedValue<Value>(first: Value): WatchedValue<Value> {
  let present = first;
  const watchers = new Set<() => void>();
  return {
    get: () => present,
    set(value) {
      present = value;
      for (const changed of [...watchers]) changed();
    },
    subscribe(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}
