import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useOffice } from './office.ts';

export interface Times {
  /** 09:41 */
  clock(atMs: number): string;
  /** 09:41:07 */
  clockSeconds(atMs: number): string;
  /** 11月23日 09:41 */
  dayAndClock(atMs: number): string;
  /** 2026年11月23日: for what is read again in later years */
  day(atMs: number): string;
}

/** Instants as the office's wall clock shows them, whatever zone this machine is set to. */
export function useTimes(): Times {
  const { i18n } = useTranslation();
  const timeZone = useOffice().timeZone ?? undefined;
  return useMemo(() => {
    const make = (parts: Intl.DateTimeFormatOptions) => {
      const format = new Intl.DateTimeFormat(i18n.language, { ...parts, hourCycle: 'h23', timeZone });
      return (atMs: number) => format.format(atMs);
    };
    const time = { hour: '2-digit', minute: '2-digit' } as const;
    return {
      clock: make(time),
      clockSeconds: make({ ...time, second: '2-digit' }),
      dayAndClock: make({ ...time, month: 'short', day: 'numeric' }),
      day: make({ year: 'numeric', month: 'short', day: 'numeric' }),
    };
  }, [i18n.language, timeZone]);
}
