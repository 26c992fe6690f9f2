import * as z from 'zod';
import { businessDate, instant } from './command.ts';
import { fileStates } from './archive.ts';
import { complaintState } from './complaints.ts';
import { anyRole, consoleProcedure } from './console-session.ts';
import { ticketStates } from './queue.ts';
import { trades } from './staff.ts';

// One box over all branches: numbers that stand on paper, and branches by name. Whoever a number belongs to is not shown.

const ofBranch = { branchId: z.string(), branchName: z.string() };

/** Of each kind at most so many. */
export const mostFound = 20;

const found = z.object({
  branches: z.array(z.object({ id: z.string(), name: z.string(), trade: z.enum(trades) })),
  complaints: z.array(z.object({ ...ofBranch, id: z.string(), number: z.string(), state: complaintState, receivedAt: instant })),
  /** of that number, the newest first */
  tickets: z.array(z.object({ ...ofBranch, id: z.string(), number: z.string(), businessDate, state: z.enum(ticketStates), serviceNameZh: z.string(), serviceNameEn: z.string(), issuedAt: instant, firstCalledAt: instant.nullable() })),
  files: z.array(z.object({ ...ofBranch, id: z.string(), archiveNumber: z.string(), state: z.enum(fileStates), year: z.number().int() })),
});
export type Found = z.infer<typeof found>;

export const consoleSearchContract = {
  /** Complaints and archive files are found by who follows complaints or audits; branches and tickets by everybody. */
  find: consoleProcedure.meta(anyRole).input(z.object({ words: z.string().trim().min(1).max(60) })).output(found),
};
