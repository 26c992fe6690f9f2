import { v7 as uuidv7 } from 'uuid';
import { consoleMark } from '../../shared/headquarters-console.ts';
import type { HeadquartersRole } from '../../shared/headquarters-errors.ts';
import type { TestHeadquarters } from './a-headquarters.ts';

export interface ConsoleAnswer { status: number; code?: string; body: any } // oxlint-disable-line typescript/no-explicit-any
/** Somebody at the console, by their session's cookie. */
export interface ConsolePerson { cookie: string; call(path: string, input: unknown, headers?: Record<string, string>): Promise<ConsoleAnswer> }

const ownPassword = 'zi ji de kou ling';

/** The people of a headquarters that was just started; its first administrator has changed the printed password. */
export async function aConsole({ address, firstLogin }: Pick<TestHeadquarters, 'address' | 'firstLogin'>) {
  if (!firstLogin) throw new Error('an empty headquarters invites its first administrator');
  const administrator = await newcomer(firstLogin.loginName, firstLogin.password);
  return { administrator, ask, signIn, somebody, password: ownPassword };

  async function ask(path: string, input: unknown, headers: Record<string, string>): Promise<ConsoleAnswer & { cookie: string }> {
    const response = await fetch(`${address}/api/console/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(input) });
    const body = await response.json() as { code?: string };
    return { status: response.status, code: body.code, body, cookie: response.headers.get('set-cookie') ?? '' };
  }

  /** Signs in as a page does and keeps the cookie. */
  async function signIn(loginName: string, password: string): Promise<ConsolePerson & { setCookie: string }> {
    const answer = await ask('session/signIn', { loginName, password }, consoleMark);
    if (answer.status !== 200) throw new Error(`${loginName} could not sign in: ${answer.code}`);
    const cookie = answer.cookie.split(';')[0] ?? '';
    return { cookie, setCookie: answer.cookie, call: (path, input, headers = consoleMark) => ask(path, input, { cookie, ...headers }) };
  }

  async function newcomer(loginName: string, temporary: string): Promise<ConsolePerson> {
    const person = await signIn(loginName, temporary);
    const changed = await person.call('session/changeOwnPassword', { currentPassword: temporary, newPassword: ownPassword });
    if (changed.status !== 200) throw new Error(`${loginName} could not change the password: ${changed.code}`);
    return person;
  }

  /** Somebody with these roles, past the first change of password. */
  async function somebody(roles: HeadquartersRole[], name = '测试人'): Promise<ConsolePerson & { id: string; loginName: string; password: string }> {
    const loginName = `p${uuidv7().slice(-12)}`;
    const temporaryPassword = 'lin shi kou ling 7';
    const added = await administrator.call('accounts/add', { commandId: uuidv7(), loginName, name, roles, temporaryPassword });
    if (added.status !== 200) throw new Error(`no account for ${roles.join()}: ${added.code}`);
    return { ...await newcomer(loginName, temporaryPassword), id: added.body.id, loginName, password: ownPassword };
  }
}
