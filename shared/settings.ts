import * as z from 'zod';
import { defaultHallHours, hallHours } from './deadlines.ts';

const minutes = (byDefault: number) => z.number().int().min(0).max(24 * 60).default(byDefault);

/** Every value a branch may set, with its default. Stored one row per key in `settings`. */
export const branchSettings = z.object({
  idleLockMinutes: minutes(5),
  noShowAfterCalls: z.number().int().min(1).max(10).default(3),
  longestRecalls: z.number().int().min(0).max(20).default(5),
  reinstateWithinMinutes: minutes(30),
  windowSilentMinutes: minutes(10),
  headStartMinutes: z.object({
    ordinary: minutes(0), appointment: minutes(10), priority: minutes(15), keyAccount: minutes(10),
  }).prefault({}),
  /** how many days after it was given a slip 一次性告知书 holds */
  slipValidDays: z.number().int().min(1).max(365).default(30),
  /** how often a lent archive file may be renewed */
  loanRenewals: z.number().int().min(0).max(10).default(1),
  /** how often a complaint may be given back to the manager 退单 */
  complaintReturns: z.number().int().min(0).max(10).default(2),
  /** how many days after its closing a complaint may be reopened 重开 */
  complaintReopenDays: z.number().int().min(0).max(365).default(30),
  /** how many working days a complaint is overdue before it is noticed 通报 */
  complaintNoticeAfterWorkingDays: z.number().int().min(1).max(60).default(5),
  /** when the hall is open, for deadlines in hours and the hour after which a day no longer counts */
  hallHours: hallHours.default(defaultHallHours),
  announceInEnglish: z.boolean().default(false),
});
export type BranchSettings = z.infer<typeof branchSettings>;

const { shape } = branchSettings;
type Bare = { [Setting in keyof typeof shape]: ReturnType<(typeof shape)[Setting]['unwrap']> };
const bare = Object.fromEntries(Object.entries(shape).map(([setting, schema]) => [setting, schema.unwrap()])) as Bare;

/** Some of the settings, as they are given from elsewhere: of what is not named nothing is said, not its default either. */
export const givenSettings = z.object(bare).partial();

/** The settings of a branch that has set nothing. */
export const defaultSettings: BranchSettings = branchSettings.parse({});
