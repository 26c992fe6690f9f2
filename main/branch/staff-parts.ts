import type { SecretHasher } from '../staff/hashing.ts';
import type { BranchParts } from './branch-parts.ts';
import type { LiveConnections } from './live-connections.ts';

/** What the edges of staff, stations and set-up need beyond the parts of every domain. */
export interface StaffParts extends BranchParts {
  connections: LiveConnections;
  hasher: SecretHasher;
  /** reads the branch and its settings anew, after they were made or changed */
  reloadBranch(): Promise<void>;
}
