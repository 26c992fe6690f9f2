import { performance } from 'node:perf_hooks';
import * as z from 'zod';
import type { Language, PageKind } from '../../shared/desktop-bridge.ts';
import type { ElectronApi } from './electron-api.ts';
import { printQuestions } from './receipt-printing.ts';
import { makeRestartPolicy } from './restart-policy.ts';

type Port = InstanceType<ElectronApi['MessageChannelMain']>['port1'];
type Child = ReturnType<ElectronApi['utilityProcess']['fork']>;

/** What the branch service tells the shell. Words are already in the person's language. */
const fromBranch = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('failed'), code: z.string(), title: z.string(), text: z.string() }),
  z.object({ type: z.literal('stopped') }),
  ...printQuestions,
]);

export interface BranchFault { code: string; title: string; text: string }

export interface BranchProcessOptions {
  modulePath: string;
  dataFolder: string;
  language: Language;
  wantsDemonstration: boolean;
  /** The branch's secret from the key store, or null where there is none; asked for at each start. */
  branchSecret(): Promise<Buffer | null>;
  /** Words for a service that stops again and again. */
  stopsAgain: { title: string; text: string };
  /** The service answers: pages may be connected. Again after each restart. */
  onReady(): void;
  /** It asks about the system's printers; the answer goes back to it. */
  onPrinting(question: Extract<z.infer<typeof fromBranch>, { askId: number }>): Promise<object>;
  /** It cannot start, or not stay up: somebody has to do something, then call `start` again. */
  onFault(fault: BranchFault): void;
}

export interface BranchProcess {
  start(): void;
  /** Hands one end of a page's channel to the service. False when there is no service to take it. */
  connect(kind: PageKind, port: Port): boolean;
  /** Ends the service: by request, and by force after ten seconds. Resolves when it is gone. */
  stop(): Promise<void>;
  /** The service's process id while it runs. */
  processId(): number | undefined;
}

const patienceSeconds = { request: 10, termination: 2 };

/** Runs the branch service in a process of its own and keeps it running: the shell may fail without it, and it without the shell. */
export function superviseBranch(utilityProcess: ElectronApi['utilityProcess'], options: BranchProcessOptions): BranchProcess {
  const policy = makeRestartPolicy();
  let child: Child | null = null;
  let isReady = false;
  let restart: NodeJS.Timeout | undefined;
  let stopping: Promise<void> | null = null;

  return {
    start() {
      policy.forget();
      launch();
    },
    connect(kind, port) {
      if (!child || !isReady || stopping) return false;
      child.postMessage({ type: 'connect', kind }, [port]);
      return true;
    },
    stop: () => (stopping ??= stop()),
    processId: () => child?.pid,
  };

  function launch(): void {
    clearTimeout(restart);
    if (child || stopping) return;
    const startedAtMs = performance.now();
    let hasFailed = false;
    const words = options.wantsDemonstration ? ['--demo'] : [];
    const launched = utilityProcess.fork(options.modulePath, words, { serviceName: 'Branch service', stdio: 'inherit' });
    child = launched;
    launched.on('message', received => {
      const message = fromBranch.safeParse(received);
      if (!message.success || stopping) return;
      if (message.data.type === 'ready') {
        isReady = true;
        options.onReady();
      } else if (message.data.type === 'failed') {
        hasFailed = true;
        // Nothing more comes from it; and a new try must not find it in the way.
        child = null;
        launched.kill();
        options.onFault(message.data);
      } else if ('askId' in message.data) {
        void options.onPrinting(message.data).then(answer => { if (child === launched) launched.postMessage(answer); });
      }
    });
    launched.once('exit', () => {
      if (hasFailed) return;
      child = null;
      isReady = false;
      if (stopping) return;
      const nowMs = performance.now();
      const waitSeconds = policy.afterCrash(nowMs, (nowMs - startedAtMs) / 1000);
      if (waitSeconds === null) options.onFault({ code: 'BRANCH_SERVICE_STOPS', ...options.stopsAgain });
      else restart = setTimeout(launch, waitSeconds * 1000);
    });
    void options.branchSecret().then(secret => {
      if (child !== launched || stopping) return;
      launched.postMessage({ type: 'start', dataFolder: options.dataFolder, language: options.language, branchSecret: secret?.toString('base64') ?? null });
    });
  }

  async function stop(): Promise<void> {
    clearTimeout(restart);
    const ending = child;
    if (!ending) return;
    const gone = new Promise<true>(resolve => ending.once('exit', () => resolve(true)));
    const { pid } = ending;
    ending.postMessage({ type: 'stop' });
    if (await within(patienceSeconds.request, gone)) return;
    ending.kill();
    if (await within(patienceSeconds.termination, gone) || pid === undefined) return;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it went by itself meanwhile
    }
    await within(patienceSeconds.termination, gone);
  }
}

async function within(seconds: number, event: Promise<true>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>(resolve => { timer = setTimeout(() => resolve(false), seconds * 1000); });
  const came = await Promise.race([event, late]);
  clearTimeout(timer);
  return came;
}
