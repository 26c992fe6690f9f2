/** What the desktop application's preload script puts into a page; absent in a browser. */
interface Window {
  branchDesk?: {
    platform: 'desktop';
    version: string;
    language: string;
    openHallDisplay?(): void;
  };
}
