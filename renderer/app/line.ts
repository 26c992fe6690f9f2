import type { ClientLink } from '@orpc/client';
import { RPCLink as MessagePortLink } from '@orpc/client/message-port';
import { RPCLink as WebSocketLink } from '@orpc/client/websocket';
import { portMessageType } from '../../shared/desktop-bridge.ts';

/** One physical way to the service; when it breaks, a new one is opened. */
export interface Line {
  link: ClientLink<Record<never, never>>;
  /** Breaks it now: what waits on it fails at once. */
  close(): void;
}

/** Opens a line. `whenClosed` is called once when it breaks later; the promise rejects if it never opens. */
export type OpenLine = (whenClosed: () => void) => Promise<Line>;

type SocketClass = new (url: string) => WebSocket;

const OPEN_WITHIN_MS = 5_000;

/** Lines of a page in a browser: a WebSocket to the page's own host. */
export function webSocketLines(url: string, Socket: SocketClass = WebSocket): OpenLine {
  return whenClosed => new Promise((resolve, reject) => {
    const socket = new Socket(url);
    const timer = setTimeout(() => {
      socket.close();
      reject(new Error('the service did not answer in time'));
    }, OPEN_WITHIN_MS);
    socket.addEventListener('open', () => {
      clearTimeout(timer);
      const ending = endingOnce();
      ending.add(whenClosed);
      const link = new WebSocketLink({
        websocket: {
          get readyState() { return socket.readyState; },
          send: data => socket.send(data),
          addEventListener: (type: string, heard: EventListenerOrEventListenerObject) =>
            type === 'close' ? ending.add(heard as () => void) : socket.addEventListener(type, heard),
          removeEventListener: (type: string, heard: EventListenerOrEventListenerObject) => socket.removeEventListener(type, heard),
        },
      });
      socket.addEventListener('close', ending.happen);
      resolve({
        link,
        // The socket's own close waits for the other side's answer; on a dead cable that takes long.
        close() {
          socket.close();
          ending.happen();
        },
      });
    });
    socket.addEventListener('close', () => {
      clearTimeout(timer);
      reject(new Error('the service did not answer'));
    });
  });
}

/**
 * Lines of a window of the desktop application: the shell sends a MessagePort at the start, and a new one whenever it
 * had to start the service again. Ports that arrive early are kept until asked for.
 */
export function messagePortLines(page: Window): OpenLine {
  let arrived: MessagePort | null = null;
  let take: ((port: MessagePort) => void) | null = null;
  let breakPresentLine: () => void = () => undefined;
  let hadPort = false;

  page.addEventListener('message', event => {
    const isOurs = event.source === page && event.origin === page.location.origin;
    const [port] = event.ports;
    if (!isOurs || !port || (event.data as { type?: unknown } | null)?.type !== portMessageType) return;
    // A new port means a new service: whatever still waits on the old one waits in vain.
    arrived?.close();
    arrived = null;
    breakPresentLine();
    if (take) take(port);
    else arrived = port;
  });

  return async whenClosed => {
    // The first port comes by itself; after this page has given one up it has to ask.
    if (!arrived && hadPort) page.branchDesk?.requestPort();
    const port = arrived ?? await new Promise<MessagePort>(resolve => { take = resolve; });
    hadPort = true;
    arrived = null;
    take = null;
    const ending = endingOnce();
    ending.add(() => port.close());
    ending.add(whenClosed);
    breakPresentLine = ending.happen;
    const link = new MessagePortLink({
      port: {
        postMessage: (data: unknown) => port.postMessage(data),
        addEventListener: (type: string, heard: EventListenerOrEventListenerObject) =>
          type === 'close' ? ending.add(heard as () => void) : port.addEventListener(type, heard),
      },
    });
    port.addEventListener('close', ending.happen);
    port.start();
    return { link, close: ending.happen };
  };
}

/** What is to be done when a line ends, whoever notices first; done once. */
function endingOnce(): { add(todo: () => void): void; happen(): void } {
  let todos: (() => void)[] | null = [];
  return {
    add: todo => void todos?.push(todo),
    happen() {
      const due = todos ?? [];
      todos = null;
      for (const todo of due) todo();
    },
  };
}
