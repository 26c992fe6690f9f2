import type { Page } from 'playwright/test';
import { v7 as uuidv7 } from 'uuid';
import { consoleMark } from '../../shared/headquarters-console.ts';
import type { HeadquartersProcess } from '../builders/a-headquarters-process.ts';
import { expect } from './branch.ts';

/** The first administrator of headquarters, signed in at this page's browser, past the first change of password. */
export async function aHeadquartersAdministrator(page: Page, { address, firstLogin }: HeadquartersProcess) {
  const call = async <Answer>(path: string, data: object): Promise<Answer> => {
    const answer = await page.request.post(`${address}/api/console/${path}`, { data, headers: consoleMark });
    expect(answer.ok(), `${path} ${answer.status()}`).toBe(true);
    return await answer.json() as Answer;
  };
  await call('session/signIn', firstLogin);
  await call('session/changeOwnPassword', { currentPassword: firstLogin.password, newPassword: 'zi ji de kou ling' });
  return {
    call,
    /** A one-time code for a new branch, or for a machine that takes that branch's place. */
    code: async (branchId: string | null): Promise<string> => (await call<{ code: string }>('branches/makeCode', { commandId: uuidv7(), branchId, note: '测试' })).code,
    /** The id of the only branch. */
    onlyBranch: async (): Promise<string> => (await call<{ branches: { id: string }[] }>('branches/list', { words: '', only: 'all', page: 0 })).branches[0]!.id,
  };
}
