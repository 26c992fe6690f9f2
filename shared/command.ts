import { oc } from '@orpc/contract';
import * as z from 'zod';
import { branchErrors } from './errors.ts';
import type { Role } from './staff.ts';

/**
 * Who may call a procedure. Checked in one place, main/branch/session.ts.
 * - `anyone`: no known station needed (health, first contact)
 * - `station`: any enrolled station, nobody signed in (hall display, kiosk, sign-in page)
 * - `staff`: anybody signed in, whatever the role
 * - a list: signed in with one of these roles
 */
export type Access = 'anyone' | 'station' | 'staff' | readonly Role[];

export interface ProcedureMeta {
  access: Access;
  /** Works while the session is locked (unlock, sign out, who am I). */
  whileLocked?: boolean;
  /** Works before a temporary password was changed (change it, sign out, who am I). */
  beforePasswordChange?: boolean;
  /** Shows, prints, exports or searches personal data: nothing of it leaves before its entry of the access log is committed. */
  reveals?: boolean;
}

/** The start of every procedure of the branch's contract. */
export const procedure = oc.errors(branchErrors).$meta<ProcedureMeta>({ access: [] });

/** UUIDv7 made by the caller; a repeat with the same id returns the stored result and changes nothing. */
export const commandId = z.uuidv7();

/** Key of a row: UUIDv7 text. */
export const rowId = z.uuid();

/** `YYYY-MM-DD` in the branch's time zone. */
export const businessDate = z.iso.date();

/** UTC milliseconds. */
export const instant = z.number().int().nonnegative();

/** Time of day in the branch's time zone, `HH:MM`. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Text typed by people: trimmed, never only blanks. */
export const words = (maxLength: number) => z.string().trim().min(1).max(maxLength);
