import type { BranchInputs, BranchOutputs } from '../../../shared/branch-contract.ts';
import { wallClock } from '../../../shared/business-date.ts';
import { refuse } from '../../../shared/errors.ts';
import { appendEntries } from '../../access-log/access-log-store.ts';
import { archiveDestructions } from '../../archive/destruction-schema.ts';
import { archiveLoans } from '../../archive/lending-schema.ts';
import type { StaffParts } from '../../branch/staff-parts.ts';
import { cases } from '../../cases/cases-schema.ts';
import { complaintLetters } from '../../complaints/complaint-papers-schema.ts';
import { complaints } from '../../complaints/complaints-schema.ts';
import type { Command, Transaction } from '../../database/database.ts';
import { raiseFloor } from '../../database/number-floor-store.ts';
import { goOnBehindLostTickets } from '../../queue/numbers-store.ts';
import { beginPasswordsAnew } from '../../staff/passwords-anew-store.ts';
import { keepEnrolment } from '../line-store.ts';
import type { Sync } from '../sync-loop-api.ts';
import { closeGaps } from './fetched-rows-store.ts';
import { fitOfLog } from './log-fit-store.ts';
import { roomForLostPapers } from './number-room.ts';
import { endRebuild, listAdministrators, readRebuild, type StoredRebuild } from './rebuild-store.ts';

/** Every register whose numbers people hold on paper. */
const registers = [complaints, complaintLetters, cases, archiveLoans, archiveDestructions];

/** Opens the branch whose rows are all here: numbers go on beyond what the lost machine may have given, and the line in its own epoch. */
export function openRebuilt(parts: StaffParts, sync: Sync) {
  const { database, clock, hasher } = parts;

  return async function open(command: Command, { staffId, password }: BranchInputs['rebuild']['open']): Promise<BranchOutputs['rebuild']['open']> {
    const passwordHash = await hasher.hash(password);
    const opened = await database.write(command, async tx => {
      const rebuild = await readRebuild(tx);
      if (!rebuild || rebuild.completeAt === null || !rebuild.extent || !rebuild.branchRow) return refuse('NOT_REBUILDING');
      const { loginName } = (await listAdministrators(tx)).find(each => each.staffId === staffId) ?? refuse('STAFF_NOT_FOUND');
      const at = clock.now();
      await endRebuild(tx, rebuild.branchRow);
      await closeGaps(tx);
      const { address, headquartersName, headquartersPublicKey, certificate, epoch, enrolledAt, extent, branchName } = rebuild;
      await keepEnrolment(tx, { address, headquartersName, headquartersPublicKey, certificate, epoch, enrolledAt, directive: extent.directive });
      await leaveRoomForLostNumbers(tx, rebuild, at);
      await beginPasswordsAnew(tx, { staffId, loginName, password, passwordHash }, at);
      await appendEntries(tx, [{
        at, staffId, role: 'administrator', stationId: null, windowId: null, action: 'change', outcome: 'done', fileId: null, customerId: null, purpose: null, basis: null, fields: [],
        detail: { facts: { what: 'rebuild', epoch, log: await fitOfLog(tx, extent.witnessed) } },
      }]);
      return { branchName };
    });
    await parts.reloadBranch();
    await sync.reconnect();
    sync.tryNow();
    return opened;
  };
}

async function leaveRoomForLostNumbers(tx: Transaction, { extent, timeZone }: StoredRebuild, now: number): Promise<void> {
  const lastChangeAt = extent?.lastChangeAt ?? null;
  await goOnBehindLostTickets(tx, { lastChangeAt, timeZone }, now);
  const room = roomForLostPapers(lastChangeAt === null ? 0 : now - lastChangeAt);
  for (const register of registers) await raiseFloor(tx, register, Number(wallClock(now, timeZone).date.slice(0, 4)), room);
}
