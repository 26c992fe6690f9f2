import * as z from 'zod';
import { commandId, instant, procedure, rowId, words } from './command.ts';
import { maskedCustomer } from './customers.ts';
import { ticket } from './queue.ts';

/** How the clerk made sure who stands there. */
export const identityMethod = z.enum(['cardSeen', 'cardReader', 'phoneNumber', 'agent', 'notIdentified']);

/** How one item of business ended; undecided while it is in hand. */
export const itemResults = ['undecided', 'completed', 'incompleteDocuments', 'refused', 'handedOver'] as const;
export const itemResult = z.enum(itemResults);

/** A kind of business done at the counter, for instance 过户. */
export const businessType = z.object({ id: rowId, serviceId: rowId, nameZh: words(30), nameEn: words(60), isActive: z.boolean() });
export type BusinessType = z.infer<typeof businessType>;

export const visitItem = z.object({
  id: rowId, businessTypeId: rowId, nameZh: z.string(), nameEn: z.string(),
  result: itemResult, reason: z.string().nullable(), startedAt: instant, endedAt: instant.nullable(), minutes: z.number().int().nullable(),
});
export type VisitItem = z.infer<typeof visitItem>;

export const visit = z.object({
  id: rowId,
  ticketId: rowId,
  ticketNumber: z.string(),
  windowId: rowId,
  customer: maskedCustomer.nullable(),
  identityMethod,
  /** of this customer before today's */
  earlierVisits: z.array(z.object({ visitId: rowId, startedAt: instant, items: z.array(z.object({ nameZh: z.string(), nameEn: z.string() })) })),
  items: z.array(visitItem),
  notes: z.string(),
  startedAt: instant,
  finishedAt: instant.nullable(),
});
export type Visit = z.infer<typeof visit>;

const clerk = { access: ['clerk', 'manager'] } as const;
const ofVisit = z.object({ commandId, visitId: rowId });

export const counterContract = {
  /** The called customer is here: the ticket is served, its visit opens (or goes on, after a hold or transfer). */
  startServing: procedure.meta(clerk).input(z.object({ commandId, windowId: rowId })).output(visit),
  /** The open visit of the ticket served at this window, or null. */
  currentVisit: procedure.meta(clerk).input(z.object({ windowId: rowId })).output(visit.nullable()),
  /** customerId null with `notIdentified` says that nobody was looked up. */
  identify: procedure.meta(clerk).input(ofVisit.extend({ customerId: rowId.nullable(), identityMethod })).output(visit),
  addItem: procedure.meta(clerk).input(ofVisit.extend({ businessTypeId: rowId })).output(visit),
  /** Anything but `completed` and `undecided` needs the reason the customer was told. */
  decideItem: procedure.meta(clerk).input(ofVisit.extend({ itemId: rowId, result: itemResult, reason: z.string().trim().max(300).nullable() })).output(visit),
  removeItem: procedure.meta(clerk).input(ofVisit.extend({ itemId: rowId })).output(visit),
  saveNotes: procedure.meta(clerk).input(ofVisit.extend({ notes: z.string().max(2000) })).output(visit),
  /** Ends visit and ticket together; every item must be decided. */
  finish: procedure.meta(clerk).input(ofVisit).output(z.object({ visit, ticket })),
  listBusinessTypes: procedure.meta({ access: 'staff' }).output(z.array(businessType)),
  saveBusinessType: procedure.meta({ access: ['administrator', 'manager'] }).input(businessType.extend({ commandId })).output(businessType),
};
