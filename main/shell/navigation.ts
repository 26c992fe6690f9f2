import type { ElectronApi, WebContents } from './electron-api.ts';
import { pageKindOf } from './page-address.ts';

/** https origins that may be opened in the person's own browser. None yet: nothing links outside. */
const outsideOrigins: readonly string[] = [];

/** True when the address may be handed to the person's own browser. */
export function mayOpenOutside(address: string, allowedOrigins: readonly string[] = outsideOrigins): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'https:' && url.username === '' && url.password === '' && allowedOrigins.includes(url.origin);
}

/**
 * Lets a page stay on its own entry and go nowhere else: no other address, no second window, no guest page.
 * Files dropped on the window and links in pasted text are navigations too.
 */
export function guardNavigation(contents: WebContents, shell: ElectronApi['shell']): void {
  const refuseLeaving = (event: { preventDefault(): void; url: string }): void => {
    const here = pageKindOf(contents.getURL());
    if (here !== null && pageKindOf(event.url) === here) return;
    event.preventDefault();
    if (mayOpenOutside(event.url)) void shell.openExternal(event.url);
  };
  contents.on('will-navigate', refuseLeaving);
  contents.on('will-redirect', refuseLeaving);
  contents.on('will-frame-navigate', event => { if (!event.isMainFrame) event.preventDefault(); });
  contents.on('will-attach-webview', event => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}
