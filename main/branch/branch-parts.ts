import type { Logger } from 'pino';
import type { BranchSettings } from '../../shared/settings.ts';
import type { Role } from '../../shared/staff.ts';
import type { Database } from '../database/database.ts';
import type { BranchKey } from './branch-key.ts';
import type { LiveEvents } from './live-events.ts';

/** Time, from outside, so that tests own it. */
export interface Clock {
  /** UTC milliseconds */
  now(): number;
}

/** What every domain's edge is given. */
export interface BranchParts {
  database: Database;
  clock: Clock;
  live: LiveEvents;
  log: Logger;
  /** where files beside the database are kept */
  dataFolder: string;
  /** wraps content keys and signs checkpoints of the access log */
  branchKey: BranchKey;
  /**
   * A second person signs in on the spot, to approve or to witness; counts towards the lock-out as any sign-in.
   * Errors: WRONG_CREDENTIALS, ACCOUNT_LOCKED.
   */
  confirmStaff(signIn: { loginName: string; password: string }): Promise<{ staffId: string; name: string; roles: Role[] }>;
  /** the built script of the worker thread that reads ledgers */
  ledgerWorker: URL;
  /** the built script of the worker thread that exports and verifies the access log */
  logWorker: URL;
  /** the present branch and its settings; null before the first-run wizard */
  branch(): PresentBranch | null;
}

export interface PresentBranch {
  id: string;
  name: string;
  trade: 'power' | 'bank' | 'insurance' | 'property';
  timeZone: string;
  isDemonstration: boolean;
  settings: BranchSettings;
}
