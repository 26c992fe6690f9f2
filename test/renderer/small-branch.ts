import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import { branchContract } from '../../shared/branch-contract.ts';
import { refuse } from '../../shared/errors.ts';
import type { SessionState } from '../../shared/staff.ts';

const signedInState: SessionState = {
  branch: { name: '试验网点', trade: 'power', timeZone: 'Asia/Shanghai', isDemonstration: false, idleLockMinutes: 5 },
  station: { id: '01980000-0000-7000-8000-000000000001', name: '一号', kind: 'desk' },
  staff: { id: '01980000-0000-7000-8000-000000000002', loginName: 'limin', name: '李敏', roles: ['clerk'], mustChangePassword: false, hasPin: false },
  isLocked: false,
};

/**
 * A service that speaks the branch's contract over a real WebSocket and remembers what it was asked, so that the line of
 * a page can be broken in every way. It knows no queue and no database.
 */
export class SmallBranch {
  /** procedures in the order they came in */
  readonly asked: string[] = [];
  /** tokens of each greeting */
  readonly greetings: { stationToken?: string; sessionToken?: string }[] = [];
  state: SessionState = signedInState;
  /** while true the service takes calls and answers none */
  isMute = false;
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;
  private port = 0;

  get url(): string {
    return `ws://127.0.0.1:${this.port}/api/ws`;
  }

  async open(): Promise<void> {
    const server = createServer();
    const pages = new WebSocketServer({ server });
    const handler = new RPCHandler(this.router());
    pages.on('connection', socket => handler.upgrade(socket));
    server.on('connection', socket => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>(resolve => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Breaks every line and answers no more; `open` brings it back on the same port. */
  async cut(): Promise<void> {
    const { server } = this;
    this.server = null;
    for (const socket of this.sockets) socket.destroy();
    await new Promise(resolve => server ? server.close(resolve) : resolve(undefined));
  }

  private router() {
    const contract = implement(branchContract);
    const note = async (name: string) => {
      this.asked.push(name);
      if (this.isMute) await new Promise(() => undefined);
    };
    return {
      health: contract.health.handler(async () => {
        await note('health');
        return { status: 'ok' as const, version: '0', startedAt: 0, database: { schemaVersion: 1, lastBackupAt: null, writable: true }, connections: 1 };
      }),
      session: {
        hello: contract.session.hello.handler(async ({ input }) => {
          this.greetings.push(input);
          await note('session.hello');
          return this.state;
        }),
        lock: contract.session.lock.handler(async () => {
          await note('session.lock');
          this.state = { ...this.state, isLocked: true };
          return this.state;
        }),
        enrolStation: contract.session.enrolStation.handler(async () => {
          await note('session.enrolStation');
          return { stationToken: 'token-of-the-hall', state: { ...this.state, station: { ...signedInState.station!, kind: 'hall' as const } } };
        }),
        touch: contract.session.touch.handler(async () => {
          await note('session.touch');
          return refuse('SESSION_LOCKED');
        }),
      },
      queue: {
        listWindows: contract.queue.listWindows.handler(async () => {
          await note('queue.listWindows');
          return [];
        }),
        watchHall: contract.queue.watchHall.handler(async function* (this: void) {
          yield { branchName: '试验网点', announceInEnglish: false, businessDate: '2026-11-23', isDayClosed: false, asOf: 1, calls: [], services: [], windows: [] };
          await new Promise(() => undefined);
        }),
      },
    };
  }
}
