/** The languages the application has words for. */
export type Language = 'zh-CN' | 'en';

/** A page of the application: each has its own html entry and its own kind of station. */
export const pageKinds = ['desk', 'hall', 'kiosk'] as const;
export type PageKind = (typeof pageKinds)[number];

/**
 * What a page of the desktop application finds as `window.branchDesk`; a page in a browser finds nothing there.
 * The port to the branch service comes apart from it, as the window message `{ type: 'branch-port' }` with one port:
 * when the page has loaded, after each restart of the branch service, and when the page asks. When the service ends,
 * the port's `close` event says so.
 */
export interface DesktopBridge {
  platform: 'desktop';
  version: string;
  language: Language;
  /** Asks for a new port, for a page that gave up the one it had. None comes while the service is down; then one comes by itself. */
  requestPort(): void;
  /** Shows the hall display: in full screen on the second screen, in a window when there is none. */
  openHallDisplay(): void;
  /** Makes a PDF of this page as it prints. It comes as the window message `{ type: 'page-pdf', base64 }`; null when it could not be made. */
  makePdf(): void;
}

/** The type of the window message that carries a PDF of the page. */
export const pdfMessageType = 'page-pdf';

/** The type of the window message that carries the port. */
export const portMessageType = 'branch-port';
