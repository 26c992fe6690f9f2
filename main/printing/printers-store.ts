import { asc, eq } from 'drizzle-orm';
import type { Printer } from '../../shared/printing.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { printers } from './printing-schema.ts';

export type StoredPrinter = typeof printers.$inferSelect;

/** All printers, by name. */
export async function listPrinters(reader: Queries): Promise<StoredPrinter[]> {
  return reader.select().from(printers).orderBy(asc(printers.name), asc(printers.id));
}

/** Stores a printer, new or changed. It has to show anew that it answers: another machine may stand there now. */
export async function storePrinter(tx: Transaction, printer: Printer, at: number): Promise<void> {
  const row = { ...printer, answersStatus: false, changedAt: at };
  await tx.insert(printers).values(row).onConflictDoUpdate({ target: printers.id, set: row });
}

/** Takes a printer away; false when there was none. Its jobs stay. */
export async function deletePrinter(tx: Transaction, printerId: string): Promise<boolean> {
  return (await tx.delete(printers).where(eq(printers.id, printerId)).returning({ id: printers.id })).length > 0;
}

export async function noteAnswering(tx: Transaction, printerId: string): Promise<void> {
  await tx.update(printers).set({ answersStatus: true }).where(eq(printers.id, printerId));
}
