import type { LogAction, LogDetail } from '../../shared/access-log.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import type { Queries } from '../database/database.ts';
import type { Person } from './approvals-needed.ts';
import type { Asked, Looker } from './look-entries.ts';
import { askedAbout } from './open-look-api.ts';

/** An entry about a step on paper with one file: lending it, changing its level, destroying it. */
export async function askedOfFile(reader: Queries, looker: Looker, fileId: string, action: LogAction, detail: Pick<LogDetail, 'words' | 'facts'>): Promise<Asked> {
  const about = await askedAbout(reader, looker, { fileId });
  return { ...about, action, detail: { ...about.detail, ...detail } };
}

/** An entry about a paper of many files: a worksheet, a proposal. */
export function askedOfPaper(action: LogAction, detail: Pick<LogDetail, 'words' | 'facts'>): Asked {
  return { action, windowId: null, fileId: null, customerId: null, purposeCode: null, basis: null, detail };
}

/**
 * The people who signed in on the spot, one after the other. Whether they are the right ones is judged in the transaction
 * that needs them: a command repeated after a lost answer must reach its stored result, whatever has changed since.
 *
 * Errors: WRONG_CREDENTIALS, ACCOUNT_LOCKED, PASSWORD_CHANGE_REQUIRED.
 */
export async function signInEach({ confirmStaff }: Pick<BranchParts, 'confirmStaff'>, signIns: readonly Parameters<BranchParts['confirmStaff']>[0][]): Promise<Person[]> {
  const people: Person[] = [];
  for (const signIn of signIns) people.push(await confirmStaff(signIn));
  return people;
}
