import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own, small enough to fill, that can be made read-only; where the tests may mount one. */
export interface SmallDisk {
  folder: string;
  makeReadOnly(): void;
  remove(): void;
}

export const whyNoSmallDisk = reasonForNone();

/** Linux, as root, in a place that allows mounting: see `whyNoSmallDisk`. */
export function aSmallDisk(kilobytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'branch-desk-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder], { stdio: 'pipe' });
  return {
    folder,
    makeReadOnly: () => { execFileSync('mount', ['-o', 'remount,ro', folder], { stdio: 'pipe' }); },
    remove: () => {
      execFileSync('umount', [folder], { stdio: 'pipe' });
      rmSync(folder, { recursive: true });
    },
  };
}

function reasonForNone(): string | null {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root to mount a small disk';
  try {
    aSmallDisk(64).remove();
    return null;
  } catch {
    return 'mounting is not allowed here';
  }
}
