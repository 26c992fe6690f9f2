import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Scan } from '../../shared/archive.ts';
import { refuse } from '../../shared/errors.ts';
import { headerByteCount, openerFor, sealerFor, type Sealer } from './scan-encryption.ts';

const sealByteCount = 16;

/**
 * One scan on its way in. Its parts lie on the disk, not in memory, and sealed under a key that is nowhere else: what a
 * crash leaves of it nobody can read.
 */
export class ScanUpload {
  readonly fileId: string;
  readonly ownerId: string;
  readonly title: string;
  readonly byteCount: number;
  /** the command under way that stores it, so that a repeat waits for the same result */
  storing: { commandId: string; result: Promise<Scan> } | null = null;
  readonly #path: string;
  readonly #key = randomBytes(32);
  readonly #name = 'on its way in';
  readonly #sealer: Sealer = sealerFor(this.#key, this.#name);
  readonly #partSizes: number[] = [];
  #receivedBytes = 0;
  #isBroken = false;
  #lastTouchedAt: number;
  /** one part after the other, whatever the line does */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(path: string, { fileId, ownerId, title, byteCount, beganAt }: { fileId: string; ownerId: string; title: string; byteCount: number; beganAt: number }) {
    this.#path = path;
    this.fileId = fileId;
    this.ownerId = ownerId;
    this.title = title;
    this.byteCount = byteCount;
    this.#lastTouchedAt = beganAt;
  }

  /** UTC ms of the last part */
  get lastTouchedAt(): number {
    return this.#lastTouchedAt;
  }

  /** Takes the next part; a repeated one changes nothing. Answers the bytes received. Errors: SCAN_UPLOAD_INCOMPLETE when one between is missing, DISK_FULL. */
  addPart(at: number, part: Buffer, now: number): Promise<number> {
    this.#lastTouchedAt = now;
    const taken = this.#turn.then(() => this.#take(at, part));
    this.#turn = taken.catch(() => undefined);
    return taken;
  }

  async #take(at: number, part: Buffer): Promise<number> {
    if (this.#isBroken) refuse('SCAN_UPLOAD_NOT_FOUND');
    if (at < this.#receivedBytes) return this.#receivedBytes;
    if (at > this.#receivedBytes || at + part.length > this.byteCount) refuse('SCAN_UPLOAD_INCOMPLETE', { receivedBytes: this.#receivedBytes });
    if (part.length === 0) return this.#receivedBytes;
    try {
      if (this.#receivedBytes === 0) await this.#create();
      await appendFile(this.#path, this.#sealer.seal(part, false));
    } catch (error) {
      // Half a part may be written now: there is no going on from here.
      this.#isBroken = true;
      if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) return refuse('DISK_FULL');
      throw error;
    }
    this.#partSizes.push(part.length);
    this.#receivedBytes += part.length;
    return this.#receivedBytes;
  }

  async #create(): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    await writeFile(this.#path, this.#sealer.header, { flag: 'wx', mode: 0o600 });
  }

  /** All of it, opened. Errors: SCAN_UPLOAD_INCOMPLETE. */
  async content(): Promise<Buffer> {
    await this.#turn;
    if (this.#receivedBytes !== this.byteCount) refuse('SCAN_UPLOAD_INCOMPLETE', { receivedBytes: this.#receivedBytes });
    const sealed = await readFile(this.#path);
    const opener = openerFor(sealed.subarray(0, headerByteCount), this.#key, this.#name);
    let from = headerByteCount;
    return Buffer.concat(this.#partSizes.map(size => {
      const part = opener(sealed.subarray(from, from + size + sealByteCount), false);
      from += size + sealByteCount;
      return part;
    }));
  }

  /** Lets it go, with all that came of it. */
  async dispose(): Promise<void> {
    await this.#turn;
    await rm(this.#path, { force: true }).catch(() => undefined);
  }
}
