import { resolve } from 'node:path';

export interface CommandLine {
  /** an absolute folder when `--data DIR` was given, else null */
  dataFolder: string | null;
  /** `--demo`: a new data folder gets the demonstration branch */
  wantsDemonstration: boolean;
}

/** Reads what the person typed behind `npm start --`; words meant for Chromium or Electron are passed over. */
export function readCommandLine(words: readonly string[], workingFolder: string): CommandLine {
  const at = words.indexOf('--data');
  const named = at >= 0 ? words[at + 1] : words.find(word => word.startsWith('--data='))?.slice('--data='.length);
  return {
    dataFolder: named ? resolve(workingFolder, named) : null,
    wantsDemonstration: words.includes('--demo'),
  };
}
