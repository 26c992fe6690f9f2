import { carrierOverHttp, LineAway, type Carrier, type LineAnswer, type LineRequest } from '../../../main/sync/carry.ts';

/** What happens to a request on its way: `late` arrives behind the next one, when nobody waits for its answer any more. */
export const fates = ['arrives', 'requestLost', 'answerLost', 'twice', 'late'] as const;
export type Fate = (typeof fates)[number];

/** Headquarters as it can be reached at this moment. */
export interface Reached {
  address: string;
  readonly isDead: boolean;
  readonly death: Promise<void>;
}

/** A line to headquarters, with the fate of each request decided beforehand; `before` is awaited before each. */
export function aBadLine(headquarters: () => Reached, before: () => Promise<void>) {
  let coming: Fate[] = [];
  let late: LineRequest[] = [];

  async function deliver(request: LineRequest): Promise<LineAnswer> {
    const reached = headquarters();
    if (reached.isDead) throw new LineAway('notReached');
    const carrier = carrierOverHttp({ address: reached.address, certificate: null });
    try {
      const died = reached.death.then((): never => { throw new LineAway('timeout'); });
      const answer = await Promise.race([carrier.carry(request), died]);
      // A dead headquarters says nothing, also where its remains still do.
      if (reached.isDead) throw new LineAway('timeout');
      return answer;
    } finally {
      await carrier.close();
    }
  }

  async function deliverLate(): Promise<void> {
    for (const request of late.splice(0).reverse()) await deliver(request).catch(() => undefined);
  }

  return {
    /** The fates of the next requests, in order; those behind them arrive. */
    decide(next: readonly Fate[]) { coming = [...next]; },
    deliverLate,
    connect(): Carrier {
      return {
        async carry(request) {
          await before();
          const fate = coming.shift() ?? 'arrives';
          if (fate === 'requestLost') throw new LineAway('notReached');
          if (fate === 'late') {
            late = [...late, request];
            throw new LineAway('timeout');
          }
          const answers = await Promise.allSettled(fate === 'twice' ? [deliver(request), deliver(request)] : [deliver(request)]);
          await deliverLate();
          const answer = answers.at(-1);
          if (answer?.status !== 'fulfilled') throw answer?.reason;
          if (fate === 'answerLost') throw new LineAway('timeout');
          return answer.value;
        },
        close: async () => undefined,
      };
    },
  };
}
