import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import chinese from '../../renderer/locales/zh-CN/desk.json' with { type: 'json' };
import { findOnDesk, registeredNumber } from '../../renderer/app/desk/find-on-desk.ts';
import { judgePress } from '../../renderer/app/desk/judge-press.ts';
import { matchKey, type Press } from '../../renderer/app/desk/match-key.ts';
import { deskActions, deskKeys } from '../../shared/desk-keys.ts';
import { aDeskView } from '../builders/a-desk-view.ts';

const press = (changes: Partial<Press>): Press => ({
  key: '', code: '', keyCode: 0, ctrlKey: false, altKey: false, metaKey: false, isComposing: false, repeat: false, on: 'page', ...changes,
});

describe('the table of keys', () => {
  it('gives each action one key, and no key to two actions', () => {
    expect(deskKeys.map(each => each.action).sort()).toEqual([...deskActions].sort());
    expect(new Set(deskKeys.map(({ key, ctrl, alt }) => `${ctrl ?? ''}${alt ?? ''}${key}`)).size).toBe(deskKeys.length);
  });

  it('leaves the browser the keys it keeps for itself', () => {
    const labels = deskKeys.map(each => each.label);
    for (const kept of ['F1', 'F5', 'F11', 'F12', 'Ctrl+W', 'Ctrl+T', 'Ctrl+N']) expect(labels).not.toContain(kept);
  });
});

describe('a key press', () => {
  it('is the desk\'s wherever it lands when it is a function key', () => {
    for (const on of ['page', 'control', 'field'] as const) expect(matchKey(press({ key: 'F2', on }))).toBe('callNext');
  });

  it('of Enter starts serving on the page, but belongs to a field or a focused button', () => {
    expect(matchKey(press({ key: 'Enter' }))).toBe('startServing');
    expect(matchKey(press({ key: 'Enter', on: 'field' }))).toBeNull();
    expect(matchKey(press({ key: 'Enter', on: 'control' }))).toBeNull();
  });

  it('of Ctrl+Enter finishes even while notes are typed', () => {
    expect(matchKey(press({ key: 'Enter', ctrlKey: true, on: 'field' }))).toBe('finish');
  });

  it('belongs to the input method while it composes, and once more after it', () => {
    expect(matchKey(press({ key: 'Enter', isComposing: true }))).toBeNull();
    expect(matchKey(press({ key: 'Enter', keyCode: 229 }))).toBeNull();
    expect(matchKey(press({ key: 'F2', isComposing: true, on: 'field' }))).toBeNull();
  });

  it('that is held down acts once', () => {
    expect(matchKey(press({ key: 'F3', repeat: true }))).toBeNull();
  });

  it('of a slash or question mark works in the full-width form of a Chinese input method', () => {
    expect(matchKey(press({ key: '／' }))).toBe('addBusiness');
    expect(matchKey(press({ key: '、' }))).toBe('addBusiness');
    expect(matchKey(press({ key: '？' }))).toBe('help');
    expect(matchKey(press({ key: '/', on: 'field' }))).toBeNull();
  });

  it('with Alt goes by the key\'s place, whatever letter the keyboard writes there', () => {
    expect(matchKey(press({ key: '†', code: 'KeyT', altKey: true }))).toBe('transfer');
  });

  it('without its Ctrl or with another one is not the desk\'s', () => {
    expect(matchKey(press({ key: 'k', on: 'page' }))).toBeNull();
    expect(matchKey(press({ key: 'F2', ctrlKey: true }))).toBeNull();
  });
});

describe('a key that makes no sense now', () => {
  const refusal = (action: (typeof deskActions)[number], view: ReturnType<typeof aDeskView>['view'], undecided = 0) => {
    const verdict = judgePress(action, view, undecided);
    return verdict.isAllowed ? null : verdict;
  };

  it('is told apart from one that does, in every state', () => {
    const states = {
      idle: aDeskView().withWaiting('A009').view,
      called: aDeskView().withWaiting('A009').called('A008', { callsUntilNoShow: 0 }).view,
      serving: aDeskView().withWaiting('A009').serving('A008').view,
      paused: aDeskView().withWaiting('A009').paused().view,
    };
    const allowed = Object.fromEntries(Object.entries(states).map(([state, view]) => [state, deskActions.filter(action => refusal(action, view) === null)]));
    const always = ['complaint', 'issueTicket', 'find', 'help', 'lock'];
    expect(allowed).toEqual({
      idle: ['callNext', 'complaint', 'issueTicket', 'window', 'find', 'help', 'lock'],
      called: ['startServing', 'recall', 'noShow', ...always],
      serving: ['hold', 'transfer', 'finish', 'addBusiness', 'printSlip', 'findCustomer', 'unmask', 'archive', ...always],
      paused: ['complaint', 'issueTicket', 'window', 'find', 'help', 'lock'],
    });
  });

  it('always has words of its own', () => {
    const text = (key: string) => key.split('.').reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], chinese);
    const views = [
      aDeskView().view, aDeskView().withWaiting('A009').view, aDeskView().paused().view, aDeskView().serving('A008').view,
      aDeskView().called('A008').view, aDeskView().called('A008', { recallsLeft: 0, callsUntilNoShow: 0 }).view,
    ];
    const refused = views.flatMap(view => deskActions.flatMap(action => [refusal(action, view, 1)])).filter(each => each !== null);
    expect(refused.length).toBeGreaterThan(20);
    expect(refused.map(each => each.text).filter(key => typeof text(key) !== 'string')).toEqual([]);
  });

  it('of no-show says how many calls are still needed', () => {
    expect(refusal('noShow', aDeskView().called('A008', { callsUntilNoShow: 2 }).view)).toMatchObject({ text: 'refused.noShow.early', values: { number: 'A008', left: 2 } });
  });

  it('of finish names the business without a result', () => {
    expect(refusal('finish', aDeskView().serving('A008').view, 2)).toMatchObject({ text: 'refused.finish.undecided', values: { count: 2 } });
  });
});

describe('quick find', () => {
  const view = aDeskView().withWaiting('A009', 'B012').withOnHold('A012').withNoShow('A003').called('A120').view;
  const pages = [{ path: '/desk', title: '服务台' }, { path: '/account', title: '我的账号' }];

  it('finds a ticket by its number as typed from paper, with or without its zeros', () => {
    expect(findOnDesk('a9', view, pages).map(each => each.kind === 'ticket' && each.number)).toEqual(['A009']);
    expect(findOnDesk('012', view, pages).map(each => each.kind === 'ticket' && [each.number, each.state])).toEqual([['B012', 'waiting'], ['A012', 'onHold']]);
  });

  it('finds pages by a part of their name, and all of them when nothing is typed', () => {
    expect(findOnDesk('账号', view, pages)).toMatchObject([{ kind: 'page', path: '/account' }]);
    expect(findOnDesk(' ', view, pages)).toHaveLength(2);
  });

  it('knows the number of a complaint or a case, without its zeros and in full-width letters too', () => {
    expect(registeredNumber('T2026-0012')).toEqual({ kind: 'complaint', number: 'T2026-0012' });
    expect(registeredNumber(' l2026-7 ')).toEqual({ kind: 'case', number: 'L2026-0007' });
    expect(registeredNumber('Ｌ２０２６－０００７')).toEqual({ kind: 'case', number: 'L2026-0007' });
    expect(registeredNumber('t202612345')).toEqual({ kind: 'complaint', number: 'T2026-12345' });
    for (const none of ['T012', 'L2026', 'A2026-0001', 'L2026-', '2026-0001']) expect(registeredNumber(none), none).toBeNull();
  });
});

describe('the user guide', () => {
  it('lists every key, in both languages, in the table\'s order', () => {
    const guide = readFileSync(new URL('../../docs/user-guide/desk-keys.md', import.meta.url), 'utf8');
    const listed = [...guide.matchAll(/^\| ([^|]+?) \|/gm)].map(([, cell]) => cell).filter(cell => cell !== '按键' && cell !== 'Key' && cell !== '---');
    const labels = deskKeys.map(each => each.label);
    expect(listed).toEqual([...labels, ...labels]);
  });
});
