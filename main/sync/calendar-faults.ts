interface GivenYear { year: number; days: readonly { day: string }[] }
type Fault = { line: number; fault: 'otherYear'; text: string } | { line: number; fault: 'twice'; text: string; firstLine: number };

/** What is wrong with a year of the work calendar that somebody gives; days are counted from 1. None: it may be taken. */
export function calendarFaults({ year, days }: GivenYear): Fault[] {
  const firstAt = new Map<string, number>();
  return days.flatMap(({ day }, at): Fault[] => {
    const line = at + 1;
    const firstLine = firstAt.get(day);
    if (firstLine !== undefined) return [{ line, fault: 'twice', text: day, firstLine }];
    firstAt.set(day, line);
    return day.startsWith(`${year}-`) ? [] : [{ line, fault: 'otherYear', text: day }];
  });
}
