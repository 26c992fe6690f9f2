import { readdir, readFile } from 'node:fs/promises';

/** A tick of Linux's accounting, as `getconf CLK_TCK` says everywhere. */
const ticksPerSecond = 100;

/** Seconds of processor time that a process has used so far; with its children, those that ended too, where asked. Linux only; NaN elsewhere. */
export async function processorSeconds(processId: number, { withChildren = false } = {}): Promise<number> {
  const own = await statOf(processId);
  if (!own) return Number.NaN;
  if (!withChildren) return own.ticks / ticksPerSecond;
  const children = (await Promise.all((await readdir('/proc')).filter(name => /^\d+$/u.test(name)).map(name => statOf(Number(name))))).filter(each => each?.parent === processId);
  return [own, ...children].reduce((sum, each) => sum + (each?.ticks ?? 0), own.endedTicks) / ticksPerSecond;
}

/** Megabytes of memory a process holds. */
export async function residentMegabytes(processId: number): Promise<number> {
  const status = await readFile(`/proc/${processId}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024);
}

async function statOf(processId: number): Promise<{ parent: number; ticks: number; endedTicks: number } | null> {
  const text = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => null);
  // The name in parentheses may hold anything.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
  return fields ? { parent: fields[1] ?? 0, ticks: fields.slice(11, 13).reduce((sum, ticks) => sum + ticks, 0), endedTicks: fields.slice(13, 15).reduce((sum, ticks) => sum + ticks, 0) } : null;
}
