const formats = new Map<string, Intl.DateTimeFormat>();

/** Wall-clock parts in a time zone; making a format is slow, so each zone keeps its own. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** Date `YYYY-MM-DD` and time of day `HH:MM` of a moment (UTC ms) in a time zone. */
export function wallClock(atMs: number, timeZone: string): { date: string; time: string } {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(atMs)) parts[type] = value;
  return { date: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}

/** The business date `YYYY-MM-DD` of a moment (UTC ms): the calendar day in the branch's time zone. */
export function businessDateOf(atMs: number, timeZone: string): string {
  return wallClock(atMs, timeZone).date;
}
