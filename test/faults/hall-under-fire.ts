import { ORPCError } from '@orpc/client';
import { v7 as uuidv7 } from 'uuid';
import type { BranchClient } from '../../shared/branch-contract.ts';
import { aStation, type Station } from '../builders/a-station.ts';
import { Contradiction, type Asked, type Oracle } from './oracle.ts';
import type { Random } from './random.ts';

/** What a clerk's computer keeps over a crash of the branch service. */
export interface Desk {
  index: number;
  windowId: string;
  stationToken: string;
  sessionToken: string;
}

export interface Hall {
  desks: Desk[];
  serviceIds: string[];
}

const firstPassword = 'Morning-Tide-2026';
const ownPassword = 'Quiet-River-Stone-7';

/** Makes a branch as people would: the wizard, a clerk for each window, first sign-ins, windows opened. */
export async function openHall(address: string, link: string, windowCount: number): Promise<Hall> {
  const first = await aStation(address, { link });
  const { client, stationToken } = first;
  await client.setup.createBranch({
    commandId: uuidv7(), branchName: '故障演练', trade: 'bank', windowCount, opensAt: '00:00', closesAt: '23:59',
    administrator: { loginName: 'admin', name: '管理员', password: firstPassword },
    manager: { loginName: 'manager', name: '经理', password: firstPassword },
  });
  const { token } = await client.session.signIn({ loginName: 'manager', password: firstPassword });
  const windows = await client.queue.listWindows();
  const services = await client.queue.listServices();
  const serviceIds = services.map(({ id }) => id);
  const issuer: Desk = { index: 0, windowId: '', stationToken, sessionToken: token };

  const administrator = await aStation(address, { stationToken });
  await administrator.client.session.signIn({ loginName: 'admin', password: firstPassword });
  const desks = [issuer];
  for (const { id: windowId } of windows) {
    const loginName = `clerk${desks.length}`;
    await administrator.client.staff.add({ commandId: uuidv7(), loginName, name: `柜员${desks.length}`, roles: ['clerk'], temporaryPassword: firstPassword });
    const station = await aStation(address, { stationToken });
    const { token: sessionToken } = await station.client.session.signIn({ loginName, password: firstPassword });
    await station.client.staff.changeOwnPassword({ currentPassword: firstPassword, newPassword: ownPassword });
    await station.client.queue.openWindow({ commandId: uuidv7(), windowId });
    desks.push({ index: desks.length, windowId, stationToken, sessionToken });
    station.close();
  }
  first.close();
  administrator.close();
  return { desks, serviceIds };
}

/** Connects every desk again after a crash, signed in as before. */
export function reconnect(address: string, { desks }: Hall): Promise<Station[]> {
  return Promise.all(desks.map(desk => aStation(address, desk)));
}

/** Sends a command and tells the oracle how it ended. Undefined: refused. Throws when the line broke. */
export async function send(oracle: Oracle, asked: Asked, client: BranchClient, whenLost: Promise<never>): Promise<unknown> {
  oracle.ask(asked);
  try {
    const answer = await Promise.race([asked.send(client), whenLost]);
    oracle.tell(asked, answer);
    return answer;
  } catch (error) {
    if (!(error instanceof ORPCError) || !error.defined) throw error;
    oracle.refused(asked);
    return undefined;
  }
}

/** Works the hall until the line breaks: tickets are drawn, every window calls, serves, holds and finishes. */
export async function work(hall: Hall, stations: Station[], oracle: Oracle, random: Random, whenLost: Promise<never>): Promise<void> {
  const workers = stations.map((station, index) => index === 0 ? drawTickets(station.client) : serveWindow(station.client, hall.desks[index]!));
  const ends = await Promise.allSettled([...workers, drawTickets(stations[0]!.client)]);
  // All end with the broken line; one that ended otherwise found a contradiction.
  for (const end of ends) if (end.status === 'rejected' && end.reason instanceof Contradiction) throw end.reason;

  function order<Answer>(desk: number, client: BranchClient, make: (commandId: string) => (to: BranchClient) => Promise<Answer>): Promise<Answer | undefined> {
    const commandId = uuidv7();
    return send(oracle, { commandId, desk, send: make(commandId) }, client, whenLost) as Promise<Answer | undefined>;
  }

  async function drawTickets(client: BranchClient): Promise<never> {
    for (;;) {
      const serviceId = random.pick(hall.serviceIds);
      await order(0, client, commandId => to => to.queue.issueTicket({ commandId, serviceId }));
    }
  }

  async function serveWindow(client: BranchClient, { index, windowId }: Desk): Promise<never> {
    for (;;) {
      const called = await order(index, client, commandId => to => to.queue.callNext({ commandId, windowId }));
      if (called === null) await Promise.race([new Promise(resolve => setTimeout(resolve, 5)), whenLost]);
      if (random.chance(0.3)) await order(index, client, commandId => to => to.queue.recall({ commandId, windowId }));
      const begun = await order(index, client, commandId => to => to.counter.startServing({ commandId, windowId }));
      const visit = begun ?? await Promise.race([client.counter.currentVisit({ windowId }), whenLost]);
      if (!visit) continue;
      if (random.chance(0.2)) {
        const held = await order(index, client, commandId => to => to.queue.hold({ commandId, windowId, reason: '' }));
        if (held && random.chance(0.7)) await order(index, client, commandId => to => to.queue.resume({ commandId, ticketId: held.id }));
      } else {
        await order(index, client, commandId => to => to.counter.finish({ commandId, visitId: visit.id }));
      }
    }
  }
}
