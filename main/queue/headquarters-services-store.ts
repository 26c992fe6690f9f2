import { v7 as uuidv7 } from 'uuid';
import { refuse } from '../../shared/errors.ts';
import type { Service } from '../../shared/queue.ts';
import type { Transaction } from '../database/database.ts';
import { countAliveOfService, listServices, storeService } from './catalogue-store.ts';

/**
 * Takes services of headquarters over, known by their prefix: each is added or changed, one that is not named stays as it is.
 * Errors: SERVICE_IN_USE when one is to end while customers wait for it.
 */
export async function takeServices(tx: Transaction, given: readonly Omit<Service, 'id'>[], at: number): Promise<void> {
  const present = new Map((await listServices(tx)).map(service => [service.prefix, service]));
  // Named twice, the last word counts.
  for (const service of new Map(given.map(each => [each.prefix, each])).values()) {
    const before = present.get(service.prefix);
    if (before?.isActive && !service.isActive) {
      const waiting = await countAliveOfService(tx, before.id);
      if (waiting > 0) refuse('SERVICE_IN_USE', { waiting });
    }
    await storeService(tx, { id: before?.id ?? uuidv7(), ...service }, at);
  }
}
