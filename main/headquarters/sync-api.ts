import { implement } from '@orpc/server';
import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import { syncContract } from '../../shared/sync.ts';
import { branchOf, type HeadquartersCaller } from './caller.ts';
import { comparisons } from './comparison-api.ts';
import { enrol } from './enrol-store.ts';
import { filesAfter } from './files-store.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import { replaceToken } from './known-branch-store.ts';
import { beginEpoch, directivesAfter, keepReport, keepTakes, receiptsOf, refuseOutlived, untoldFrom } from './line-store.ts';
import { offerFiles } from './offer-files.ts';
import { rebuildExtent, refusePlaceless, rowsAfter } from './rebuild-store.ts';
import { checkVersions } from './schema-version.ts';
import { witnessCheckpoint, witnessedSize } from './witness-store.ts';

/** What a branch asks of headquarters, beside its batches and files. */
export function syncApi(parts: HeadquartersParts) {
  const { database, clock, name, key, files } = parts;
  const comparing = comparisons(parts);
  const contract = implement(syncContract).$context<HeadquartersCaller>();
  return contract.router({
    enrol: contract.enrol.handler(async ({ input: { code, publicKey, checkpointPublicKey, versions, branch } }) => {
      checkVersions(parts, versions);
      const now = clock.now();
      const asked = branch && { branchId: branch.id, name: branch.name, trade: branch.trade, timeZone: branch.timeZone };
      const enrolled = await database.transact(tx => enrol(tx, { code, keys: { publicKey, checkpointPublicKey }, branch: asked, now }));
      const { branchId, ...known } = enrolled.branch;
      return {
        branch: { id: branchId, name: known.name, trade: known.trade, timeZone: known.timeZone }, epoch: enrolled.epoch, token: enrolled.token,
        headquarters: { name, publicKey: key.publicKey.toString('base64') },
      };
    }),

    report: contract.report.handler(async ({ input, context }) => {
      const branch = branchOf(context);
      const now = clock.now();
      await refuseOutlived(database, branch, input.epoch, now);
      await keepReport(database, branch, input, now);
      checkVersions(parts, input.versions);
      const { fencedAt, ...receipts } = await receiptsOf(database.queries, branch.branchId, input.epoch);
      if (fencedAt !== null) return refuseAtHeadquarters('BRANCH_FENCED', { epoch: input.epoch, at: fencedAt });
      return { ...receipts, token: await replaceToken(database.queries, branch, now), clock: now, untoldFrom: await untoldFrom(database.queries, branch.branchId, input.directive) };
    }),

    beginEpoch: contract.beginEpoch.handler(({ input, context }) => database.transact(tx => beginEpoch(tx, branchOf(context), input, clock.now()))),

    pull: contract.pull.handler(async ({ input: { after, takes }, context }) => {
      const branch = branchOf(context);
      // Directives go to the machine that speaks for the branch now.
      const isPresent = branch.epoch === branch.presentEpoch;
      if (isPresent) await database.transact(tx => keepTakes(tx, branch.branchId, takes));
      const { fencedAt: _, ...receipts } = await receiptsOf(database.queries, branch.branchId, branch.epoch);
      return { ...receipts, directives: isPresent ? await directivesAfter(database.queries, branch.branchId, after) : [] };
    }),

    witness: contract.witness.handler(async ({ input: { note, proof }, context }) => {
      const { branchId, checkpointPublicKey } = branchOf(context);
      const cosigned = await database.transact(tx => witnessCheckpoint(tx, { branchId, checkpointPublicKey, note, proof }, { name, key }, clock.now()));
      if ('refused' in cosigned) return refuseAtHeadquarters('WITNESS_REFUSED', { reason: cosigned.refused });
      return { line: cosigned.line, witnessName: cosigned.witnessName, witnessedAt: cosigned.witnessedAt };
    }),

    witnessed: contract.witnessed.handler(async ({ context }) => ({ size: await witnessedSize(database.queries, branchOf(context).branchId) })),

    extent: contract.extent.handler(({ context }) => rebuildExtent(database.queries, branchOf(context), clock.now())),
    offerFiles: contract.offerFiles.handler(({ input, context }) => {
      const branch = branchOf(context);
      refusePlaceless(branch, clock.now());
      return offerFiles({ database, clock, files }, branch.branchId, input);
    }),
    listFiles: contract.listFiles.handler(({ input, context }) => {
      const branch = branchOf(context);
      refusePlaceless(branch, clock.now());
      return filesAfter(database.queries, branch.branchId, input.afterName);
    }),
    rows: contract.rows.handler(({ input, context }) => rowsAfter(database.queries, branchOf(context), input, clock.now())),
    toCompare: contract.toCompare.handler(({ context }) => comparing.plan(branchOf(context))),
    compare: contract.compare.handler(({ input, context }) => comparing.compare(branchOf(context), input)),
    compareRows: contract.compareRows.handler(({ input, context }) => comparing.compareRows(branchOf(context), input)),
  });
}
