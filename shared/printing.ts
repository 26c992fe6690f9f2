import { eventIterator } from '@orpc/contract';
import * as z from 'zod';
import { commandId, instant, procedure, rowId, words } from './command.ts';

// ── The words of printing ───────────────────────────────────────────────────────────────────────────────────────

/** ticket 号票; slip 一次性告知书; test 测试页 */
export const paperKinds = ['ticket', 'slip', 'test'] as const;
const paperKind = z.enum(paperKinds);
export type PaperKind = z.infer<typeof paperKind>;

/** queued: handed to the printer's line; voided: the ticket of a failed print was cancelled */
export const printStates = ['queued', 'printed', 'failed', 'voided'] as const;
export const printState = z.enum(printStates);

/**
 * Why a paper did not come out, as far as anybody can know.
 * - `silent`: it took the connection and answers no question, though it did before
 * - `brokeOff`: the connection ended while it printed; part of the paper may be out
 * - `serviceStopped`: the branch service ended first; nobody knows what came out
 * - `noDesktop`: a printer of the system, and the branch service does not run inside the desktop application
 */
export const printProblems = [
  'notReachable', 'silent', 'outOfPaper', 'coverOpen', 'offline', 'printerError', 'brokeOff', 'serviceStopped', 'printerRemoved', 'noDesktop', 'refused',
] as const;
export const printProblem = z.enum(printProblems);
export type PrintProblem = z.infer<typeof printProblem>;

/** Paper widths of receipt printers, and how many narrow characters a line of each holds. */
export const charactersPerLine = { 58: 32, 80: 48 } as const;
export type PaperWidth = keyof typeof charactersPerLine;

/**
 * True for an IPv4 address of this machine or of a private network (RFC 1918, RFC 3927). A printer stands in the hall; with
 * other addresses the branch service could be made to send to any machine of the world. Names are not taken: what a name
 * points to can change after it was looked at.
 */
export function isLocalAddress(address: string): boolean {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
  if (!parts || parts.some(part => part > 255)) return false;
  const [a = 0, b = 0] = parts;
  return a === 10 || a === 127 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 169 && b === 254);
}

/** Ports below belong to the machine's own services; printers listen from 9100 upward. */
export const lowestPrinterPort = 1024;

export const printerLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tcp'), address: z.string().trim().refine(isLocalAddress), port: z.number().int().min(lowestPrinterPort).max(65_535) }),
  z.object({ kind: z.literal('system'), deviceName: words(200) }),
]);
export type PrinterLine = z.infer<typeof printerLine>;

export const printer = z.object({
  id: rowId,
  name: words(40),
  line: printerLine,
  widthMm: z.union([z.literal(58), z.literal(80)]),
  stationId: rowId.nullable().describe('prints for this station alone; null for every station without a printer of its own'),
});
export type Printer = z.infer<typeof printer>;

/** One try to put one paper out. */
export const printJob = z.object({
  id: rowId, paper: paperKind, number: z.string(), attempt: z.number().int(), state: printState, problem: printProblem.nullable(), queuedAt: instant, endedAt: instant.nullable(),
});
export type PrintJob = z.infer<typeof printJob>;

/** What the service last met at a printer; null before it has tried. */
const printerStanding = z.object({ problem: printProblem.nullable(), sinceAt: instant }).nullable();
export type PrinterStanding = z.infer<typeof printerStanding>;

export const watchedPrinter = printer.extend({ standing: printerStanding, lastTest: printJob.nullable() });
export type WatchedPrinter = z.infer<typeof watchedPrinter>;

export const failedPaper = z.object({ ticketId: rowId, number: z.string(), problem: printProblem, printerName: z.string().nullable(), failedAt: instant });
export type FailedPaper = z.infer<typeof failedPaper>;

// ── What may be asked ───────────────────────────────────────────────────────────────────────────────────────────

const administrator = { access: ['administrator'] } as const;

export const printingContract = {
  /** The newest try to print the paper of a ticket or a visit, and each change of it; null when there was none. */
  watchPaper: procedure.meta({ access: 'station' }).input(z.object({ subjectId: rowId })).output(eventIterator(z.object({ job: printJob.nullable() }))),
  /** Prints the ticket once more, with the same number. A station without staff may do so only for its own failed papers. */
  reprint: procedure.meta({ access: 'station' }).input(z.object({ commandId, ticketId: rowId })).output(printJob),
  /** Cancels the waiting ticket of a failed print; its number is not given again. */
  voidTicket: procedure.meta({ access: 'station' }).input(z.object({ commandId, ticketId: rowId, reason: words(200) })).output(printJob),
  /** Prints what the customer of the caller's visit was told is missing or not possible; once more, it is a reprint. */
  printSlip: procedure.meta({ access: ['clerk', 'manager'] }).input(z.object({ commandId, visitId: rowId })).output(printJob),
  /** Today's waiting tickets whose newest print failed, oldest first. */
  watchFailures: procedure.meta({ access: ['clerk', 'manager'] }).output(eventIterator(z.array(failedPaper))),

  // Administration
  /** All printers with their standing. While somebody watches, each is asked how it is every few seconds. */
  watchPrinters: procedure.meta(administrator).output(eventIterator(z.array(watchedPrinter))),
  /** The names of this machine's own printers; null where the branch service does not run inside the desktop application. */
  systemPrinters: procedure.meta(administrator).output(z.array(z.string()).nullable()),
  savePrinter: procedure.meta(administrator).input(printer.extend({ commandId })).output(printer),
  removePrinter: procedure.meta(administrator).input(z.object({ commandId, printerId: rowId })).output(z.object({ removed: z.boolean() })),
  printTestPage: procedure.meta(administrator).input(z.object({ commandId, printerId: rowId })).output(printJob),
};
