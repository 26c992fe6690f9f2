import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Station, aStation, newCommandId } from '../builders/a-station.ts';
import { type BranchProcess, aBranchProcess } from '../builders/a-branch-process.ts';

/** A branch service in a process of its own with `windowCount` windows open, each with its clerk at a connection of her own. */
export interface BigHall {
  branch: BranchProcess;
  desks: { station: Station; windowId: string }[];
  /** signed in as the manager */
  manager: Station;
  serviceIds: string[];
  /** of the first window's clerk */
  clerkCredentials: { loginName: string; password: string };
  close(): Promise<void>;
}

const firstPassword = 'Morning-Tide-2026';
const ownPassword = 'Quiet-River-Stone-7';

/** Everything by the contract, as people would do it: the wizard, accounts, first sign-ins, opening of windows. */
export async function aBigHall(windowCount: number, { keepsData = false } = {}): Promise<BigHall> {
  const branch = await aBranchProcess(keepsData ? { dataFolder: await mkdtemp(join(tmpdir(), 'branch-desk-bench-')) } : {});
  const first = await aStation(branch.address, { link: branch.link });
  const { stationToken } = first;
  await first.client.setup.createBranch({
    commandId: newCommandId(), branchName: 'Bench hall', trade: 'bank', windowCount, opensAt: '00:00', closesAt: '23:59',
    administrator: { loginName: 'admin', name: '管理员', password: firstPassword },
    manager: { loginName: 'manager', name: '经理', password: firstPassword },
  });
  await first.client.session.signIn({ loginName: 'admin', password: firstPassword });
  const manager = await aStation(branch.address, { stationToken });
  await manager.client.session.signIn({ loginName: 'manager', password: firstPassword });
  const windows = await manager.client.queue.listWindows();
  const services = await manager.client.queue.listServices();

  const desks: BigHall['desks'] = [];
  for (const [index, { id: windowId }] of windows.entries()) {
    const loginName = `clerk${index + 1}`;
    await first.client.staff.add({ commandId: newCommandId(), loginName, name: `柜员${index + 1}`, roles: ['clerk'], temporaryPassword: firstPassword });
    const station = await aStation(branch.address, { stationToken });
    await station.client.session.signIn({ loginName, password: firstPassword });
    await station.client.staff.changeOwnPassword({ currentPassword: firstPassword, newPassword: ownPassword });
    await station.client.queue.openWindow({ commandId: newCommandId(), windowId });
    desks.push({ station, windowId });
  }
  first.close();
  return {
    branch, desks, manager, serviceIds: services.map(({ id }) => id), clerkCredentials: { loginName: 'clerk1', password: ownPassword },
    async close() {
      for (const { station } of desks) station.close();
      manager.close();
      await branch.dispose();
    },
  };
}
