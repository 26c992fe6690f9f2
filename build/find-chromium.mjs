import { existsSync } from 'node:fs';

const usualPlaces = [
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
  `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env['PROGRAMFILES(X86)']}\\Microsoft\\Edge\\Application\\msedge.exe`,
];

/**
 * Where the system's Chromium is, or undefined when there is none; BRANCH_DESK_CHROMIUM names another one.
 * @returns {string | undefined}
 */
export function findChromium() {
  return [process.env.BRANCH_DESK_CHROMIUM, ...usualPlaces].find(place => place && existsSync(place));
}

/** No sandbox for root only; and nothing that calls home: a closed network would make each start wait. */
export const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run',
];
