import type { ElectronApi } from './electron-api.ts';
import { pageKindOf, pageOrigin } from './page-address.ts';

/**
 * Pages get no permission: not asked for, not looked up, no device. Electron's own default is to grant nearly all.
 * Two exceptions: a hall display may fill its screen by itself, and the desk may use the camera, without a microphone, to
 * photograph papers for the archive and what a complaint is about.
 */
export function denyPermissions(session: ElectronApi['session']['defaultSession']): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    if (permission !== 'media') return decide(permission === 'fullscreen');
    const mediaTypes = 'mediaTypes' in details ? details.mediaTypes ?? [] : [];
    const isCameraAlone = mediaTypes.length > 0 && mediaTypes.every(type => type === 'video');
    decide(isCameraAlone && details.isMainFrame && pageKindOf(details.requestingUrl) === 'desk');
  });
  session.setPermissionCheckHandler((_contents, permission, origin, { mediaType, isMainFrame, requestingUrl }) => {
    if (permission !== 'media') return permission === 'fullscreen';
    // A check knows the page only by its origin in some cases; the request above knows it whole.
    const isOurs = requestingUrl === undefined ? isOurOrigin(origin) : pageKindOf(requestingUrl) === 'desk';
    return mediaType === 'video' && isMainFrame && isOurs;
  });
  session.setDevicePermissionHandler(() => false);
}

function isOurOrigin(origin: string): boolean {
  return origin === pageOrigin || origin === `${pageOrigin}/`;
}
