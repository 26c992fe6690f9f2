import type { PrintProblem } from '../../shared/printing.ts';

/** What is printed where, one paper after the other at each printer; the printers do not wait for each other. */
export interface PrintLines {
  add(printerId: string, jobId: string): void;
  /** Runs when the printer is free; nothing when it is at work, which tells as much. */
  whenFree(printerId: string, ask: () => Promise<void>): void;
  /** Takes no more up, and waits a little for the papers under way; what is not done then stays undone. */
  stop(): Promise<void>;
}

/** The service itself is given ten seconds to end. */
const stopWithinMs = 2000;

/**
 * Keeps the papers of each printer in line. `print` answers what went wrong with one, `report` is told the outcome; neither
 * throws. What waits
 * behind a failure fails with it at once: it would meet the same printer, and its taker stands there. A connection that only
 * broke off says nothing about the next.
 */
export function keepPrintLines(print: (printerId: string, jobId: string) => Promise<PrintProblem | null>, report: (jobIds: string[], problem: PrintProblem | null) => Promise<void>): PrintLines {
  const lines = new Map<string, { waiting: string[]; work: Promise<void> }>();
  let isStopping = false;

  function start(printerId: string, waiting: string[], first?: () => Promise<void>): void {
    const line = { waiting, work: Promise.resolve() };
    lines.set(printerId, line);
    line.work = run(printerId, waiting, first);
  }

  async function run(printerId: string, waiting: string[], first?: () => Promise<void>): Promise<void> {
    try {
      await first?.();
      for (let jobId = waiting.shift(); jobId !== undefined && !isStopping; jobId = waiting.shift()) {
        const problem = await print(printerId, jobId);
        const alike = problem === null || problem === 'brokeOff' ? [] : waiting.splice(0);
        await report([jobId, ...alike], problem);
      }
    } finally {
      // In the same breath as the line was found empty: a paper added a moment later starts a new one.
      lines.delete(printerId);
    }
  }

  return {
    add(printerId, jobId) {
      const line = lines.get(printerId);
      if (line) line.waiting.push(jobId);
      else start(printerId, [jobId]);
    },
    whenFree(printerId, ask) {
      if (!lines.has(printerId) && !isStopping) start(printerId, [], ask);
    },
    async stop() {
      isStopping = true;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>(resolve => { timer = setTimeout(resolve, stopWithinMs); });
      await Promise.race([late, Promise.all([...lines.values()].map(({ work }) => work))]);
      clearTimeout(timer);
    },
  };
}
