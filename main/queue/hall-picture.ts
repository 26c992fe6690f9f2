import type { HallView, WaitRange } from '../../shared/queue.ts';
import { waitedMinutes } from './dispatch.ts';
import { longestWaitFrom, type LiveHall } from './live-hall.ts';
import { isOfferedAt } from './opening-hours.ts';

/** The public picture of the hall: no person in it, and no closed-down service or window. */
export function hallPicture(hall: LiveHall, waitRanges: ReadonlyMap<string, WaitRange | null>): HallView {
  const { branchName, businessDate, isDayClosed, asOf, calls, timeZone, settings } = hall;
  return {
    branchName, businessDate, isDayClosed, asOf, calls,
    announceInEnglish: settings.announceInEnglish,
    notices: hall.notices,
    services: hall.services.filter(service => service.isActive).map(service => {
      const line = hall.serviceLines.get(service.id);
      const { id: serviceId, prefix, nameZh, nameEn, targetWaitMinutes, opensAt, closesAt, requiredDocuments } = service;
      return {
        serviceId, prefix, nameZh, nameEn, targetWaitMinutes, opensAt, closesAt, requiredDocuments,
        waiting: line?.length ?? 0,
        longestWaitMinutes: waitedMinutes(longestWaitFrom(line) ?? asOf, asOf),
        waitRange: waitRanges.get(serviceId) ?? null,
        isOffered: !isDayClosed && isOfferedAt(service, asOf, timeZone),
      };
    }),
    windows: hall.windows.filter(window => window.isActive).map(({ id, number, nameZh, nameEn, state, pauseReason }) => ({
      number, nameZh, nameEn, state, pauseReason, servingNumber: hall.inHand.get(id)?.number ?? null,
    })),
  };
}
