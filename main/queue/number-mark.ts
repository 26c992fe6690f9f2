import { open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../../shared/errors.ts';

/** How many numbers are set aside at once: one flushed file write for so many tickets. */
const blockSize = 50;
const keptDays = 31;

/** Ordinals by `date/prefix`. */
type Ordinals = Record<string, number>;

/**
 * What was given out, kept beside the database: a database put back from a backup knows fewer tickets than are on paper.
 *
 * Two small files. `ticket-numbers.mark` is how far numbers are set aside: flushed to the disk before the first number of a
 * block can be committed. `ticket-numbers.last` is the last number given, written without a flush before the ticket is
 * answered. A database that knows less than `last` was put back, and goes on after the mark. Without `last` that cannot be
 * told apart from a power cut, and numbers go on after the mark too: a gap harms nobody, a repeated number does.
 */
export interface NumberMark {
  /**
   * The ordinal to give next, when the database knows numbers up to `lastInDatabase`. Ask inside the write job.
   * Errors: DISK_FULL, DATABASE_READ_ONLY.
   */
  nextOrdinal(businessDate: string, prefix: string, lastInDatabase: number): Promise<number>;
  /** Keeps a number that was committed; await it before the number is told to anybody. */
  keepGiven(businessDate: string, prefix: string, ordinal: number): Promise<void>;
}

/** `onFault` hears of a note that could not be kept; the ticket itself stands. */
export function openNumberMark(dataFolder: string, onFault: (error: unknown) => void): NumberMark {
  const markFile = join(dataFolder, 'ticket-numbers.mark');
  const lastFile = join(dataFolder, 'ticket-numbers.last');
  const floors = new Map<string, number>();
  let loaded: Promise<{ reserved: Ordinals; last: Ordinals; lastIsKnown: boolean }> | null = null;
  let writing: Promise<void> | null = null;
  let following: Promise<void> | null = null;

  const load = () => loaded ??= (async () => {
    const [reserved, last] = await Promise.all([readOrdinals(markFile), readOrdinals(lastFile)]);
    return { reserved: reserved ?? {}, last: last ?? {}, lastIsKnown: last !== null };
  })();

  return {
    async nextOrdinal(businessDate, prefix, lastInDatabase) {
      const { reserved, last, lastIsKnown } = await load();
      const key = `${businessDate}/${prefix}`;
      let floor = floors.get(key);
      if (floor === undefined) {
        const mayBeOlder = !lastIsKnown || lastInDatabase < (last[key] ?? 0);
        floor = mayBeOlder ? reserved[key] ?? 0 : 0;
        floors.set(key, floor);
      }
      const ordinal = Math.max(lastInDatabase, floor) + 1;
      if (ordinal > (reserved[key] ?? 0)) {
        const next = { ...reserved, [key]: ordinal + blockSize - 1 };
        forgetBefore(next, businessDate);
        await writeFlushed(dataFolder, markFile, JSON.stringify(next)).catch(refuseDiskFault);
        for (const old of Object.keys(reserved)) delete reserved[old];
        Object.assign(reserved, next);
      }
      return ordinal;
    },

    async keepGiven(businessDate, prefix, ordinal) {
      const { last } = await load();
      const key = `${businessDate}/${prefix}`;
      last[key] = Math.max(last[key] ?? 0, ordinal);
      forgetBefore(last, businessDate);
      await keepLast(last).catch(onFault);
    },
  };

  /** One write at a time; those who come meanwhile share the next. */
  function keepLast(last: Ordinals): Promise<void> {
    if (!writing) {
      writing = replaceFile(lastFile, JSON.stringify(last)).finally(() => { writing = null; });
      return writing;
    }
    following ??= writing.catch(() => undefined).then(() => {
      following = null;
      return keepLast(last);
    });
    return following;
  }
}

async function readOrdinals(file: string): Promise<Ordinals | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return Object.fromEntries(Object.entries(JSON.parse(text) as Ordinals).filter(([, ordinal]) => Number.isSafeInteger(ordinal)));
  } catch {
    return null;
  }
}

/** The days before count no more: their numbers carry another date. */
function forgetBefore(ordinals: Ordinals, businessDate: string): void {
  const oldest = new Date(Date.parse(businessDate) - keptDays * 86_400_000).toISOString().slice(0, 10);
  for (const key of Object.keys(ordinals)) if (key < oldest) delete ordinals[key];
}

async function replaceFile(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

async function writeFlushed(folder: string, file: string, text: string): Promise<void> {
  const handle = await open(`${file}.new`, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
  // Windows keeps no handle on folders; its rename is journaled.
  if (process.platform === 'win32') return;
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function refuseDiskFault(error: unknown): never {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (['ENOSPC', 'EDQUOT'].includes(code)) refuse('DISK_FULL');
  if (['EROFS', 'EACCES', 'EPERM'].includes(code)) refuse('DATABASE_READ_ONLY');
  throw error;
}
