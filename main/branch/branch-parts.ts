import type { Logger } from 'pino';
import type { BranchSettings } from '../../shared/settings.ts';
import type { Database } from '../database/database.ts';
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
  /** the built script of the worker thread that reads ledgers */
  ledgerWorker: URL;
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
