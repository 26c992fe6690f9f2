import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../branch/private-file.ts';
import { HeadquartersStartFault } from './start-fault.ts';

/** Makes the data folder and sees that it can be written. Errors: FOLDER_READ_ONLY. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (made !== undefined) await chmod(folder, 0o700);
    const probe = join(folder, '.branch-desk-probe');
    await writeWhole(probe, Buffer.alloc(4096));
    await rm(probe);
  } catch (error) {
    throw new HeadquartersStartFault('FOLDER_READ_ONLY', { folder }, error);
  }
}
