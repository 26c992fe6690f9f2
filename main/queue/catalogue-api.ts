import { refuse } from '../../shared/errors.ts';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import type { Service, ServiceWindow } from '../../shared/queue.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import type { Command } from '../database/database.ts';
import {
  countAliveOfService, findService, listServices as readServices, prefixIsTaken, servicesExist, storeService, storeWindow, windowHasTicket, windowNumberIsTaken,
} from './catalogue-store.ts';
import { countWaitingForWindow, findWindow, listWindows as readWindows, readWindow } from './windows-store.ts';

type Inputs = BranchInputs['queue'];

/** Services and windows as the branch sets them up. */
export function catalogueApi({ database, clock, live }: BranchParts) {
  return {
    listServices: () => database.read(reader => readServices(reader)),
    saveService,
    listWindows: () => database.read(reader => readWindows(reader)),
    saveWindow,
  };

  async function saveService(command: Command, { commandId: _, ...service }: Inputs['saveService']): Promise<Service> {
    return database.write(command, async tx => {
      if (await prefixIsTaken(tx, service.prefix, service.id)) refuse('PREFIX_TAKEN', { prefix: service.prefix });
      const before = await findService(tx, service.id);
      if (before && ((before.isActive && !service.isActive) || before.prefix !== service.prefix)) {
        const waiting = await countAliveOfService(tx, service.id);
        if (waiting > 0) refuse('SERVICE_IN_USE', { waiting });
      }
      await storeService(tx, service, clock.now());
      tx.afterCommit(() => live.publish('queue'));
      return service;
    });
  }

  async function saveWindow(command: Command, { commandId: _, ...input }: Inputs['saveWindow']): Promise<ServiceWindow> {
    // Named twice, the last word counts.
    const window = { ...input, services: [...new Map(input.services.map(each => [each.serviceId, each])).values()] };
    return database.write(command, async tx => {
      if (await windowNumberIsTaken(tx, window.number, window.id)) refuse('WINDOW_NUMBER_TAKEN', { number: window.number });
      if (!await servicesExist(tx, window.services.map(each => each.serviceId))) refuse('SERVICE_NOT_FOUND');
      const before = await findWindow(tx, window.id);
      if (before) {
        const hasTicket = await windowHasTicket(tx, window.id);
        const isAtWork = before.state !== 'closed' || hasTicket || await countWaitingForWindow(tx, window.id) > 0;
        // Somebody was just sent to the number on the sign.
        if ((!window.isActive && isAtWork) || (window.number !== before.number && hasTicket)) refuse('WINDOW_IN_USE', { number: before.number });
      }
      await storeWindow(tx, window, clock.now());
      tx.afterCommit(() => live.publish('queue'));
      return readWindow(tx, window.id);
    });
  }
}
