import { implement } from '@orpc/server';
import { consoleVerificationContract, type ComparisonCertificate } from '../../shared/console-verification.ts';
import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import { noteDone } from './audit-store.ts';
import { staffOf, type HeadquartersCaller, type SignedInStaff } from './caller.ts';
import { certify } from './certificate.ts';
import { readCertificateFacts } from './certificate-store.ts';
import { differingKeys, readComparedDays, readComparedTables, readDifferingRows } from './console-verification-store.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import { letBeOverwritten } from './projection-store.ts';
import { directBranch } from './publish-store.ts';

/** Of one directive: what a branch takes in one transaction. */
const keysAtOnce = 1000;

/** Whether both sides hold the same, and what an administrator may do where they do not. */
export function consoleVerificationApi({ database, clock, name, key }: HeadquartersParts) {
  const contract = implement(consoleVerificationContract).$context<HeadquartersCaller>();

  return {
    tables: contract.tables.handler(({ input: { branchId } }) => readComparedTables(database.queries, branchId)),
    days: contract.days.handler(({ input: { branchId, table } }) => readComparedDays(database.queries, branchId, table)),
    rows: contract.rows.handler(({ input: { branchId, table, day } }) => readDifferingRows(database.queries, branchId, table, day)),
    repair: contract.repair.handler(({ input: { branchId, table }, context }) => repair(branchId, table, staffOf(context))),
    recheck: contract.recheck.handler(({ input: { branchId }, context }) => recheck(branchId, staffOf(context))),
    certify: contract.certify.handler(({ input: { branchId }, context }) => issue(branchId, staffOf(context))),
  };

  function repair(branchId: string, table: string | null, by: SignedInStaff): Promise<{ rows: number }> {
    return database.transact(async tx => {
      const keys = await differingKeys(tx, branchId, table);
      const rows = [...keys.values()].reduce((sum, ofTable) => sum + ofTable.length, 0);
      if (rows === 0) return refuseAtHeadquarters('NOTHING_TO_REPAIR');
      const at = clock.now();
      for (const [of, ofTable] of keys) {
        await letBeOverwritten(tx, branchId, of, ofTable);
        for (let from = 0; from < ofTable.length; from += keysAtOnce) {
          await directBranch(tx, branchId, { kind: 'repair', body: { table: of, keys: ofTable.slice(from, from + keysAtOnce) }, by, at });
        }
      }
      await noteDone(tx, { action: 'repairAsked', by, branchId, detail: { tables: [...keys.keys()], rows }, at });
      return { rows };
    });
  }

  function recheck(branchId: string, by: SignedInStaff): Promise<{ number: number }> {
    return database.transact(async tx => {
      const at = clock.now();
      const number = await directBranch(tx, branchId, { kind: 'recheck', body: {}, by, at });
      await noteDone(tx, { action: 'recheckAsked', by, branchId, at });
      return { number };
    });
  }

  function issue(branchId: string, by: SignedInStaff): Promise<ComparisonCertificate> {
    return database.transact(async tx => {
      const { parts, ...facts } = await readCertificateFacts(tx, branchId) ?? refuseAtHeadquarters('BRANCH_NOT_FOUND');
      if (parts.length === 0) refuseAtHeadquarters('NEVER_COMPARED');
      const madeAt = clock.now();
      const certificate = certify({ ...facts, madeAt }, parts, { name, key });
      const differing = certificate.tables.filter(({ isSame }) => !isSame).length;
      await noteDone(tx, { action: 'comparisonCertified', by, branchId, detail: { tables: certificate.tables.length, differing }, at: madeAt });
      return certificate;
    });
  }
}
