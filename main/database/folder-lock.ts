import { makePrivateFile } from './data-folder.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { SqliteFault } from './sqlite-fault.ts';
import { StartFault } from './start-fault.ts';

/** An old service that is ending gets this long to let go. */
const waitMs = 3000;

/**
 * Keeps a second service out of the folder. The lock is one of the operating system on a small database file: it goes with
 * the process, however that ends, so there is never a stale one. Errors: ALREADY_RUNNING.
 */
export async function lockFolder(file: string, folder: string): Promise<{ release(): Promise<void> }> {
  await makePrivateFile(file);
  const connection = await SqliteConnection.open(file, 'readWrite', waitMs);
  try {
    await connection.exec('begin exclusive');
  } catch (error) {
    await connection.close();
    if (error instanceof SqliteFault && error.code === 'SQLITE_BUSY') throw new StartFault('ALREADY_RUNNING', { folder }, error);
    throw error;
  }
  return { release: () => connection.close() };
}
