import type { Logger } from 'pino';
import type { SecretHasher } from '../staff/hashing.ts';
import type { Bell } from './bell.ts';
import type { FreshBatches } from './fresh-batches.ts';
import type { ChangeWatch } from './change-watch.ts';
import type { FileContents } from './file-contents.ts';
import type { HeadquartersKey } from './headquarters-key.ts';
import type { HeadquartersDatabase } from './hq-database.ts';
import type { HeadquartersMetrics } from './metrics.ts';

/** What the edges of the headquarters service work with. */
export interface HeadquartersParts {
  database: HeadquartersDatabase;
  clock: { now(): number };
  log: Logger;
  metrics: HeadquartersMetrics;
  /** as branches know it; also its name as a witness */
  name: string;
  version: string;
  /** the newest schema of a branch that is understood */
  newestSchema: number;
  key: HeadquartersKey;
  hasher: SecretHasher;
  dataFolder: string;
  files: FileContents;
  /** rings when a batch was taken */
  received: Bell;
  /** on their way from receiving to the archive */
  fresh: FreshBatches;
  /** tells the console's pages when to ask anew */
  watch: ChangeWatch;
}
