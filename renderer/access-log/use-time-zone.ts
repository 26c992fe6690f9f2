import { businessDateOf } from '../../shared/business-date.ts';
import { useSession } from '../hooks/branch-client.tsx';

/** The branch's time zone and its date of today. */
export function useTimeZone(): { timeZone: string; today: string } {
  const timeZone = useSession()?.branch?.timeZone ?? 'Asia/Shanghai';
  return { timeZone, today: businessDateOf(Date.now(), timeZone) };
}
