import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { type Headquarters, type HeadquartersOptions, startHeadquarters } from '../../main/headquarters/app.ts';
import { makeEnrolmentCode } from '../../main/headquarters/enrol-store.ts';
import { schemaVersion } from '../../main/headquarters/schema-version.ts';
import { syncProtocol } from '../../shared/sync.ts';
import { aPostgres } from './a-postgres.ts';
import { aJournal, aSealingKey, type Change, type SealedBatch, type SealingKey } from './a-sealed-batch.ts';

/** What an answer over HTTP was: `code` and `data` where it was a refusal. */
export interface Answer<Body = Record<string, unknown>> { status: number; body: Body; code: string | undefined; data: Record<string, unknown> }

export interface TestHeadquarters extends Headquarters {
  /** Calls a procedure of the contract over HTTP. */
  call<Body = Record<string, unknown>>(path: string, input: unknown, token?: string): Promise<Answer<Body>>;
  /** Sends a batch as a branch does. */
  send(batch: SealedBatch | Omit<SealedBatch, 'facts' | 'body'>, token: string, headers?: Record<string, string>): Promise<Answer>;
  /** A code of the console, as the administrator makes one. */
  code(branchId?: string | null): Promise<string>;
  /** A branch that was just enrolled. */
  enrolledBranch(): Promise<TestBranch>;
  /** Rows of headquarters' database. */
  rows<Row extends object = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
  dispose(): Promise<void>;
}

export interface TestBranch {
  branchId: string;
  epoch: number;
  token: string;
  key: SealingKey;
  seal(changes: readonly Change[]): SealedBatch;
}

/** Starts the headquarters service on a free port, on a database of a test's PostgreSQL. */
export async function aHeadquarters({ dataFolder, ...options }: Partial<HeadquartersOptions> & { databaseUrl: string | null }): Promise<TestHeadquarters> {
  const folder = dataFolder ?? await mkdtemp(join(tmpdir(), 'branch-desk-hq-'));
  const headquarters = await startHeadquarters({ host: '127.0.0.1', port: 0, dataFolder: folder, ...options });
  const { address, parts } = headquarters;
  const authorised = (token?: string): Record<string, string> => token === undefined ? {} : { authorization: `Bearer ${token}` };

  const test: TestHeadquarters = {
    ...headquarters,
    async call(path, input, token) {
      return readAnswer(await fetch(`${address}/api/${path}`, {
        method: 'POST', headers: { 'content-type': 'application/json', 'x-protocol': String(syncProtocol), ...authorised(token) }, body: JSON.stringify(input ?? {}),
      }));
    },
    async send({ seal, signature, packed }, token, headers = {}) {
      return readAnswer(await fetch(`${address}/sync/v1/batches`, {
        method: 'POST', body: new Uint8Array(packed),
        headers: { 'content-type': 'application/gzip', 'x-protocol': String(syncProtocol), 'x-seal': seal.toString('base64'), 'x-signature': signature.toString('base64'), ...authorised(token), ...headers },
      }));
    },
    async code(branchId = null) {
      const { code } = await parts.database.transact(tx => makeEnrolmentCode(tx, { branchId, note: '', byName: '测试', now: parts.clock.now() }));
      return code;
    },
    async enrolledBranch() {
      const key = aSealingKey();
      const branchId = uuidv7();
      const enrolled = await test.call<{ epoch: number; token: string }>('sync/enrol', {
        code: await test.code(), publicKey: key.publicKey, checkpointPublicKey: key.publicKey, versions: { protocol: syncProtocol, schema: schemaVersion, application: '0.1.0' },
        branch: { id: branchId, name: '城东营业厅', trade: 'power', timeZone: 'Asia/Shanghai' },
      });
      if (enrolled.status !== 200) throw new Error(`enrolment was refused: ${JSON.stringify(enrolled)}`);
      const { epoch, token } = enrolled.body;
      return { branchId, epoch, token, key, seal: aJournal({ branchId, epoch, key }).seal };
    },
    async rows<Row extends object>(sql: string, values: unknown[] = []) {
      return (await parts.database.pool.query<Row>(sql, values)).rows;
    },
    async dispose() {
      await headquarters.stop();
      if (!dataFolder) await rm(folder, { recursive: true, force: true });
    },
  };
  return test;
}

/** The same with a PostgreSQL of its own, which ends with it. */
export async function aHeadquartersWithPostgres(options: Partial<HeadquartersOptions> = {}): Promise<TestHeadquarters> {
  const postgres = await aPostgres();
  const headquarters = await aHeadquarters({ databaseUrl: await postgres.newDatabase(), ...options });
  return {
    ...headquarters,
    async dispose() {
      await headquarters.dispose();
      await postgres.dispose();
    },
  };
}

async function readAnswer<Body>(response: Response): Promise<Answer<Body>> {
  const body = await response.json() as Body & { code?: string; data?: Record<string, unknown> };
  return { status: response.status, body, code: response.ok ? undefined : body.code, data: (response.ok ? undefined : body.data) ?? {} };
}
