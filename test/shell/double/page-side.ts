/** What the main process's side sends into a page. */
export type ToPage =
  | { to: 'channel'; channel: string; words: unknown[] }
  | { to: 'ports'; channel: string; message: unknown; ids: number[] }
  | { to: 'port'; id: number; data: unknown }
  | { to: 'close'; id: number };

/** What a page sends to the main process's side. */
export type FromPage =
  | { to: 'main'; channel: string; words: unknown[] }
  | { to: 'port'; id: number; data: unknown }
  | { to: 'close'; id: number }
  | { to: 'permission'; permission: string; mediaTypes?: ('video' | 'audio')[] }
  | { to: 'permission check'; permission: string };

export interface PreloadFacts { source: string | null; argv: string[] }

/** The name of the binding by which a page reaches the double; taken off the page before its own code runs. */
export const bindingName = '__electronDouble';
export const deliverName = 'electron double: deliver';

/**
 * Runs inside the page, before its own scripts: the renderer's half of Electron, then the preload script.
 * It is sent there as text, so it may use nothing from outside of itself.
 */
export function installRenderer({ source, argv, bindingName, deliverName }: PreloadFacts & { bindingName: string; deliverName: string }): void {
  const page = window as unknown as Record<string, unknown>;
  const send = page[bindingName] as (message: unknown) => Promise<unknown>;
  Reflect.deleteProperty(page, bindingName);
  if (window !== window.top) return;

  const listeners = new Map<string, ((event: { ports: MessagePort[] }, ...words: unknown[]) => void)[]>();
  const ports = new Map<number, MessagePort>();
  /** the ends that the page's own code holds, by the same ids, in the order in which the preload script passes them on */
  const pageEnds = new Map<number, MessagePort>();
  const onTheirWay: number[] = [];
  const emit = (channel: string, ours: MessagePort[], ...words: unknown[]) => {
    for (const listener of listeners.get(channel) ?? []) listener({ ports: ours }, ...words);
  };
  const deliver = (messages: ToPage[]) => {
    for (const message of messages) {
      if (message.to === 'channel') emit(message.channel, [], ...message.words);
      else if (message.to === 'port') ports.get(message.id)?.postMessage(message.data);
      else if (message.to === 'close') pageEnds.get(message.id)?.dispatchEvent(new Event('close'));
      else emit(message.channel, message.ids.map(bridge), message.message);
    }
  };
  Object.defineProperty(window, Symbol.for(deliverName), { value: deliver });

  function bridge(id: number): MessagePort {
    const { port1, port2 } = new MessageChannel();
    ports.set(id, port1);
    port1.onmessage = ({ data }) => send({ to: 'port', id, data }).catch((error: unknown) => console.error('the double lost a message', error));
    onTheirWay.push(id);
    return port2;
  }

  // Electron gives ports a `close` event, which Chromium by itself does not have.
  window.addEventListener('message', ({ source, ports: passedOn }) => {
    if (source !== window) return;
    for (const port of passedOn) {
      const id = onTheirWay.shift();
      if (id === undefined) return;
      pageEnds.set(id, port);
      port.close = () => {
        MessagePort.prototype.close.call(port);
        void send({ to: 'close', id });
      };
    }
  });

  function lacking<T extends object>(name: string, target: T): T {
    return new Proxy(target, {
      get(object, member) {
        if (member in object) return Reflect.get(object, member);
        throw new Error(`The double of Electron has no ${name}.${String(member)} in a page.`);
      },
    });
  }

  /** What the context bridge does to a value: copied and frozen, functions wrapped so that only plain values pass. */
  function across(value: unknown): unknown {
    if (typeof value === 'function') {
      return (...words: unknown[]) => across((value as (...words: unknown[]) => unknown)(...words.map(across)));
    }
    if (typeof value !== 'object' || value === null) {
      if (typeof value === 'symbol') throw new TypeError('A symbol cannot cross the context bridge');
      return value;
    }
    if (value instanceof MessagePort) throw new TypeError('A port cannot cross the context bridge');
    const copy = Array.isArray(value) ? value.map(across) : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, across(each)]));
    return Object.freeze(copy);
  }

  const electron = lacking('electron', {
    contextBridge: lacking('contextBridge', {
      exposeInMainWorld(name: string, api: unknown) {
        if (name in window) throw new Error(`Cannot bind an API on top of an existing property on the window object: ${name}`);
        Object.defineProperty(window, name, { value: across(api), enumerable: true });
      },
    }),
    ipcRenderer: lacking('ipcRenderer', {
      on(channel: string, listener: (event: { ports: MessagePort[] }, ...words: unknown[]) => void) {
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      },
      send(channel: string, ...words: unknown[]) {
        void send({ to: 'main', channel, words: structuredClone(words) });
      },
    }),
  });

  // Electron asks the application, and grants everything when nobody answers for it.
  const asks = (permission: string) => send({ to: 'permission', permission }) as Promise<boolean>;
  Notification.requestPermission = async () => (await asks('notifications') ? 'granted' : 'denied');
  navigator.geolocation.getCurrentPosition = (found, failed) => void asks('geolocation').then(isGranted => {
    if (isGranted) found({ coords: {}, timestamp: 0 } as GeolocationPosition);
    else failed?.({ code: 1, message: 'User denied Geolocation' } as GeolocationPositionError);
  });
  navigator.mediaDevices.getUserMedia = async ({ video, audio } = {}) => {
    const mediaTypes = [...(video ? ['video'] : []), ...(audio ? ['audio'] : [])];
    if (await send({ to: 'permission', permission: 'media', mediaTypes })) return new MediaStream();
    throw new DOMException('Permission denied', 'NotAllowedError');
  };
  navigator.permissions.query = async ({ name }) =>
    ({ state: await send({ to: 'permission check', permission: name }) ? 'granted' : 'denied' }) as PermissionStatus;

  if (source === null) return;
  const requireInSandbox = (name: string) => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`);
  };
  // The preload script is our own built file; this is how a sandboxed renderer runs it, too.
  const run = Reflect.construct(Function, ['require', 'process', 'module', 'exports', source]) as (...given: unknown[]) => void;
  run(requireInSandbox, lacking('process', { argv, platform: 'linux' }), { exports: {} }, {});
}
