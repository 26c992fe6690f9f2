import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

// Content at rest: AES-256-GCM over chunks, each of which is bound to its place (STREAM, Hoang, Reyhanitabar, Rogaway and
// Vizár 2015). The key of each content is derived from the file's content key, a salt and the content's own name, so that
// chunks that are cut, swapped or repeated, and contents that change places, are all found.

/** Bytes of a chunk before it is sealed; all but the last one are full. */
export const chunkByteCount = 256 * 1024;
const tagByteCount = 16;
export const sealedChunkByteCount = chunkByteCount + tagByteCount;

/** marks the file and this way of sealing it */
const mark = Buffer.from('BDS1', 'latin1');
const saltByteCount = 16;
export const headerByteCount = mark.length + saltByteCount;

/** What was read is not what was written. */
export class SealBroken extends Error {
  override name = 'SealBroken';
}

export interface Sealer {
  /** stands before the first chunk */
  header: Buffer;
  /** Seals the next chunk; after the last one nothing more is taken. */
  seal(chunk: Buffer, isLast: boolean): Buffer;
}

/** Seals one content, chunk after chunk. `name` is what it is (which scan, which part of it). */
export function sealerFor(contentKey: Buffer, name: string): Sealer {
  const salt = randomBytes(saltByteCount);
  const key = contentKeyOf(contentKey, salt, name);
  const place = countChunks();
  return {
    header: Buffer.concat([mark, salt]),
    seal(chunk, isLast) {
      const cipher = createCipheriv('aes-256-gcm', key, place(isLast));
      return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
    },
  };
}

/** Opens what `sealerFor` sealed, chunk after chunk. @throws SealBroken */
export function openerFor(header: Buffer, contentKey: Buffer, name: string): (sealed: Buffer, isLast: boolean) => Buffer {
  if (header.length !== headerByteCount || !header.subarray(0, mark.length).equals(mark)) throw new SealBroken('this is no sealed content');
  const key = contentKeyOf(contentKey, header.subarray(mark.length), name);
  const place = countChunks();
  return (sealed, isLast) => {
    if (sealed.length < tagByteCount) throw new SealBroken('a chunk is cut off');
    const decipher = createDecipheriv('aes-256-gcm', key, place(isLast));
    decipher.setAuthTag(sealed.subarray(-tagByteCount));
    const chunk = decipher.update(sealed.subarray(0, -tagByteCount));
    try {
      decipher.final();
    } catch (error) {
      throw new SealBroken('a chunk is not the one that was sealed here', { cause: error });
    }
    return chunk;
  };
}

function contentKeyOf(contentKey: Buffer, salt: Buffer, name: string): Buffer {
  return Buffer.from(hkdfSync('sha256', contentKey, salt, `branch-desk/content at rest/1/${name}`, 32));
}

/** Nonces of one content: the chunk's number, and whether it is the last. The key is of this content alone, so none repeats. */
function countChunks(): (isLast: boolean) => Buffer {
  let next = 0;
  let hasEnded = false;
  return isLast => {
    if (hasEnded) throw new SealBroken('a content goes on after its last chunk');
    hasEnded = isLast;
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(next, 7);
    nonce.writeUInt8(isLast ? 1 : 0, 11);
    next += 1;
    return nonce;
  };
}
