import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { strict } from './strict.ts';

/** One end of a channel as the main process holds it: silent until started, gone from here once handed over. */
export class MessagePortDouble extends EventEmitter implements Pick<Electron.MessagePortMain, 'postMessage' | 'start' | 'close'> {
  readonly #port: MessagePort;
  #isHandedOver = false;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.on('close', () => this.emit('close'));
    port.unref();
  }

  postMessage(message: unknown): void {
    this.#port.postMessage(message);
  }

  start(): void {
    this.#port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
    this.#port.unref();
  }

  close(): void {
    this.#port.close();
  }

  /** What a transfer does: whoever hands a port over cannot do it twice. */
  handOver(): MessagePortDouble {
    if (this.#isHandedOver) throw new DOMException('Port has been transferred already', 'DataCloneError');
    this.#isHandedOver = true;
    return this;
  }
}

export class MessageChannelMainDouble implements Record<keyof Electron.MessageChannelMain, MessagePortDouble> {
  readonly port1: MessagePortDouble;
  readonly port2: MessagePortDouble;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = strict('MessagePortMain', new MessagePortDouble(port1));
    this.port2 = strict('MessagePortMain', new MessagePortDouble(port2));
  }
}

export function takeOver(port: unknown): MessagePortDouble {
  if (!(port instanceof MessagePortDouble)) throw new TypeError('Found invalid object in transfer list');
  return port.handOver();
}
