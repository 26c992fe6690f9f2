import { chmod, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SqliteFault } from './sqlite-fault.ts';
import { StartFault } from './start-fault.ts';

/** Makes a folder that only this user may enter, where there is none yet. One that is there keeps its mode. */
export async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  // The umask may have taken bits away, never added any; the folders above keep the system's custom.
  if (made !== undefined) await chmod(folder, 0o700);
}

/** Makes the data folder and sees that it can be written. Errors: FOLDER_READ_ONLY, DISK_FULL. */
export async function prepareDataFolder(folder: string): Promise<void> {
  const probe = join(folder, '.branch-desk-probe');
  try {
    await makeFolder(folder);
    const handle = await open(probe, 'w', 0o600);
    try {
      // A full disk takes an empty file and refuses the first bytes.
      await handle.write(new Uint8Array(4096));
      await handle.sync();
    } finally {
      await handle.close();
      await rm(probe, { force: true });
    }
  } catch (error) {
    throw startFaultOfFolder(error, folder);
  }
}

/** Creates `file` readable by this user alone, when it is not there. SQLite gives its companions the same mode. */
export async function makePrivateFile(file: string): Promise<void> {
  await (await open(file, 'a', 0o600)).close();
}

const readOnlyCodes = new Set(['EROFS', 'EACCES', 'EPERM', 'ENOTDIR', 'EEXIST', 'ENOENT']);
const fullCodes = new Set(['ENOSPC', 'EDQUOT']);

/** The StartFault a file system's error stands for; any other error as it is. */
export function startFaultOfFolder(error: unknown, folder: string): unknown {
  if (error instanceof SqliteFault || error instanceof StartFault) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (fullCodes.has(code)) return new StartFault('DISK_FULL', { folder }, error);
  if (readOnlyCodes.has(code)) return new StartFault('FOLDER_READ_ONLY', { folder }, error);
  return error;
}
