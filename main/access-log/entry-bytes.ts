import { createHash } from 'node:crypto';
import type { LogEntry } from '../../shared/access-log.ts';

/** What a caller says of an entry; its place and its hashes are made here. */
export type NewLogEntry = Omit<LogEntry, 'seq' | 'detail'> & { detail: NonNullable<LogEntry['detail']> };

/** Entries of one moment may be stored in another order than they were thought of; more than this is a clock set back. */
export const clockToleranceMs = 1000;

/** An entry's members, with codes as text: whoever checks an entry need not know every code there will be. */
type EntryMembers = { [Member in keyof Omit<LogEntry, 'detail'>]: LogEntry[Member] extends string ? string : Member extends 'basis' ? { kind: string; id: string | null } | null : LogEntry[Member] };

/**
 * The exact text of an entry, which the tree is made of: JSON with its members in this order, no spaces, without the
 * personal detail, of which it holds only the commitment. The format is described in docs/access-log-format.md.
 */
export function entryBytes(entry: EntryMembers, commitment: string): string {
  const { seq, at, staffId, role, stationId, windowId, action, outcome, fileId, customerId, purpose, basis, fields } = entry;
  return JSON.stringify({
    v: 1, seq, at, staff: staffId, role, station: stationId, window: windowId, action, outcome, file: fileId, customer: customerId, purpose,
    basis: basis && { kind: basis.kind, id: basis.id }, fields, detail: commitment,
  });
}

/** Base64 of SHA-256 over the salt's bytes and the detail's text: shows later that a detail is the one, and tells nothing of it alone. */
export function commitmentOf(salt: Buffer, content: string): string {
  return createHash('sha256').update(salt).update(content, 'utf8').digest('base64');
}

/** RFC 6962, section 2.1: the hash of a leaf is SHA-256 of 0x00 and the leaf's bytes. */
export function leafHashOf(bytes: string): Buffer {
  return createHash('sha256').update(leafPrefix).update(bytes, 'utf8').digest();
}

const leafPrefix = Buffer.of(0x00);
