import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { readQr } from './read-qr.mjs';
import { readReceipt, type PrintedPaper } from './read-receipt.ts';

/** What a receipt printer is like at the moment. */
export interface PrinterMood {
  /** answers to DLE EOT and GS r; a cheap one has none */
  answers: boolean;
  outOfPaper: boolean;
  coverOpen: boolean;
  /** takes the connection, then neither reads nor answers */
  hangs: boolean;
  /** closes the connection after so many bytes */
  hangsUpAfterBytes: number | null;
  /** the paper ends while it prints: what comes before the cut is out, the cut is not */
  endsOnTheWay: boolean;
  /** works so long at one paper */
  slowMs: number;
}

/**
 * A receipt printer on a TCP port of this machine: reads ESC/POS as the machine would, and tells what lies in its tray. Status
 * bytes are those of the Epson command reference.
 */
export async function aReceiptPrinter(mood: Partial<PrinterMood> = {}) {
  const now: PrinterMood = { answers: true, outOfPaper: false, coverOpen: false, hangs: false, hangsUpAfterBytes: null, endsOnTheWay: false, slowMs: 0, ...mood };
  const papers: PrintedPaper[] = [];
  const sockets = new Set<Socket>();
  let port = 0;
  let mostAtOnce = 0;

  const attend = (socket: Socket): void => {
    sockets.add(socket);
    mostAtOnce = Math.max(mostAtOnce, sockets.size);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    if (now.hangs) return void socket.pause();
    let unread = Buffer.alloc(0);
    let taken = 0;
    socket.on('data', data => {
      unread = Buffer.concat([unread, data]);
      taken += data.length;
      if (now.hangsUpAfterBytes !== null && taken > now.hangsUpAfterBytes) return void socket.resetAndDestroy();
      for (let byte = statusQuestion(unread); byte !== null; byte = statusQuestion(unread)) {
        if (now.answers) socket.write(Buffer.from([statusOf(byte, now)]));
        unread = unread.subarray(3);
      }
      const end = unread.lastIndexOf(Buffer.from([0x1d, 0x72, 1]));
      if (end < 0) return;
      const paper = readReceipt(unread.subarray(0, end));
      unread = unread.subarray(end + 3);
      if (now.outOfPaper) return;
      setTimeout(() => {
        if (now.endsOnTheWay) now.outOfPaper = true;
        papers.push(now.endsOnTheWay ? { ...paper, isCut: false } : paper);
        if (now.answers && !now.endsOnTheWay) socket.write(Buffer.from([0]));
      }, now.slowMs);
    });
  };
  const server = createServer({ allowHalfOpen: true }, socket => {
    socket.on('end', () => {
      sockets.delete(socket);
      setTimeout(() => socket.end(), now.slowMs);
    });
    attend(socket);
  });
  await listen(0);

  async function listen(on: number): Promise<void> {
    server.listen(on, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as { port: number });
  }

  return {
    mood: now,
    papers,
    line: { kind: 'tcp' as const, address: '127.0.0.1', get port() { return port; } },
    get mostAtOnce() { return mostAtOnce; },
    /** Pulls the plug: nobody listens at its address. */
    async unplug(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await new Promise(resolve => server.close(resolve));
    },
    plugIn: () => listen(port),
  };
}

/** What the QR codes on the paper say. */
export async function qrWords(paper: PrintedPaper): Promise<string[]> {
  return (await Promise.all(paper.pictures.map(readQr))).flat();
}

/** The number a status question names, when the next bytes are one. */
function statusQuestion(bytes: Buffer): number | null {
  return bytes.length >= 3 && bytes[0] === 0x10 && bytes[1] === 0x04 ? bytes[2] ?? null : null;
}

function statusOf(question: number, { outOfPaper, coverOpen }: PrinterMood): number {
  const fixed = 0x12;
  if (question === 1) return fixed | (outOfPaper || coverOpen ? 0x08 : 0);
  if (question === 2) return fixed | (coverOpen ? 0x04 : 0) | (outOfPaper ? 0x20 : 0);
  return fixed | (outOfPaper ? 0x60 : 0);
}
