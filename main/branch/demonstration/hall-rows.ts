import type { businessTypes } from '../../counter/counter-schema.ts';
import type { services, windows, windowServices } from '../../queue/queue-schema.ts';
import type { TradeCatalogue } from '../trade-catalogue.ts';
import { hallWindows } from './power-hall.ts';
import type { SeededRandom } from './seeded-random.ts';

/** What the simulation knows by number, prefix or login name, as the database knows it. */
export interface HallIds {
  serviceId(prefix: string): string;
  windowOf(number: number): { id: string; clerkId: string | null };
  businessTypesOf(prefix: string): string[];
  kioskId: string;
  enquiriesWindow: number;
}

export interface HallRows {
  services: (typeof services.$inferInsert)[];
  businessTypes: (typeof businessTypes.$inferInsert)[];
  windows: (typeof windows.$inferInsert & { id: string })[];
  windowServices: (typeof windowServices.$inferInsert)[];
  ids: HallIds;
}

export interface HallMoments {
  /** when the hall was furnished, UTC ms */
  madeAt: number;
  closedSinceAt: number;
  opensAt(windowNumber: number): number;
  trainingFromAt: number;
}

/**
 * Services, business and windows of the demonstration's hall. Its services are offered round the clock (equal times mean
 * that), so that the hall is open whenever somebody looks at it.
 */
export function hallRowsOf(catalogue: TradeCatalogue, moments: HallMoments, clerkIds: ReadonlyMap<string, { id: string; name: string }>, random: SeededRandom): HallRows {
  const { madeAt } = moments;
  const serviceRows = catalogue.services.map(service => ({
    id: random.id(madeAt), ...service, opensAt: '00:00', closesAt: '00:00', isActive: true, changedAt: madeAt,
  }));
  const serviceIds = new Map(serviceRows.map(({ prefix, id }) => [prefix, id]));
  const serviceId = (prefix: string) => known(serviceIds.get(prefix), prefix);
  const typeRows = catalogue.businessTypes.map(({ servicePrefix, nameZh, nameEn }) => ({
    id: random.id(madeAt), serviceId: serviceId(servicePrefix), nameZh, nameEn, isActive: true,
  }));

  const windowRows = hallWindows.map(({ number, nameZh, nameEn, clerk, isInTraining }) => {
    const common = { id: random.id(madeAt), number, nameZh, nameEn, isActive: true, changedAt: madeAt };
    if (clerk === null) return { ...common, state: 'closed' as const, stateSince: moments.closedSinceAt, pauseReason: null, clerkId: null, clerkName: null };
    const { id: clerkId, name: clerkName } = known(clerkIds.get(clerk), clerk);
    return isInTraining
      ? { ...common, state: 'paused' as const, pauseReason: 'training' as const, stateSince: moments.trainingFromAt, clerkId, clerkName }
      : { ...common, state: 'open' as const, pauseReason: null, stateSince: moments.opensAt(number), clerkId, clerkName };
  });
  const windowServiceRows = hallWindows.flatMap(({ number, own, helping }, index) => {
    const windowId = known(windowRows[index], number).id;
    const serving = (kind: 'own' | 'helping') => (prefix: string) => ({ id: random.id(madeAt), windowId, serviceId: serviceId(prefix), kind });
    return [...own.map(serving('own')), ...helping.map(serving('helping'))];
  });

  return {
    services: serviceRows, businessTypes: typeRows, windows: windowRows, windowServices: windowServiceRows,
    ids: {
      serviceId,
      windowOf: number => known(windowRows.find(window => window.number === number), number),
      businessTypesOf: prefix => typeRows.filter(type => type.serviceId === serviceId(prefix)).map(type => type.id),
      kioskId: random.id(madeAt),
      enquiriesWindow: known(hallWindows.find(window => window.own[0] === 'G'), 'G').number,
    },
  };
}

function known<Value>(value: Value | undefined, what: string | number): Value {
  if (value === undefined) throw new Error(`the demonstration has no ${what}`);
  return value;
}
