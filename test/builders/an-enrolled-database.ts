import { noChain } from '../../main/sync/batch-seal.ts';
import { syncLine } from '../../main/sync/sync-schema.ts';
import { aDatabase, type TestDatabase } from './a-database.ts';

/** A row of the line as enrolment leaves it. */
export const aLine: typeof syncLine.$inferInsert = {
  id: 'line', address: 'https://127.0.0.1:1', headquartersName: '云溪市总部', headquartersPublicKey: Buffer.alloc(32).toString('base64'), epoch: 1, base: 0, enrolledAt: 1,
  sealedSeq: 0, receivedSeq: 0, durableSeq: 0, chain: noChain, directive: 0, newestDirective: 0,
};

/** The database of a branch that is enrolled, with nothing sent yet. */
export async function anEnrolledDatabase(options: Parameters<typeof aDatabase>[0] = {}): Promise<TestDatabase> {
  const database = await aDatabase(options);
  await database.change(tx => tx.insert(syncLine).values(aLine).onConflictDoNothing());
  return database;
}
