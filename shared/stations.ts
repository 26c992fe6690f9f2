import * as z from 'zod';
import { commandId, instant, procedure, rowId, words } from './command.ts';

export const stationKind = z.enum(['desk', 'hall', 'kiosk', 'pad']);
export type StationKind = z.infer<typeof stationKind>;

export const station = z.object({ id: rowId, name: z.string(), kind: stationKind, windowId: rowId.nullable().describe('a rating pad stands at one window'), enrolledAt: instant, lastSeenAt: instant.nullable(), isRevoked: z.boolean() });
export type Station = z.infer<typeof station>;

export const stationsContract = {
  list: procedure.meta({ access: ['administrator'] }).output(z.array(station)),
  /** A one-time code, valid ten minutes. It is shown once and stored only as a hash. A rating pad, and nothing else, names its window. */
  invite: procedure.meta({ access: ['administrator'] })
    .input(z.object({ commandId, name: words(40), kind: stationKind, windowId: rowId.nullable().default(null) }).refine(({ kind, windowId }) => (kind === 'pad') === (windowId !== null))).output(z.object({ code: z.string(), validUntilAt: instant })),
  revoke: procedure.meta({ access: ['administrator'] }).input(z.object({ commandId, stationId: rowId })).output(station),
};
