import { connect, createServer, type AddressInfo } from 'node:net';

/** An address that leads to another one, and counts what passes, both ways. */
export interface CountingRelay {
  address: string;
  readonly bytes: number;
  close(): Promise<void>;
}

export async function aCountingRelay(address: string): Promise<CountingRelay> {
  const { protocol, hostname, port } = new URL(address);
  let bytes = 0;
  const server = createServer(client => {
    const upstream = connect(Number(port), hostname);
    for (const [from, to] of [[client, upstream], [upstream, client]] as const) {
      from.on('data', part => { bytes += part.length; });
      from.on('error', () => to.destroy());
      from.pipe(to);
    }
  });
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve); });
  return {
    address: `${protocol}//127.0.0.1:${(server.address() as AddressInfo).port}`,
    get bytes() { return bytes; },
    close: () => new Promise(resolve => { server.close(() => resolve()); }),
  };
}
