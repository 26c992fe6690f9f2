import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApi } from './electron-api.ts';

/**
 * Whether this installation may update itself.
 *
 * Only a packaged application that was packed with an update address has `app-update.yml`. On Windows the file must
 * also name the publisher: without it electron-updater installs whatever it was given without looking at the signature.
 */
export function mayUpdate(configuration: string | null, platform: NodeJS.Platform): boolean {
  if (configuration === null || !/^url:\s*['"]?https:\/\//m.test(configuration)) return false;
  return platform !== 'win32' || /^publisherName:[ \t]*(?:\S|\r?\n[ \t]*-[ \t]*\S)/m.test(configuration);
}

/** Looks for a new version in the background; what was found is installed when the application quits. */
export async function startUpdates(app: ElectronApi['app'], resourcesFolder: string, platform: NodeJS.Platform): Promise<void> {
  if (!app.isPackaged) return;
  const configuration = await readFile(join(resourcesFolder, 'app-update.yml'), 'utf8').catch(() => null);
  if (!mayUpdate(configuration, platform)) return;
  const { default: { autoUpdater } } = await import('electron-updater');
  // Being without a line is usual here; the next start looks again.
  await autoUpdater.checkForUpdates().catch(() => null);
}
