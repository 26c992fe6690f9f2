import { v7 as uuidv7 } from 'uuid';
import { businessTypes } from '../counter/counter-schema.ts';
import type { Queries } from '../database/database.ts';
import { services, windows, windowServices } from '../queue/queue-schema.ts';
import type { PresentBranch } from './branch-parts.ts';
import { branch } from './branch-schema.ts';
import type { TradeCatalogue } from './trade-catalogue.ts';
import { spreadServices } from './window-spread.ts';

/** True once the branch was made. */
export async function hasBranch(queries: Queries): Promise<boolean> {
  return (await queries.select({ id: branch.id }).from(branch)).length > 0;
}

export async function insertBranch(tx: Queries, values: Pick<PresentBranch, 'name' | 'trade' | 'timeZone' | 'isDemonstration'>, nowMs: number): Promise<void> {
  await tx.insert(branch).values({ id: uuidv7(), ...values, createdAt: nowMs });
}

export interface FirstHall {
  catalogue: TradeCatalogue;
  windowCount: number;
  /** `HH:MM` in the branch's time zone */
  opensAt: string;
  closesAt: string;
}

/** The hall a new branch starts with: the trade's services and business types, and closed windows that serve them all. */
export async function insertFirstHall(tx: Queries, { catalogue, windowCount, opensAt, closesAt }: FirstHall, nowMs: number): Promise<void> {
  const serviceRows = catalogue.services.map(service => ({ id: uuidv7(), ...service, opensAt, closesAt, isActive: true, changedAt: nowMs }));
  const idOfPrefix = new Map(serviceRows.map(({ prefix, id }) => [prefix, id]));
  const windowRows = Array.from({ length: windowCount }, (_, index) => ({
    id: uuidv7(), number: index + 1, nameZh: `${index + 1} 号窗口`, nameEn: `Window ${index + 1}`, state: 'closed' as const, stateSince: nowMs, isActive: true, changedAt: nowMs,
  }));
  const spread = spreadServices(windowCount, serviceRows.length);
  const servingRows = windowRows.flatMap(({ id: windowId }, window) =>
    serviceRows.map(({ id: serviceId }, service) => ({ id: uuidv7(), windowId, serviceId, kind: spread[window]?.[service] ?? 'helping' as const })));
  const typeRows = catalogue.businessTypes.flatMap(({ servicePrefix, nameZh, nameEn }) => {
    const serviceId = idOfPrefix.get(servicePrefix);
    return serviceId ? [{ id: uuidv7(), serviceId, nameZh, nameEn, isActive: true }] : [];
  });
  await tx.insert(services).values(serviceRows);
  await tx.insert(windows).values(windowRows);
  await tx.insert(windowServices).values(servingRows);
  await tx.insert(businessTypes).values(typeRows);
}
