import { createHash, randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { readBody, type Change } from '../../main/sync/batch-body.ts';
import { chainAfter, isSealed, noChain, readSeal } from '../../main/sync/batch-seal.ts';
import { LineAway, type Carrier, type LineAnswer, type LineRequest } from '../../main/sync/carry.ts';
import type { BranchReport, DirectiveTake } from '../../shared/sync.ts';

interface Epoch { received: number; durable: number; chain: string; fencedAt: number | null; changes: Change[]; batches: { first: number; last: number; sha256: string }[] }
interface GivenDirective { number: number; kind: string; body: unknown; publishedAt: number; publishedByName: string }

/** What happens to one request: it arrives, it is lost, or its answer is. */
export type Fate = 'arrives' | 'lost' | 'answerLost';

/**
 * A headquarters in a few lines that keeps what docs/sync-protocol.md says of batches, receipts and directives, for one branch:
 * for tests of what the branch does. Requests reach it as they would over the line.
 */
export function aSmallHeadquarters(clock: { now(): number }) {
  let known: { branchId: string; publicKey: string } | null = null;
  let token: string | null = null;
  let newToken: string | null = null;
  let epoch = 1;
  const freshEpoch = (): Epoch => ({ received: 0, durable: 0, chain: noChain, fencedAt: null, changes: [], batches: [] });
  let epochs = new Map<number, Epoch>([[1, freshEpoch()]]);
  let directives: GivenDirective[] = [];
  const takes: DirectiveTake[] = [];
  const requests: LineRequest[] = [];
  const reports: BranchReport[] = [];
  let fates: (request: LineRequest) => Fate = () => 'arrives';
  let refusesAll: { code: string; status: number; data?: unknown } | null = null;
  let archives = true;

  const headquarters = {
    name: '云溪市总部', publicKey: randomBytes(32).toString('base64'), requests, reports, takes,
    get epoch() { return epoch; },
    get token() { return token; },
    /** of the present epoch */
    get held() { return epochs.get(epoch)!; },
    epochOf: (number: number) => epochs.get(number)!,
    know(branch: { branchId: string; publicKey: string }, firstToken: string) { known = branch; token = firstToken; },
    give(kind: string, body: unknown) { directives.push({ number: (directives.at(-1)?.number ?? 0) + 1, kind, body, publishedAt: clock.now(), publishedByName: '周岚' }); },
    rotateToken(next: string) { newToken = next; },
    decideFates(decide: (request: LineRequest) => Fate) { fates = decide; },
    refuseAll(refusal: { code: string; status: number; data?: unknown } | null) { refusesAll = refusal; },
    stopArchiving() { archives = false; },
    fence() { headquarters.held.fencedAt = clock.now(); },
    /** As its backup of that moment has it. */
    backUp() {
      const copy = structuredClone({ epochs, directives, epoch, token });
      return { restore: () => { ({ epochs, directives, epoch, token } = structuredClone(copy)); } };
    },
    connect(): Carrier {
      return {
        async carry(request) {
          const fate = fates(request);
          if (fate === 'lost') throw new LineAway('notReached');
          requests.push(request);
          const answer = answerTo(request);
          if (fate === 'answerLost') throw new LineAway('timeout');
          return answer;
        },
        close: async () => undefined,
      };
    },
  };
  return headquarters;

  function answerTo({ path, headers, body }: LineRequest): LineAnswer {
    try {
      if (refusesAll) throw new Refusal(refusesAll.status, refusesAll.code, refusesAll.data);
      if (path === '/api/sync/enrol') return say(enrol(JSON.parse(body.toString('utf8'))));
      const shown = headers['authorization']?.replace('Bearer ', '');
      if (shown === newToken && newToken !== null) [token, newToken] = [newToken, null];
      if (token === null || shown !== token) throw new Refusal(401, 'TOKEN_UNKNOWN');
      if (path === '/sync/v1/batches') return say(take(headers, gunzipSync(body)));
      const input: unknown = JSON.parse(body.toString('utf8'));
      if (path === '/api/sync/report') return say(report(input as BranchReport));
      if (path === '/api/sync/beginEpoch') return say(beginEpoch(input as { epoch: number; keptUpTo: number }));
      if (path === '/api/sync/pull') return say(pull(input as { after: number; takes: DirectiveTake[] }));
      return { status: 404, body: Buffer.from('{}') };
    } catch (error) {
      if (error instanceof Refusal) return { status: error.status, body: Buffer.from(JSON.stringify({ defined: true, code: error.code, status: error.status, message: '', data: error.data })) };
      throw error;
    }
  }

  function enrol(input: { code: string; publicKey: string; branch: { id: string; name: string; trade: string; timeZone: string } }) {
    if (input.code !== 'aaaa-bbbb-cccc-dddd') throw new Refusal(404, 'CODE_UNKNOWN');
    known = { branchId: input.branch.id, publicKey: input.publicKey };
    token = 'a-token-of-the-enrolment';
    return { branch: input.branch, epoch, token, headquarters: { name: headquarters.name, publicKey: headquarters.publicKey } };
  }

  function report(input: BranchReport) {
    const of = epochs.get(input.epoch);
    if (!of) throw new Refusal(404, 'BRANCH_NOT_FOUND');
    if (of.fencedAt !== null) throw new Refusal(409, 'BRANCH_FENCED', { epoch: input.epoch, at: of.fencedAt });
    reports.push(input);
    return { ...receipts(of), token: newToken, clock: clock.now(), untoldFrom: null };
  }

  function beginEpoch(input: { epoch: number; keptUpTo: number }) {
    const { received } = epochs.get(input.epoch)!;
    if (!(epoch > input.epoch && headquarters.held.received === 0)) epochs.set(epoch += 1, freshEpoch());
    return { epoch, missed: received > input.keptUpTo ? { from: input.keptUpTo + 1, to: received } : null };
  }

  function take(headers: Record<string, string>, body: Buffer) {
    const text = Buffer.from(headers['x-seal'] ?? '', 'base64').toString('utf8');
    const seal = readSeal(text);
    if (!seal || !known || seal.branchId !== known.branchId) throw new Refusal(422, 'BATCH_REFUSED', { reason: 'seal', line: null });
    if (!isSealed(text, Buffer.from(headers['x-signature'] ?? '', 'base64'), known.publicKey)) throw new Refusal(422, 'BATCH_REFUSED', { reason: 'signature', line: null });
    if (createHash('sha256').update(body).digest('hex') !== seal.sha256) throw new Refusal(422, 'BATCH_REFUSED', { reason: 'hash', line: null });
    const of = epochs.get(seal.epoch);
    if (!of) throw new Refusal(422, 'BATCH_REFUSED', { reason: 'seal', line: null });
    if (of.fencedAt !== null) throw new Refusal(409, 'BRANCH_FENCED', { epoch: seal.epoch, at: of.fencedAt });
    if (seal.first > of.received + 1) throw new Refusal(409, 'BATCH_GAP', { expected: of.received + 1 });
    if (seal.last <= of.received && of.batches.some(({ first, sha256 }) => first === seal.first && sha256 === seal.sha256)) return receipts(of);
    if (seal.first <= of.received) {
      of.fencedAt = clock.now();
      throw new Refusal(409, 'BATCH_FORKED', { epoch: seal.epoch, at: of.fencedAt });
    }
    if (seal.chainBefore !== of.chain) throw new Refusal(422, 'BATCH_REFUSED', { reason: 'chain', line: null });
    const read = readBody(body.toString('utf8'));
    if ('wrongLine' in read) throw new Refusal(422, 'BATCH_REFUSED', { reason: 'lines', line: read.wrongLine });
    if (read.changes.some(({ sequence }, at) => sequence !== seal.first + at) || read.changes.at(-1)?.sequence !== seal.last) throw new Refusal(422, 'BATCH_REFUSED', { reason: 'lines', line: 1 });
    of.changes.push(...read.changes);
    of.batches.push({ first: seal.first, last: seal.last, sha256: seal.sha256 });
    [of.received, of.chain] = [seal.last, chainAfter(seal)];
    if (archives) of.durable = of.received;
    return receipts(of);
  }

  function pull({ after, takes: told }: { after: number; takes: DirectiveTake[] }) {
    takes.push(...told);
    return { ...receipts(headquarters.held), directives: directives.filter(({ number }) => number > after).slice(0, 100) };
  }

  function receipts({ received, durable }: Epoch) {
    return { received, durable, newestDirective: directives.at(-1)?.number ?? 0 };
  }
}

class Refusal extends Error {
  constructor(readonly status: number, readonly code: string, readonly data?: unknown) { super(code); }
}

function say(answer: unknown): LineAnswer {
  return { status: 200, body: Buffer.from(JSON.stringify(answer)) };
}
