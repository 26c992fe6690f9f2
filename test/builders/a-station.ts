import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { v7 as uuidv7 } from 'uuid';
import { WebSocket } from 'ws';
import type { BranchClient } from '../../shared/branch-contract.ts';

/** A station on the branch's WebSocket, as a page would be, without a page. */
export interface Station {
  client: BranchClient;
  stationToken: string;
  close(): void;
}

/** Connects and enrols with the one-time link, or with the token of a station that was enrolled before. */
export async function aStation(address: string, proof: { link: string } | { stationToken: string; sessionToken?: string }): Promise<Station> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/api/ws`);
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const client: BranchClient = createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
  let stationToken: string;
  if ('link' in proof) {
    ({ stationToken } = await client.session.enrolStation({ code: new URL(proof.link).hash.replace('#enrol=', '') }));
  } else {
    ({ stationToken } = proof);
    await client.session.hello(proof);
  }
  return { client, stationToken, close: () => socket.close() };
}

/** A fresh command id, as a page makes one per press. */
export const newCommandId = (): string => uuidv7();
