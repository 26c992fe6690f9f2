// Loaded into a child process before its own code: gives it `process.parentPort` as a utility process of Electron has it.
// Ports handed over are bridged message by message over the child's own channel to its parent.
import { EventEmitter } from 'node:events';

const toParent = process.send.bind(process);
// The code under test must find what Electron gives it, not what Node's fork gives it.
delete process.send;

class BridgedPort extends EventEmitter {
  #id;
  #isStarted = false;
  #early = [];
  #isClosed = false;

  constructor(id) {
    super();
    this.#id = id;
  }

  postMessage(message) {
    if (!this.#isClosed) toParent({ to: 'port', id: this.#id, data: structuredClone(message) });
  }

  start() {
    this.#isStarted = true;
    for (const data of this.#early.splice(0)) this.emit('message', { data, ports: [] });
  }

  close() {
    if (this.#isClosed) return;
    toParent({ to: 'close', id: this.#id });
    this.closed();
  }

  deliver(data) {
    if (this.#isStarted) this.emit('message', { data, ports: [] });
    else this.#early.push(data);
  }

  closed() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    ports.delete(this.#id);
    this.emit('close');
  }
}

const ports = new Map();
const early = [];
const parentPort = new EventEmitter();
parentPort.postMessage = message => { toParent({ to: 'parent', data: structuredClone(message) }); };
parentPort.on('newListener', (event, listener) => {
  if (event === 'message') queueMicrotask(() => { for (const message of early.splice(0)) listener(message); });
});

process.on('message', message => {
  if (message.to === 'child') {
    const handed = message.ports.map(id => {
      const port = new BridgedPort(id);
      ports.set(id, port);
      return port;
    });
    const event = { data: message.data, ports: handed };
    if (parentPort.listenerCount('message') > 0) parentPort.emit('message', event);
    else early.push(event);
  } else if (message.to === 'port') {
    ports.get(message.id)?.deliver(message.data);
  } else if (message.to === 'close') {
    ports.get(message.id)?.closed();
  }
});
// A utility process does not outlive the application.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

process.parentPort = parentPort;
