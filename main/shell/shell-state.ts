import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';

const shellState = z.object({
  deskBounds: z.object({
    x: z.number().int(), y: z.number().int(), width: z.number().int().positive(), height: z.number().int().positive(),
  }).nullable(),
  deskIsMaximized: z.boolean(),
  hallDisplayIsWanted: z.boolean(),
});

/** What the shell remembers from one day to the next. */
export type ShellState = z.infer<typeof shellState>;

export interface ShellMemory {
  recall(): ShellState;
  /** Comfort, not business: when the disk refuses, the window opens in its usual place next time. */
  remember(changes: Partial<ShellState>): void;
}

const nothingYet: ShellState = { deskBounds: null, deskIsMaximized: false, hallDisplayIsWanted: false };

/** Keeps the state in one small file, replaced as a whole: a crash leaves the old one or the new one, never half of one. */
export function openShellMemory(file: string): ShellMemory {
  let state = read(file);
  return {
    recall: () => state,
    remember: changes => {
      state = { ...state, ...changes };
      try {
        write(file, state);
      } catch {
        // kept in memory for this run
      }
    },
  };
}

function read(file: string): ShellState {
  try {
    return shellState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return nothingYet;
  }
}

function write(file: string, state: ShellState): void {
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.new`;
  const handle = openSync(beside, 'w', 0o600);
  try {
    writeSync(handle, JSON.stringify(state));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, file);
}
