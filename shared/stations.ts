import * as z from 'zod';
import { commandId, instant, procedure, rowId, words } from './command.ts';

export const stationKind = z.enum(['desk', 'hall', 'kiosk']);
export type StationKind = z.infer<typeof stationKind>;

export const station = z.object({ id: rowId, name: z.string(), kind: stationKind, enrolledAt: instant, lastSeenAt: instant.nullable(), isRevoked: z.boolean() });
export type Station = z.infer<typeof station>;

export const stationsContract = {
  list: procedure.meta({ access: ['administrator'] }).output(z.array(station)),
  /** A one-time code, valid ten minutes. It is shown once and stored only as a hash. */
  invite: procedure.meta({ access: ['administrator'] })
    .input(z.object({ commandId, name: words(40), kind: stationKind })).output(z.object({ code: z.string(), validUntilAt: instant })),
  revoke: procedure.meta({ access: ['administrator'] }).input(z.object({ commandId, stationId: rowId })).output(station),
};
