import * as z from 'zod';

// The exported log: one JSON text per line, described in docs/access-log-format.md. A header; then the entries in order,
// each checkpoint right behind the last entry it covers; nothing else.

export const logFileVersion = 1;

const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);

export const logFileHeader = z.object({
  branchDeskLog: z.literal(logFileVersion),
  branchName: z.string().max(200),
  origin: z.string().max(200),
  /** base64 of the 32 bytes of the Ed25519 key that signs the checkpoints */
  publicKey: base64,
  witnesses: z.array(z.object({ name: z.string().max(200), publicKey: base64 })).max(32),
  /** entries in this file */
  size: z.number().int().nonnegative(),
  /** entries under the newest checkpoint of this file; null when there is none */
  signedSize: z.number().int().nonnegative().nullable(),
  /** checkpoints the exporting machine remembers outside of its database */
  remembered: z.array(z.string()).max(64),
  exportedAt: z.number().int(),
});
export type LogFileHeader = z.infer<typeof logFileHeader>;

/** One entry. Salt and content are absent when the detail was destroyed. */
export interface EntryLine { bytes: string; salt?: string; content?: string }

/** `at` is when the branch says it signed; only a witness's time is signed itself. */
export const checkpointLine = z.object({ checkpoint: z.string(), at: z.number().int() });
export type CheckpointLine = z.infer<typeof checkpointLine>;
