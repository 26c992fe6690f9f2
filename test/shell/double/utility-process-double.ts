import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { type MessagePortDouble, takeOver } from './ports-double.ts';
import { strict } from './strict.ts';

const parentPortModule = new URL('./parent-port.mjs', import.meta.url).href;

type FromChild = { to: 'parent'; data: unknown } | { to: 'port'; id: number; data: unknown } | { to: 'close'; id: number };

/** A utility process: a real child process of plain Node, which finds `process.parentPort` as in Electron. */
class UtilityProcessDouble extends EventEmitter implements Pick<Electron.UtilityProcess, 'postMessage' | 'kill' | 'pid'> {
  pid: number | undefined = undefined;
  readonly #child: ChildProcess;
  readonly #ports = new Map<number, MessagePortDouble>();
  #lastPort = 0;

  constructor(child: ChildProcess) {
    super();
    this.#child = child;
    child.on('spawn', () => {
      this.pid = child.pid;
      this.emit('spawn');
    });
    child.on('message', message => this.#take(message as unknown as FromChild));
    child.on('exit', code => {
      this.pid = undefined;
      for (const port of this.#ports.values()) port.close();
      this.#ports.clear();
      this.emit('exit', code ?? 1);
    });
  }

  postMessage(message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    const data = structuredClone(message);
    const ports = transfer.map(port => this.#bridge(takeOver(port)));
    this.#send({ to: 'child', data, ports });
  }

  kill(): boolean {
    return this.#child.kill();
  }

  #bridge(port: MessagePortDouble): number {
    const id = ++this.#lastPort;
    this.#ports.set(id, port);
    port.on('message', ({ data }: { data: unknown }) => this.#send({ to: 'port', id, data }));
    port.on('close', () => {
      if (this.#ports.delete(id)) this.#send({ to: 'close', id });
    });
    port.start();
    return id;
  }

  #take(message: FromChild): void {
    if (message.to === 'parent') this.emit('message', message.data);
    else if (message.to === 'port') this.#ports.get(message.id)?.postMessage(message.data);
    else this.#ports.get(message.id)?.close();
  }

  #send(message: object): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }
}

/** Every child is remembered, so that a test that fails halfway leaves none behind. */
export function makeUtilityProcessDouble() {
  const children: ChildProcess[] = [];
  const utilityProcess = strict('utilityProcess', {
    fork(modulePath: string, words: string[] = [], options: Electron.ForkOptions = {}): Electron.UtilityProcess {
      structuredClone(words);
      const child = fork(modulePath, words, {
        execArgv: ['--import', parentPortModule, ...(options.execArgv ?? [])],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', process.env.BRANCH_DESK_SHOW_CHILD ? 'inherit' : 'ignore', 'ipc'],
      });
      children.push(child);
      return strict('UtilityProcess', new UtilityProcessDouble(child)) as unknown as Electron.UtilityProcess;
    },
  });
  return {
    utilityProcess,
    children,
    endChildren: () => { for (const child of children) if (child.exitCode === null) child.kill('SIGKILL'); },
  };
}
