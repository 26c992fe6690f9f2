import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Queries, Transaction } from '../database/database.ts';
import { nextOrdinal } from '../database/number-floor-store.ts';
import { complaintLetters } from './complaint-papers-schema.ts';
import { letterNumber, type LetterTemplateId } from './letters.ts';

/** A letter that goes out. `year`: of the business date. */
export interface OutgoingLetter {
  complaintId: string;
  year: number;
  templateId: LetterTemplateId;
  text: string;
  /** UTC ms */
  at: number;
  byName: string;
}

/** Enters a letter in the register; answers its number, `F2026-0001`: the next of its year. */
export async function registerLetter(tx: Transaction, letter: OutgoingLetter, newId: () => string = uuidv7): Promise<string> {
  const ordinal = await nextOrdinal(tx, complaintLetters, letter.year);
  await tx.insert(complaintLetters).values({ id: newId(), ...letter, ordinal });
  return letterNumber({ year: letter.year, ordinal });
}

/** The letters of a complaint, the first first. */
export async function lettersOf(reader: Queries, complaintId: string): Promise<{ number: string; templateId: string; text: string; at: number; byName: string }[]> {
  const rows = await reader.select().from(complaintLetters).where(eq(complaintLetters.complaintId, complaintId)).orderBy(complaintLetters.at, complaintLetters.ordinal);
  return rows.map(({ year, ordinal, templateId, text, at, byName }) => ({ number: letterNumber({ year, ordinal }), templateId, text, at, byName }));
}
