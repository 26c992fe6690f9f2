import { isDeepStrictEqual } from 'node:util';
import type { BranchClient } from '../../shared/branch-contract.ts';

/** A command as it was sent, so that it can be sent again under the same id. */
export interface Asked {
  commandId: string;
  /** whose connection it went over */
  desk: number;
  send(client: BranchClient): Promise<unknown>;
}

/** The service told people two things that cannot both be. */
export class Contradiction extends Error {}

interface Told extends Asked { answer: unknown }

/** What the people in the hall know: every command they sent, and every answer they were given. */
export class Oracle {
  readonly #told = new Map<string, Told>();
  readonly #open = new Map<string, Asked>();
  /** ticket number on its date, by the command that was given it */
  readonly #numbers = new Map<string, string>();
  refusedCount = 0;

  get toldCount(): number {
    return this.#told.size;
  }

  /** Sent and neither answered nor refused: nobody can know whether it was done. */
  get open(): Asked[] {
    return [...this.#open.values()];
  }

  toldIds(): string[] {
    return [...this.#told.keys()];
  }

  newestTold(count: number): Asked[] {
    return [...this.#told.values()].slice(-count);
  }

  ask(asked: Asked): void {
    if (!this.#told.has(asked.commandId)) this.#open.set(asked.commandId, asked);
  }

  /** Takes an answer. Throws when it differs from what was told before, or gives a number somebody else was given. */
  tell(asked: Asked, answer: unknown): void {
    this.#open.delete(asked.commandId);
    const before = this.#told.get(asked.commandId);
    if (before && !isDeepStrictEqual(before.answer, answer)) {
      throw new Contradiction(`a repeat of ${asked.commandId} was told ${JSON.stringify(answer)} instead of ${JSON.stringify(before.answer)}`);
    }
    this.#told.set(asked.commandId, { ...asked, answer });
    const number = issuedNumber(answer);
    if (number === null) return;
    const holder = this.#numbers.get(number) ?? asked.commandId;
    if (holder !== asked.commandId) throw new Contradiction(`the number ${number} was given to two people`);
    this.#numbers.set(number, holder);
  }

  refused(asked: Asked): void {
    if (this.#told.has(asked.commandId)) throw new Contradiction(`${asked.commandId} was answered once and refused when it was repeated`);
    this.#open.delete(asked.commandId);
    this.refusedCount += 1;
  }
}

function issuedNumber(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('peopleAhead' in answer)) return null;
  const { number, businessDate } = answer as { number?: unknown; businessDate?: unknown };
  return `${String(businessDate)}/${String(number)}`;
}
