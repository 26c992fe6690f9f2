import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { schemaVersion } from '../../main/headquarters/schema-version.ts';
import { consoleMark } from '../../shared/headquarters-console.ts';
import { aConsole, type ConsolePerson } from '../builders/a-console.ts';
import { aHeadquartersWithPostgres, type TestHeadquarters } from '../builders/a-headquarters.ts';

let headquarters: TestHeadquarters;
let people: Awaited<ReturnType<typeof aConsole>>;
let administrator: ConsolePerson;

beforeAll(async () => {
  headquarters = await aHeadquartersWithPostgres({ limits: { perStranger: 100_000 } });
  people = await aConsole(headquarters);
  ({ administrator } = people);
});
afterAll(() => headquarters.dispose());

const everyBranch = { words: '', only: 'all', page: 0 };
const wholeTrail = { staffId: null, branchId: null, action: null, fromAt: null, toAt: null, before: null };

test('a password that was handed out opens nothing until it is changed', async () => {
  const temporaryPassword = 'lin shi kou ling 7';
  await administrator.call('accounts/add', { commandId: uuidv7(), loginName: 'newcomer', name: '新人', roles: ['supervisor'], temporaryPassword });
  const newcomer = await people.signIn('newcomer', temporaryPassword);
  expect(newcomer.setCookie).toMatch(/; HttpOnly; SameSite=Strict/);
  expect((await newcomer.call('branches/list', everyBranch)).code).toBe('PASSWORD_CHANGE_REQUIRED');
  await newcomer.call('session/changeOwnPassword', { currentPassword: temporaryPassword, newPassword: 'wo de di yi ba suo' });
  expect((await newcomer.call('branches/list', everyBranch)).status).toBe(200);
});

test('a cookie without the console’s own header is nobody: a foreign page cannot act for who is signed in', async () => {
  expect((await administrator.call('branches/list', everyBranch, {})).code).toBe('NOT_SIGNED_IN');
  expect((await administrator.call('branches/list', everyBranch)).status).toBe(200);
});

test('after five wrong passwords the account is locked, for an unknown name as for a known one; a reset lifts it', async () => {
  const person = await people.somebody(['supervisor']);
  for (const loginName of [person.loginName, 'nobody-here']) {
    const codes: (string | undefined)[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) codes.push((await people.ask('session/signIn', { loginName, password: 'not the password' }, consoleMark)).code);
    expect(codes).toEqual(['WRONG_CREDENTIALS', 'WRONG_CREDENTIALS', 'WRONG_CREDENTIALS', 'WRONG_CREDENTIALS', 'ACCOUNT_LOCKED', 'ACCOUNT_LOCKED']);
  }
  expect((await administrator.call('accounts/resetPassword', { commandId: uuidv7(), staffId: person.id, temporaryPassword: 'xin de kou ling 8' })).status).toBe(200);
  expect((await person.call('branches/list', everyBranch)).code).toBe('NOT_SIGNED_IN');
  await people.signIn(person.loginName, 'xin de kou ling 8');
});

test('nobody is administrator and auditor, and one administrator remains', async () => {
  expect((await administrator.call('accounts/add', { commandId: uuidv7(), loginName: 'both', name: '两样', roles: ['administrator', 'auditor'], temporaryPassword: 'lin shi kou ling 7' })).code).toBe('ROLES_NOT_SEPARATED');
  const [first] = (await administrator.call('accounts/list', {})).body;
  expect((await administrator.call('accounts/change', { commandId: uuidv7(), staffId: first.id, name: '管理员', roles: ['supervisor'], isActive: true })).code).toBe('LAST_ADMINISTRATOR');
});

test('each role does its own and no other', async () => {
  const keeper = await people.somebody(['catalogueKeeper']);
  expect((await keeper.call('branches/makeCode', { commandId: uuidv7(), branchId: null, note: '城东' })).code).toBe('NOT_ALLOWED');
  expect((await keeper.call('audit/list', wholeTrail)).code).toBe('NOT_ALLOWED');
  expect((await keeper.call('verification/repair', { commandId: uuidv7(), branchId: uuidv7(), table: null })).code).toBe('NOT_ALLOWED');
  expect((await administrator.call('verification/recheck', { commandId: uuidv7(), branchId: uuidv7() })).code).toBe('BRANCH_NOT_FOUND');
  expect((await administrator.call('publishing/readCalendar', { text: '' })).code).toBe('NOT_ALLOWED');
});

test('who signs out is out, and what was done stands in a trail that the database itself refuses to change', async () => {
  const auditor = await people.somebody(['auditor']);
  const leaver = await people.somebody(['supervisor']);
  await leaver.call('session/signOut', {});
  expect((await leaver.call('branches/list', everyBranch)).code).toBe('NOT_SIGNED_IN');
  const { entries } = (await auditor.call('audit/list', { ...wholeTrail, staffId: leaver.id })).body as { entries: { action: string }[] };
  expect(entries.map(({ action }) => action)).toEqual(['signedOut', 'passwordChanged', 'signedIn']);
  const { entries: readings } = (await auditor.call('audit/list', { ...wholeTrail, action: 'trailRead' })).body;
  expect(readings).toHaveLength(1);
  await expect(headquarters.rows('update hq.audit_trail set action = \'nothing\'')).rejects.toThrow(/only ever added/);
});

test('a code enrols a branch, which is listed by what is wrong with it; revoked it is listed apart', async () => {
  const branch = await headquarters.enrolledBranch();
  const before = (await administrator.call('branches/list', { ...everyBranch, words: branch.branchId })).body;
  expect(before.branches).toMatchObject([{ id: branch.branchId, troubles: [], held: 0 }]);
  await headquarters.rows(`update hq.epochs set "fencedAt" = 1, "fencedWhy" = 'forked' where "branchId" = $1`, [branch.branchId]);
  await headquarters.rows(`update hq.branches set "lastContactAt" = 1, "clockOffsetMs" = 300000 where "branchId" = $1`, [branch.branchId]);
  expect((await administrator.call('branches/list', everyBranch)).body.branches[0]).toMatchObject({ id: branch.branchId, troubles: ['fenced', 'silent', 'clockOff'] });
  expect((await administrator.call('branches/one', { branchId: branch.branchId })).body).toMatchObject({ epochs: [{ epoch: 1, fencedWhy: 'forked', fenceConfirmedAt: null }] });

  expect((await administrator.call('branches/confirmFence', { commandId: uuidv7(), branchId: branch.branchId, epoch: 1, words: '磁盘被复制' })).status).toBe(200);
  expect((await administrator.call('branches/confirmFence', { commandId: uuidv7(), branchId: branch.branchId, epoch: 2, words: '没有' })).code).toBe('EPOCH_NOT_FENCED');
  expect((await administrator.call('branches/list', { ...everyBranch, only: 'fenced' })).body.found).toBe(0);
  expect((await administrator.call('branches/revoke', { commandId: uuidv7(), branchId: branch.branchId, reason: '网点撤并' })).status).toBe(200);
  expect((await administrator.call('branches/list', { ...everyBranch, only: 'revoked' })).body.branches).toMatchObject([{ id: branch.branchId, troubles: [] }]);
});

test('what waited when a branch reported waits no more once it has come', async () => {
  const branch = await headquarters.enrolledBranch();
  const hoursAgo = headquarters.parts.clock.now() - 5 * 3_600_000;
  await headquarters.call('sync/report', {
    epoch: branch.epoch, versions: { protocol: 1, schema: schemaVersion, application: '0.1.0' }, clock: headquarters.parts.clock.now(), written: 2, waiting: 2, oldestWaitingAt: hoursAgo, directive: 0, files: { waiting: 0 },
  }, branch.token);
  const listed = async () => (await administrator.call('branches/list', { ...everyBranch, words: branch.branchId })).body.branches[0];
  expect(await listed()).toMatchObject({ waitingChanges: 2, troubles: ['lagging'] });
  const change = (key: string) => ({ table: 'settings', key, row: { id: key, value: 1, changedAt: 5 } });
  expect((await headquarters.send(branch.seal([change('one'), change('two')]), branch.token)).status).toBe(200);
  expect(await listed()).toMatchObject({ waitingChanges: 0, troubles: [] });
});

test('what is to be published is shown against what was published before; two keepers at once do not overwrite each other', async () => {
  const keeper = await people.somebody(['catalogueKeeper']);
  const branch = await headquarters.enrolledBranch();
  const { body } = (await keeper.call('publishing/starter', { kind: 'services', trade: 'power', branchIds: null })).body;
  const what = { kind: 'services', body };
  const first = (await keeper.call('publishing/preview', { what, branchIds: null })).body;
  expect(first).toMatchObject({ problems: [], unchanged: 0, basedOn: null });
  expect(first.items).toHaveLength(body.services.length);
  const command = { commandId: uuidv7(), what, branchIds: null, title: '业务目录', basedOn: null };
  expect((await keeper.call('publishing/publish', command)).body).toMatchObject({ id: command.commandId, sent: first.branches, taken: 0 });
  expect((await keeper.call('publishing/publish', command)).body).toMatchObject({ id: command.commandId, sent: first.branches });
  expect((await keeper.call('publishing/publish', { ...command, commandId: uuidv7() })).code).toBe('PUBLICATION_OVERTAKEN');

  const [service, ...others] = body.services;
  const next = { kind: 'services', body: { services: [{ ...service, targetWaitMinutes: service.targetWaitMinutes + 1 }, ...others] } };
  const second = (await keeper.call('publishing/preview', { what: next, branchIds: null })).body;
  expect(second.items).toEqual([{ key: service.prefix, name: `${service.prefix} ${service.nameZh}`, how: 'changed', fields: [{ field: 'targetWaitMinutes', before: service.targetWaitMinutes, after: service.targetWaitMinutes + 1 }] }]);
  expect(second).toMatchObject({ unchanged: others.length, basedOn: command.commandId });

  const { body: pulled } = await headquarters.call<{ directives: { kind: string; body: unknown; number: number }[] }>('sync/pull', { after: 0, takes: [] }, branch.token);
  expect(pulled.directives).toMatchObject([{ kind: 'services', number: 1, body }]);
  await headquarters.call('sync/pull', { after: 1, takes: [{ number: 1, outcome: 'refused', code: 'PREFIX_TAKEN', at: 5 }] }, branch.token);
  const shown = (await keeper.call('publishing/one', { publicationId: command.commandId })).body;
  expect(shown).toMatchObject({ refused: 1, takers: expect.arrayContaining([expect.objectContaining({ branchId: branch.branchId, outcome: 'refused', code: 'PREFIX_TAKEN' })]) });
  expect(shown.takers[0].branchId).toBe(branch.branchId);
  expect((await keeper.call('branches/list', { ...everyBranch, only: 'refused' })).body.branches).toMatchObject([{ id: branch.branchId }]);
});

test('a notice is posted in its keeper’s name, withdrawn once with a reason, and a wrong one is not posted', async () => {
  const keeper = await people.somebody(['catalogueKeeper']);
  const id = uuidv7();
  const body = { id, urgency: 'urgent', titleZh: '停电通知', wordsZh: '今晚八点停电两小时。', titleEn: '', wordsEn: '', places: ['desk', 'kiosk'], fromDate: '2026-01-01', toDate: '2199-01-01' };
  const wrong = (await keeper.call('publishing/preview', { what: { kind: 'notice', body: { ...body, toDate: '2026-01-02', titleEn: 'Outage' } }, branchIds: null })).body;
  expect(wrong.problems.map(({ code }: { code: string }) => code)).toEqual(['termOver', 'halfEnglish']);
  const published = await keeper.call('publishing/publish', { commandId: uuidv7(), what: { kind: 'notice', body }, branchIds: null, title: '停电通知', basedOn: null });
  expect(published.status).toBe(200);
  expect((await keeper.call('publishing/notices', {})).body).toMatchObject([{ id, postedByName: '测试人', withdrawn: null }]);
  expect((await keeper.call('publishing/withdraw', { commandId: uuidv7(), noticeId: id, reason: '改期' })).status).toBe(200);
  expect((await keeper.call('publishing/withdraw', { commandId: uuidv7(), noticeId: id, reason: '改期' })).code).toBe('PUBLICATION_WRONG');
  expect((await keeper.call('publishing/notices', {})).body).toMatchObject([{ id, withdrawn: { byName: '测试人', reason: '改期' } }]);
});
