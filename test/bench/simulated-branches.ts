import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { v7 as uuidv7 } from 'uuid';
import { enrol, makeEnrolmentCode } from '../../main/headquarters/enrol-store.ts';
import { chainAfter, noChain, sealText } from '../../main/sync/batch-seal.ts';
import { carrierOverHttp, type Carrier } from '../../main/sync/carry.ts';
import { headquartersCalls, type HeadquartersCalls } from '../../main/sync/headquarters-calls.ts';
import { nthCustomer } from '../builders/a-customer.ts';
import { aSealingKey, type SealingKey } from '../builders/a-sealed-batch.ts';
import type { MeasuredHeadquarters } from './a-measured-line.ts';

const pack = promisify(gzip);

/** What headquarters sees of a branch: a line of its own, batches that are sealed as the branch's are, no disk. */
export interface SimulatedBranch {
  /** Sends its next changes in one batch; answers the milliseconds until the answer. */
  send(changes: number): Promise<number>;
  close(): Promise<void>;
}

/** Enrols branches the short way: a thousand requests of one address would be refused as a stranger's. */
export async function simulatedBranches({ address, certificate, database }: MeasuredHeadquarters, count: number): Promise<SimulatedBranch[]> {
  const branches: SimulatedBranch[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const key = aSealingKey();
    const branchId = uuidv7();
    const { token } = await database.transact(async tx => {
      const { code } = await makeEnrolmentCode(tx, { branchId: null, note: '', byName: 'bench', now: Date.now() });
      return enrol(tx, { code, keys: { publicKey: key.publicKey, checkpointPublicKey: key.publicKey }, branch: { branchId, name: `营业厅${nth}`, trade: 'power', timeZone: 'Asia/Shanghai' }, now: Date.now() });
    });
    branches.push(simulated(branchId, key, token, carrierOverHttp({ address, certificate })));
  }
  return branches;
}

function simulated(branchId: string, key: SealingKey, token: string, carrier: Carrier): SimulatedBranch {
  const calls: HeadquartersCalls = headquartersCalls(carrier, () => token);
  let last = 0;
  let chainBefore = noChain;
  return {
    async send(changes) {
      const first = last + 1;
      const body = Buffer.from(Array.from({ length: changes }, (_, at) => line(first + at)).join(''), 'utf8');
      const sha256 = createHash('sha256').update(body).digest('hex');
      const seal = sealText({ branchId, epoch: 1, first, last: first + changes - 1, sha256, chainBefore, schemaVersion: 1 });
      const gzipped = await pack(body, { level: constants.Z_BEST_SPEED });
      const startedAt = performance.now();
      await calls.push({ seal, signature: key.sign(seal).toString('base64'), gzipped });
      [last, chainBefore] = [first + changes - 1, chainAfter({ chainBefore, sha256 })];
      return performance.now() - startedAt;
    },
    close: () => carrier.close(),
  };
}

/** A customer's row, new in one of three changes, changed in the others. */
function line(sequence: number): string {
  const id = `019c0000-0000-7000-8000-${String(Math.ceil(sequence / 3)).padStart(12, '0')}`;
  const { name, phone, idNumber, accountNumber, address } = nthCustomer(sequence);
  const row = { searchId: sequence, id, name, phone, idNumber, accountNumber, address, isKeyAccount: 0, importId: null, createdAt: 1_772_000_000_000, changedAt: 1_772_000_000_000 + sequence };
  return `${sequence}\t${row.changedAt}\tcustomers\t${sequence % 3 === 1 ? 'insert' : 'update'}\t${id}\t${JSON.stringify(row)}\n`;
}
