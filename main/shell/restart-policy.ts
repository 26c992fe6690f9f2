/** Faster than a person can be told, slower than a loop: 1 s, then twice as long each time, at most 30 s. */
const firstDelaySeconds = 1;
const longestDelaySeconds = 30;
const crashesToGiveUp = 5;
const windowSeconds = 60;

export interface RestartPolicy {
  /**
   * Called at each crash.
   *
   * Returns the seconds to wait before starting again, or null when it crashed five times within a minute: then a
   * person has to be told, because another restart will not help.
   * @param nowMs any clock that only goes forward
   * @param ranSeconds how long it ran; after a full minute the earlier crashes are a thing of the past
   */
  afterCrash(nowMs: number, ranSeconds: number): number | null;
  /** A person pressed "Try again". */
  forget(): void;
}

export function makeRestartPolicy(): RestartPolicy {
  let crashes: number[] = [];
  let inARow = 0;
  return {
    afterCrash(nowMs, ranSeconds) {
      if (ranSeconds >= windowSeconds) inARow = 0;
      inARow += 1;
      crashes = [...crashes.filter(at => nowMs - at < windowSeconds * 1000), nowMs];
      if (crashes.length >= crashesToGiveUp) return null;
      return Math.min(firstDelaySeconds * 2 ** (inARow - 1), longestDelaySeconds);
    },
    forget() {
      crashes = [];
      inARow = 0;
    },
  };
}
