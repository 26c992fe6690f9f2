/**
 * The instant (UTC ms) at which the wall clock of `timeZone` shows `time` (`HH:MM`) on the day it shows at `now`.
 * The station's own time zone plays no part: a clerk's machine may be set to another one.
 */
export function todayAt(time: string, now: number, timeZone: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const there = wallClock(now, timeZone);
  const wanted = Date.UTC(there.year, there.month - 1, there.day, hour, minute);
  const guess = now + wanted - Date.UTC(there.year, there.month - 1, there.day, there.hour, there.minute, there.second) - (now % 1000);
  // A change to or from summer time between now and then moves the guess by its hour.
  const atGuess = wallClock(guess, timeZone);
  return guess + wanted - Date.UTC(atGuess.year, atGuess.month - 1, atGuess.day, atGuess.hour, atGuess.minute, atGuess.second);
}

function wallClock(at: number, timeZone: string) {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}
