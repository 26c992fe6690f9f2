import { implement } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import { counterContract, type BusinessType, type Visit } from '../../shared/counter.ts';
import { refuse } from '../../shared/errors.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, staffOf, type Caller } from '../branch/caller.ts';
import { customerExists, maskedCustomersByIds } from '../customers/customers-store.ts';
import type { Command, Queries, Transaction } from '../database/database.ts';
import { finishServing, startServing, ticketAtWindow } from '../queue/queue-store.ts';
import {
  deleteItem, findBusinessType, findItem, findVisit, findVisitOfTicket, findVisitStanding, insertItem, insertVisit,
  listBusinessTypes, listEarlierVisits, listItems, moveVisit, saveBusinessType, serviceExists, updateItem, updateVisit,
} from './counter-store.ts';
import { checkMayChangeVisit, checkMayFinish, decideItem, identityOf, itemMinutes } from './visit-rules.ts';

type Inputs = BranchInputs['counter'];

const earlierVisitsShown = 5;

/** The counter: visits of served tickets with their business, and the business a branch offers. */
export function counterApi({ database, clock, live }: BranchParts) {
  const contract = implement(counterContract).$context<Caller>();
  return {
    startServing: contract.startServing.handler(call => openVisit(commandOf(call), call.context, call.input)),
    currentVisit: contract.currentVisit.handler(call => database.read(reader => currentVisit(reader, call.input.windowId))),
    identify: contract.identify.handler(call => changeVisit(call, tx => identify(tx, call.input))),
    addItem: contract.addItem.handler(call => changeVisit(call, tx => addItem(tx, call.input))),
    decideItem: contract.decideItem.handler(call => changeVisit(call, tx => decide(tx, call.input))),
    removeItem: contract.removeItem.handler(call => changeVisit(call, tx => removeItem(tx, call.input))),
    saveNotes: contract.saveNotes.handler(call => changeVisit(call, tx => updateVisit(tx, call.input.visitId, { notes: call.input.notes }))),
    finish: contract.finish.handler(call => finish(commandOf(call), call.context, call.input)),
    listBusinessTypes: contract.listBusinessTypes.handler(() => database.read(listBusinessTypes)),
    saveBusinessType: contract.saveBusinessType.handler(call => changeBusinessType(commandOf(call), call.input)),
  };

  /** One visit per ticket: after a hold or a transfer it goes on where the ticket is now. */
  async function openVisit(command: Command, caller: Caller, { windowId }: Inputs['startServing']): Promise<Visit> {
    const { staffId } = staffOf(caller);
    const stationId = caller.connection.station?.id ?? null;
    return database.write(command, async tx => {
      const at = clock.now();
      const ticket = await startServing(tx, { windowId, staffId, stationId, at });
      const begun = await findVisitOfTicket(tx, ticket.id);
      const visitId = begun?.id ?? uuidv7();
      if (begun) await moveVisit(tx, visitId, { windowId, staffId });
      else {
        await insertVisit(tx, {
          id: visitId, ticketId: ticket.id, windowId, staffId, customerId: null, identityMethod: 'notIdentified', notes: '', startedAt: at, finishedAt: null,
        });
      }
      tx.afterCommit(() => live.publish('queue'));
      return readVisit(tx, visitId);
    });
  }

  async function currentVisit(reader: Queries, windowId: string): Promise<Visit | null> {
    const ticket = await ticketAtWindow(reader, windowId);
    if (ticket?.state !== 'serving') return null;
    const visit = await findVisitOfTicket(reader, ticket.id);
    return visit && readVisit(reader, visit.id);
  }

  /** Every change of an open visit goes through here: only who serves its ticket makes one. */
  async function changeVisit(
    call: { context: Caller; path: readonly string[]; input: { commandId: string; visitId: string } },
    change: (tx: Transaction) => Promise<void>,
  ): Promise<Visit> {
    const { visitId } = call.input;
    return database.write(commandOf(call), async tx => {
      await checkServedBy(tx, visitId, staffOf(call.context).staffId);
      await change(tx);
      return readVisit(tx, visitId);
    });
  }

  async function identify(tx: Transaction, { visitId, customerId, identityMethod }: Inputs['identify']): Promise<void> {
    if (customerId !== null && !await customerExists(tx, customerId)) refuse('CUSTOMER_NOT_FOUND');
    await updateVisit(tx, visitId, identityOf(customerId, identityMethod));
  }

  async function addItem(tx: Transaction, { visitId, businessTypeId }: Inputs['addItem']): Promise<void> {
    const type = await findBusinessType(tx, businessTypeId);
    if (!type?.isActive) refuse('BUSINESS_TYPE_NOT_FOUND');
    await insertItem(tx, { id: uuidv7(), visitId, businessTypeId, result: 'undecided', reason: null, startedAt: clock.now(), endedAt: null });
  }

  async function decide(tx: Transaction, { visitId, itemId, result, reason }: Inputs['decideItem']): Promise<void> {
    const item = await findItem(tx, visitId, itemId) ?? refuse('VISIT_ITEM_NOT_FOUND');
    await updateItem(tx, itemId, decideItem(item, { result, reason, at: clock.now() }));
  }

  async function removeItem(tx: Transaction, { visitId, itemId }: Inputs['removeItem']): Promise<void> {
    if (!await findItem(tx, visitId, itemId)) refuse('VISIT_ITEM_NOT_FOUND');
    await deleteItem(tx, itemId);
  }

  /** Visit and ticket end in one transaction: there is no served customer without a finished visit. */
  async function finish(command: Command, caller: Caller, { visitId }: Inputs['finish']) {
    const { staffId } = staffOf(caller);
    const stationId = caller.connection.station?.id ?? null;
    return database.write(command, async tx => {
      const { windowId } = await checkServedBy(tx, visitId, staffId);
      checkMayFinish(await listItems(tx, visitId));
      const at = clock.now();
      const ticket = await finishServing(tx, { windowId, staffId, stationId, at });
      await updateVisit(tx, visitId, { finishedAt: at, staffId });
      tx.afterCommit(() => live.publish('queue'));
      return { visit: await readVisit(tx, visitId), ticket };
    });
  }

  async function changeBusinessType(command: Command, { commandId: _, ...type }: Inputs['saveBusinessType']): Promise<BusinessType> {
    return database.write(command, async tx => {
      if (!await serviceExists(tx, type.serviceId)) refuse('SERVICE_NOT_FOUND');
      await saveBusinessType(tx, type);
      return type;
    });
  }
}

/** Errors: VISIT_NOT_FOUND, VISIT_FINISHED, NOT_YOUR_WINDOW. */
async function checkServedBy(tx: Transaction, visitId: string, staffId: string): Promise<{ windowId: string }> {
  const standing = await findVisitStanding(tx, visitId) ?? refuse('VISIT_NOT_FOUND');
  checkMayChangeVisit(standing, staffId);
  return standing;
}

/** The visit as the desk shows it: the customer masked, the items with their minutes, what the customer came for before. */
async function readVisit(reader: Queries, visitId: string): Promise<Visit> {
  const { visit, ticketNumber } = await findVisit(reader, visitId) ?? refuse('VISIT_NOT_FOUND');
  const { customerId, startedAt } = visit;
  const items = await listItems(reader, visitId);
  return {
    id: visit.id, ticketId: visit.ticketId, ticketNumber, windowId: visit.windowId,
    customer: customerId === null ? null : (await maskedCustomersByIds(reader, [customerId])).get(customerId) ?? null,
    identityMethod: visit.identityMethod,
    earlierVisits: customerId === null ? [] : await listEarlierVisits(reader, customerId, startedAt, earlierVisitsShown),
    items: items.map(item => ({ ...item, minutes: itemMinutes(item) })),
    notes: visit.notes, startedAt, finishedAt: visit.finishedAt,
  };
}
