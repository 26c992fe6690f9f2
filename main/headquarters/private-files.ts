import { chmod, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HeadquartersStartFault } from './start-fault.ts';

/** Makes the data folder and sees that it can be written. Errors: FOLDER_READ_ONLY. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (made !== undefined) await chmod(folder, 0o700);
    const probe = join(folder, '.branch-desk-probe');
    await writePrivateFile(probe, Buffer.alloc(4096));
    await rm(probe);
  } catch (error) {
    throw new HeadquartersStartFault('FOLDER_READ_ONLY', { folder }, error);
  }
}

/** A crash leaves the file as it was or as it shall be, never half of it; readable by this user only. */
export async function writePrivateFile(file: string, content: string | Buffer): Promise<void> {
  const unfinished = `${file}.new`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
}
