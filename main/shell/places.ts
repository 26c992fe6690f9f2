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
}

/** Where things lie. `--data DIR` moves everything there, so that two data folders never share a lock or a window. */
export function findPlaces(app: ElectronApi['app'], dataFolder: string | null): Places {
  const built = join(app.getAppPath(), 'dist');
  const user = app.getPath('userData');
  return {
    renderer: join(built, 'renderer'),
    preload: join(built, 'main', 'preload.cjs'),
    branchService: join(built, 'main', 'branch.js'),
    icon: join(app.getAppPath(), 'build', 'icons', 'icon.png'),
    data: dataFolder ?? join(user, 'branch'),
    shellState: join(user, 'shell-state.json'),
  };
}
