import { businessDateOf } from '../../../shared/business-date.ts';
import { useSession } from '../../hooks/branch-client.tsx';

/** Today as `YYYY-MM-DD` on the branch's calendar, whatever zone this machine is set to. */
export function useBusinessDate(): string {
  const timeZone = useSession()?.branch?.timeZone ?? 'Asia/Shanghai';
  return businessDateOf(Date.now(), timeZone);
}
