import { makeCheckpoint } from '../access-log/access-log-checkpoints-store.ts';
import { logSize } from '../access-log/access-log-tree-store.ts';
import type { BranchParts } from './branch-parts.ts';

/** What was logged is signed this often, when it has grown: so much can be lost of what a thief of the disk must not change. */
const checkpointEveryMs = 60_000;

/** Signs the access log at the start, every minute and at the end, whenever it has grown. A failure is logged and tried again. */
export function keepCheckpoints(parts: BranchParts): { stop(): Promise<void> } {
  let signedSize = 0;
  const sign = async () => {
    try {
      if (!parts.branch()) return;
      const size = await parts.database.read(logSize);
      // The first time always: that is when the log is compared with what this machine remembers of it.
      if (size === 0 || size === signedSize) return;
      signedSize = (await makeCheckpoint(parts)).size;
    } catch (error) {
      parts.log.error({ err: error }, 'the access log could not be signed');
    }
  };
  const timer = setInterval(() => void sign(), checkpointEveryMs).unref();
  void sign();
  return {
    async stop() {
      clearInterval(timer);
      await sign();
    },
  };
}
