import { v7 as uuidv7 } from 'uuid';
import type { BranchClient } from '../../shared/branch-contract.ts';
import type { ComplaintPhoto } from '../../shared/complaints.ts';
import { isLineLost } from '../hooks/branch-connection.ts';

const repeatForMs = 60_000;
const pauseMs = 400;

/** Sends a photo. A camera's is nowhere else: while the line is away it is sent again, under the same id, so it is there once. */
export async function sendPhoto({ addPhoto }: Pick<BranchClient['complaints'], 'addPhoto'>, content: File, title: string): Promise<ComplaintPhoto> {
  const photoId = uuidv7();
  const giveUpMs = Date.now() + repeatForMs;
  for (;;) {
    try {
      return await addPhoto({ photoId, title, kind: 'photo', content });
    } catch (error) {
      if (!isLineLost(error) || Date.now() > giveUpMs) throw error;
      await new Promise(resolve => setTimeout(resolve, pauseMs));
    }
  }
}
