import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/**
 * Where headquarters' work becomes true: the statement that makes it so when it stands alone, the commit of its transaction
 * else. Headquarters may die just before it or just after it, and then nobody hears that it happened.
 */
const statements = {
  batch: /^copy hq\.changes .* from stdin/,
  archive: /^update hq\.batches b set "archivedAt"/,
  durable: /^update hq\.epochs e set "durableSeq"/,
  projection: /^update hq\.epochs set "projectedSeq"/,
  epoch: /^insert into "hq"\."epochs"/,
  takes: /^\s*update "hq"\."directives" set outcome/,
  report: /^update "hq"\."branches" set .*"lastContactAt"/,
  token: /^update "hq"\."epochs" set "tokenHash"/,
  tokenUsed: /^update "hq"\."epochs" set "formerTokenHash" = \$1 where/,
  published: /^insert into "hq"\."publications"/,
} as const;
export type HeadquartersPoint = keyof typeof statements;
export const headquartersPoints = Object.keys(statements) as HeadquartersPoint[];
export type Side = 'before' | 'after';

/** The wire between headquarters and its PostgreSQL, which can be cut at a named point. */
export interface PostgresWire {
  /** the same database, over this wire */
  url: string;
  readonly isDead: boolean;
  /** Settles when headquarters has died. */
  readonly death: Promise<void>;
  dieAt(point: HeadquartersPoint, side: Side): void;
  liveOn(): void;
  /** As a power cut at headquarters does: every connection is gone and none can be made. */
  die(): void;
  close(): Promise<void>;
}

/** Opens a wire to the database at `url`. */
export async function aPostgresWire(url: string): Promise<PostgresWire> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let armed: { point: HeadquartersPoint; side: Side } | null = null;
  let isDead = false;
  let tellDeath: () => void = () => undefined;
  const death = new Promise<void>(resolve => { tellDeath = resolve; });

  function die(): void {
    isDead = true;
    for (const socket of sockets) socket.destroy();
    tellDeath();
  }

  const server = createServer(client => {
    if (isDead) return void client.destroy();
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    let diesAtAnswer = false;
    const listen = messagesOf(text => {
      const verdict = pointReached(text);
      if (verdict === null || verdict !== armed?.point) return true;
      if (armed.side === 'before') die();
      else diesAtAnswer = true;
      return !isDead;
    });
    client.on('data', part => { if (listen(part)) upstream.write(part); });
    upstream.on('data', part => {
      if (!diesAtAnswer) client.write(part);
      else if (isReady(part)) die();
    });

    // Which point the transaction under way is, by its statements; the last that has a name gives it.
    let transaction: { point: HeadquartersPoint | null } | null = null;
    function pointReached(text: string): HeadquartersPoint | null {
      if (text === 'begin') transaction = { point: null };
      if (text === 'commit' || text === 'rollback') {
        const point = text === 'commit' ? transaction?.point ?? null : null;
        transaction = null;
        return point;
      }
      const named = headquartersPoints.find(name => statements[name].test(text)) ?? null;
      if (!transaction) return named;
      transaction.point = named ?? transaction.point;
      return null;
    }
  });
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve); });
  const ours = new URL(url);
  ours.port = String((server.address() as AddressInfo).port);

  return {
    url: ours.href, death, die,
    get isDead() { return isDead; },
    dieAt(point, side) { armed = { point, side }; },
    liveOn() { armed = null; },
    async close() {
      die();
      await new Promise(resolve => { server.close(resolve); });
    },
  };
}

/**
 * Reads what a client says to PostgreSQL (protocol 3) and gives each statement's text to `hear`, until that answers false.
 * Answers whether the part may go on its way.
 */
function messagesOf(hear: (text: string) => boolean): (part: Buffer) => boolean {
  let rest: Buffer = Buffer.alloc(0);
  let isStarted = false;
  return part => {
    rest = Buffer.concat([rest, part]);
    for (;;) {
      const head = isStarted ? 1 : 0;
      if (rest.length < head + 4) return true;
      const length = head + rest.readUInt32BE(head);
      if (rest.length < length) return true;
      const [kind, content] = [isStarted ? String.fromCharCode(rest[0] ?? 0) : '', rest.subarray(head + 4, length)];
      [rest, isStarted] = [rest.subarray(length), true];
      // Q: a statement by itself; P: its name, then its text.
      const from = kind === 'P' ? content.indexOf(0) + 1 : 0;
      if ((kind === 'Q' || kind === 'P') && !hear(content.subarray(from, content.indexOf(0, from)).toString('utf8'))) return false;
    }
  };
}

/** PostgreSQL has done what it was asked: ReadyForQuery stands at the end. */
function isReady(part: Buffer): boolean {
  return part.length >= 6 && part.subarray(-6, -1).equals(Buffer.from([0x5a, 0, 0, 0, 5]));
}
