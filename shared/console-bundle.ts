import * as z from 'zod';
import { instant } from './command.ts';

// A branch's file from a stick, as the console sends it to headquarters: beside the contract, as plain bytes.

/** As long as a branch makes one, and some. */
export const longestBundleBytes = 72 * 1024 * 1024;

/** POST, the file as the body. Errors: BUNDLE_REFUSED, BATCH_REFUSED, BRANCH_FENCED, BRANCH_REVOKED, BRANCH_NOT_FOUND, HEADQUARTERS_OLDER; then nothing has changed. */
export const bundlePath = (branchId: string): string => `/api/console/bundles/${encodeURIComponent(branchId)}`;

const count = z.number().int();

/** What came of it, and the file that is to be carried back. */
export const bundleRead = z.object({
  madeAt: instant.describe('at the branch'), epoch: count,
  changes: count.describe('that headquarters had not'), heldBefore: count.describe('that it had already'),
  received: count, durable: count, written: count.describe('the newest at the branch when it made the file'),
  directives: count.describe('that go back'),
  answer: z.object({ name: z.string(), base64: z.string() }),
});
export type BundleRead = z.infer<typeof bundleRead>;
