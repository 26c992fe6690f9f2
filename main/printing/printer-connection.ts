import { connect, type Socket } from 'node:net';
import type { PrintProblem } from '../../shared/printing.ts';
import { problemAtEnd, problemIn, statusAnswers, statusQuestions } from './printer-status.ts';

/** How long each step may take; the whole is over after their sum, whatever the printer does. */
export interface Patience { connectMs: number; answerMs: number; writeMs: number; printMs: number }
export const usualPatience: Patience = { connectMs: 3000, answerMs: 700, writeMs: 5000, printMs: 8000 };

/** `answers`: it answered a question for its status. */
export interface Met { problem: PrintProblem | null; answers: boolean }

interface Where { address: string; port: number; answersStatus: boolean }

/** Asks a printer how it is, and prints nothing. Never throws. */
export function askPrinter(where: Where, patience: Patience): Promise<Met> {
  return withPrinter(where, patience, async line => ready(line, where, patience));
}

/**
 * Prints on a network printer. Never throws; the problem is null when the paper is out, as far as the printer tells: one that
 * answers says so after the last line, of one that never answers only that it took everything is known.
 */
export function printOn(where: Where, bytes: Buffer, patience: Patience): Promise<Met> {
  return withPrinter(where, patience, async line => {
    const met = await ready(line, where, patience);
    if (met.problem !== null) return met;
    if (!await line.send(bytes, patience.writeMs)) return { ...met, problem: 'brokeOff' };
    if (!met.answers) return { ...met, problem: await line.close(patience.answerMs) ? null : 'brokeOff' };
    const [paperSensor] = await line.receive(1, patience.printMs);
    if (paperSensor !== undefined) return { ...met, problem: problemAtEnd(paperSensor) };
    // It has stopped on the way, or does not know this question: it says which.
    return line.isOpen() ? ready(line, { ...where, answersStatus: true }, patience) : { ...met, problem: 'brokeOff' };
  });
}

async function ready(line: Line, { answersStatus }: Where, { answerMs }: Patience): Promise<Met> {
  if (!await line.send(statusQuestions, answerMs)) return { problem: 'brokeOff', answers: false };
  const answers = await line.receive(statusAnswers, answerMs);
  if (answers.length === statusAnswers) return { problem: problemIn(answers), answers: true };
  if (!line.isOpen()) return { problem: 'brokeOff', answers: false };
  return { problem: answersStatus ? 'silent' : null, answers: false };
}

async function withPrinter(where: Where, { connectMs, answerMs }: Patience, talk: (line: Line) => Promise<Met>): Promise<Met> {
  const socket = connect({ host: where.address, port: where.port });
  const line = new Line(socket);
  try {
    if (!await line.connected(connectMs)) return { problem: 'notReachable', answers: false };
    const met = await talk(line);
    // Ended before the next paper begins: many printers take one connection at a time.
    await line.close(answerMs);
    return met;
  } finally {
    socket.destroy();
  }
}

/** A socket as a conversation: say something, wait for so many bytes, each only so long. */
class Line {
  private received = Buffer.alloc(0);
  private isEnded = false;
  private hasFailed = false;
  private wake: () => void = () => undefined;

  constructor(private readonly socket: Socket) {
    socket.on('data', data => { this.received = Buffer.concat([this.received, data]); this.wake(); });
    socket.on('end', () => { this.isEnded = true; this.wake(); });
    socket.on('close', () => { this.isEnded = true; this.wake(); });
    socket.on('error', () => { this.isEnded = true; this.hasFailed = true; this.wake(); });
  }

  isOpen(): boolean {
    return !this.isEnded;
  }

  async connected(withinMs: number): Promise<boolean> {
    this.socket.once('connect', () => this.wake());
    await this.until(() => !this.socket.connecting, withinMs);
    return !this.socket.connecting && !this.isEnded;
  }

  /** False when the other side did not take it all in time. */
  async send(bytes: Buffer, withinMs: number): Promise<boolean> {
    let isTaken = false;
    this.socket.write(bytes, error => { isTaken = !error; this.wake(); });
    await this.until(() => isTaken, withinMs);
    return isTaken;
  }

  /** The next `count` bytes, or fewer when no more came in time. */
  async receive(count: number, withinMs: number): Promise<Buffer> {
    await this.until(() => this.received.length >= count, withinMs);
    const taken = this.received.subarray(0, count);
    this.received = this.received.subarray(count);
    return taken;
  }

  /** Says that nothing more comes; false when the connection broke instead of ending. */
  async close(withinMs: number): Promise<boolean> {
    if (this.isEnded) return !this.hasFailed;
    this.socket.end();
    await this.until(() => false, withinMs);
    return !this.hasFailed;
  }

  /** Waits until it holds, the connection is over, or the time is up. */
  private async until(holds: () => boolean, withinMs: number): Promise<void> {
    let isLate = false;
    const timer = setTimeout(() => { isLate = true; this.wake(); }, withinMs);
    while (!holds() && !this.isEnded && !isLate) await new Promise<void>(resolve => { this.wake = resolve; });
    clearTimeout(timer);
  }
}
