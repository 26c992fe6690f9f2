import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { headquartersContract } from '../../shared/headquarters-contract.ts';
import { mostBatchBytes, mostBatchChanges } from '../../shared/sync.ts';

type Document = Awaited<ReturnType<OpenAPIGenerator['generate']>>;

/** The OpenAPI description, made when first asked for: the contract, and by hand the routes that carry bytes. */
export function describeHeadquarters(version: string): () => Promise<Document> {
  let made: Promise<Document> | undefined;
  return () => made ??= describe(version);
}

async function describe(version: string): Promise<Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(headquartersContract, {
    info: { title: 'Branch Desk headquarters', version },
    servers: [{ url: '/api' }],
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'a branch’s token under /sync, a session’s token elsewhere' } } },
  });
  return { ...document, paths: { ...document.paths, ...byteRoutes } };
}

const root = [{ url: '/' }];
const refusal = (description: string) => ({ description, content: { 'application/json': { schema: { type: 'object' as const, properties: { code: { type: 'string' as const }, data: {} } } } } });
const header = (name: string, description: string) => ({ name, in: 'header' as const, required: true, description, schema: { type: 'string' as const } });
const count = { type: 'integer' as const };

const byteRoutes: NonNullable<Document['paths']> = {
  '/sync/v1/batches': {
    servers: root,
    post: {
      summary: `One sealed batch: at most ${mostBatchBytes} bytes unpacked and ${mostBatchChanges} changes. A repeat answers the same and changes nothing.`,
      parameters: [
        header('x-protocol', 'the version of the protocol'),
        header('x-seal', 'the seal’s text in base64'),
        header('x-signature', 'Ed25519 over the seal’s text, in base64'),
      ],
      requestBody: { required: true, description: 'gzipped lines, one a change', content: { 'application/gzip': { schema: { type: 'string', format: 'binary' } } } },
      responses: {
        200: { description: 'taken', content: { 'application/json': { schema: { type: 'object', properties: { received: count, durable: count, newestDirective: count } } } } },
        401: refusal('TOKEN_UNKNOWN'), 403: refusal('BRANCH_REVOKED'), 409: refusal('BATCH_GAP, BATCH_FORKED, BRANCH_FENCED'), 422: refusal('BATCH_REFUSED'),
        426: refusal('PROTOCOL_TOO_OLD'), 429: refusal('SLOW_DOWN'), 503: refusal('HEADQUARTERS_OLDER'),
      },
    },
  },
};
