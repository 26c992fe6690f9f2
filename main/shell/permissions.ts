import type { ElectronApi } from './electron-api.ts';

/**
 * Pages get no permission: not asked for, not looked up, no device. Electron's own default is to grant nearly all.
 * Fullscreen is the one thing a hall display may take by itself.
 */
export function denyPermissions(session: ElectronApi['session']['defaultSession']): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === 'fullscreen'));
  session.setPermissionCheckHandler((_contents, permission) => permission === 'fullscreen');
  session.setDevicePermissionHandler(() => false);
}
