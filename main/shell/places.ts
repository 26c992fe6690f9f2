import { join } from 'node:path';
import type { ElectronApi } from './electron-api.ts';

export interface Places {
  renderer: string;
  preload: string;
  branchService: string;
  icon: string;
  /** the branch's database, backups and logs */
  data: string;
  /** what the shell itself remembers: window bounds */
  shellState: string;
  /** the branch's secret, encrypted by the operating system's key store */
  branchSecret: string;
}

/** The branch's data lies where the branch service by itself, in browser mode, looks for it too. */
function usualDataFolder(app: ElectronApi['app'], platform: NodeJS.Platform): string {
  if (platform === 'win32' || platform === 'darwin') return join(app.getPath('userData'), 'branch');
  return join(process.env.XDG_DATA_HOME ?? join(app.getPath('home'), '.local', 'share'), 'branch-desk', 'branch');
}

/** Where things lie. `--data DIR` moves everything there, so that two data folders never share a lock or a window. */
export function findPlaces(app: ElectronApi['app'], dataFolder: string | null): Places {
  const built = join(app.getAppPath(), 'dist');
  return {
    renderer: join(built, 'renderer'),
    preload: join(built, 'main', 'preload.cjs'),
    branchService: join(built, 'main', 'branch.js'),
    icon: join(app.getAppPath(), 'build', 'icons', 'icon.png'),
    data: dataFolder ?? usualDataFolder(app, process.platform),
    shellState: join(app.getPath('userData'), 'shell-state.json'),
    branchSecret: join(app.getPath('userData'), 'branch-secret'),
  };
}
