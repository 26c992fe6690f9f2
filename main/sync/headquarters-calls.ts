import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import * as z from 'zod';
import { headquartersErrors, type HeadquartersErrorCode } from '../../shared/headquarters-errors.ts';
import { directive, receipts, syncContract, syncProtocol, type BranchReport, type DirectiveTake } from '../../shared/sync.ts';
import { LineAway, type Carrier, type LineAnswer, type LineRequest } from './carry.ts';

/** What headquarters refused, with one of its codes. */
export class HeadquartersRefusal extends Error {
  constructor(readonly code: HeadquartersErrorCode, readonly data: unknown) {
    super(`headquarters refused: ${code}`);
  }
}

/** A directive of a kind this version does not know is still one: it is answered as refused. */
const pulled = receipts.extend({ directives: z.array(directive.extend({ kind: z.string().max(60) })).max(100) });
export type PulledDirective = z.infer<typeof pulled>['directives'][number];

type Asked = keyof typeof syncContract;
type Input<Name extends Asked> = InferContractRouterInputs<typeof syncContract>[Name];
type Output<Name extends Asked> = InferContractRouterOutputs<typeof syncContract>[Name];

const refusal = z.object({ code: z.string(), data: z.unknown().optional() });

/** What a branch asks of headquarters. `token`: asked for at each call, since it changes. Errors: HeadquartersRefusal, LineAway. */
export function headquartersCalls({ carry }: Pick<Carrier, 'carry'>, token: () => string | null) {
  return {
    enrol: (input: Input<'enrol'>) => ask('enrol', input),
    report: (input: BranchReport) => ask('report', input),
    beginEpoch: (input: Input<'beginEpoch'>) => ask('beginEpoch', input),
    pull: async (input: { after: number; takes: DirectiveTake[] }) => read(await post('pull', input), pulled),
    toCompare: () => ask('toCompare', undefined),
    compare: (input: Input<'compare'>) => ask('compare', input),
    compareRows: (input: Input<'compareRows'>) => ask('compareRows', input),
    witnessed: () => ask('witnessed', undefined),
    witness: (input: Input<'witness'>) => ask('witness', input),
    extent: () => ask('extent', undefined),
    rows: (input: Input<'rows'>) => ask('rows', input),
    offerFiles: (input: Input<'offerFiles'>) => ask('offerFiles', input),
    listFiles: (input: Input<'listFiles'>) => ask('listFiles', input),
    /** Something beside the contract, with this branch's token; any answer. Errors: LineAway. */
    raw: (request: LineRequest) => carry({ ...request, headers: signed(request.headers) }),
    /** A sealed batch with its gzipped body. */
    async push({ seal, signature, gzipped }: { seal: string; signature: string; gzipped: Buffer }) {
      const headers = { 'content-type': 'application/gzip', 'x-seal': Buffer.from(seal, 'utf8').toString('base64'), 'x-signature': signature };
      return read(await send('/sync/v1/batches', headers, gzipped), receipts);
    },
  };

  async function ask<Name extends Asked>(name: Name, input: Input<Name>): Promise<Output<Name>> {
    const schema = syncContract[name]['~orpc'].outputSchema;
    if (!schema) throw new Error(`the contract says nothing of what ${name} answers`);
    // The schema is the one of this procedure, so is what it has read.
    return read(await post(name, input), schema as unknown as z.ZodType<Output<Name>>);
  }

  function post(name: string, input: unknown): Promise<LineAnswer> {
    return send(`/api/sync/${name}`, { 'content-type': 'application/json' }, Buffer.from(JSON.stringify(input ?? {}), 'utf8'));
  }

  function send(path: string, headers: Record<string, string>, body: Buffer): Promise<LineAnswer> {
    return carry({ path, headers: signed(headers), body });
  }

  function signed(headers: Record<string, string>): Record<string, string> {
    const shown = token();
    return { ...headers, 'x-protocol': String(syncProtocol), ...(shown === null ? {} : { authorization: `Bearer ${shown}` }) };
  }
}

export type HeadquartersCalls = ReturnType<typeof headquartersCalls>;

/** A proxy's or a hotel's page in between is no answer of headquarters, and no refusal. */
function read<Output>({ status, body }: LineAnswer, output: z.ZodType<Output>): Output {
  const said = parsed(body);
  if (status >= 200 && status < 300) {
    const answer = output.safeParse(said);
    if (answer.success) return answer.data;
  }
  const refused = refusal.safeParse(said);
  if (status >= 400 && refused.success && isKnown(refused.data.code)) throw new HeadquartersRefusal(refused.data.code, refused.data.data);
  throw new LineAway(status === 502 || status === 503 || status === 504 ? 'notReached' : 'notUnderstood', { cause: `status ${status}` });
}

function isKnown(code: string): code is HeadquartersErrorCode {
  return Object.hasOwn(headquartersErrors, code);
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

/** What refused a request beside the contract. Always throws. Errors: HeadquartersRefusal, LineAway. */
export function refusedWith(answer: LineAnswer): never {
  read({ ...answer, status: Math.max(400, answer.status) }, z.never());
  throw new LineAway('notUnderstood', { cause: `status ${answer.status}` });
}
