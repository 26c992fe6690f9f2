import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket as NodeWebSocket } from 'ws';
import { connectBy } from '../../renderer/app/connect.ts';
import { webSocketLines } from '../../renderer/app/line.ts';
import { browserTokens } from '../../renderer/app/tokens.ts';
import { isLineLost, type BranchConnection } from '../../renderer/hooks/branch-connection.ts';
import { SmallBranch } from './small-branch.ts';

const branch = new SmallBranch();
let connection: BranchConnection;
let lasting: Storage;

beforeEach(async () => {
  branch.isMute = false;
  branch.asked.length = 0;
  branch.greetings.length = 0;
  branch.state = { ...branch.state, isLocked: false };
  lasting = memoryStorage({ 'branch-desk.station.desk': 'station-token' });
  await branch.open();
  connection = connectBy({
    openLine: webSocketLines(branch.url, NodeWebSocket as unknown as typeof WebSocket),
    tokens: browserTokens('desk', lasting, memoryStorage({ 'branch-desk.session': 'session-token' })),
    random: () => 0,
    pulseEveryMs: 200,
    // Long beside a busy machine, short beside a person.
    answerWithinMs: 1500,
  });
});

afterEach(async () => {
  connection.close();
  await branch.cut();
});

describe('a page and its branch', () => {
  test('a new line says who it is before any call goes out', async () => {
    await connection.client.queue.listWindows();
    expect(branch.asked.filter(each => each !== 'health').slice(0, 2)).toEqual(['session.hello', 'queue.listWindows']);
    expect(branch.greetings[0]).toEqual({ stationToken: 'station-token', sessionToken: 'session-token' });
    expect(connection.session.get()?.staff?.name).toBe('李敏');
  });

  test('a call made while the line is away goes out when it is back, after the greeting', async () => {
    await until(() => connection.line.get().kind === 'connected');
    await branch.cut();
    await until(() => connection.line.get().kind === 'reconnecting');
    branch.asked.length = 0;
    const call = connection.client.queue.listWindows();
    await branch.open();
    expect(await call).toEqual([]);
    expect(branch.asked.filter(each => each !== 'health').slice(0, 2)).toEqual(['session.hello', 'queue.listWindows']);
  });

  test('a call whose line breaks before the answer fails as a lost line, not as a refusal', async () => {
    await until(() => connection.line.get().kind === 'connected');
    branch.isMute = true;
    const call = connection.client.queue.listWindows().catch((error: unknown) => error);
    await until(() => branch.asked.includes('queue.listWindows'));
    await branch.cut();
    expect(isLineLost(await call)).toBe(true);
  });

  test('a service that answers nothing more is noticed although the socket stays open', async () => {
    await until(() => connection.line.get().kind === 'connected');
    branch.isMute = true;
    const call = connection.client.queue.listWindows().catch((error: unknown) => error);
    await until(() => connection.line.get().kind === 'reconnecting');
    expect(isLineLost(await call)).toBe(true);
    branch.isMute = false;
    await until(() => connection.line.get().kind === 'connected');
  });

  test('a live picture ends with a lost line when the line breaks', async () => {
    const pictures = await connection.client.queue.watchHall();
    const first = await pictures.next();
    expect(first.value).toMatchObject({ branchName: '试验网点' });
    const next = pictures.next().catch((error: unknown) => error);
    await branch.cut();
    expect(isLineLost(await next)).toBe(true);
  });

  test('a watcher who leaves gets his own reason, not a lost line', async () => {
    await until(() => connection.line.get().kind === 'connected');
    const leaving = new AbortController();
    const pictures = await connection.client.queue.watchHall(undefined, { signal: leaving.signal });
    await pictures.next();
    const next = pictures.next().catch((error: unknown) => error);
    leaving.abort(new Error('left'));
    expect(await next).toMatchObject({ message: 'left' });
  });

  test('a page locked while the line is away stays covered and is locked by the service on return', async () => {
    await until(() => connection.line.get().kind === 'connected');
    await branch.cut();
    await until(() => connection.line.get().kind === 'reconnecting');
    const seen: boolean[] = [];
    connection.session.subscribe(() => seen.push(connection.session.get()?.isLocked ?? false));
    connection.lock();
    expect(connection.session.get()?.isLocked).toBe(true);
    await branch.open();
    await until(() => branch.asked.includes('session.lock') && connection.line.get().kind === 'connected');
    expect(seen).not.toContain(false);
  });

  test('a refusal that tells of another standing makes the page ask for its standing', async () => {
    await until(() => connection.line.get().kind === 'connected');
    branch.state = { ...branch.state, isLocked: true };
    await expect(connection.client.session.touch()).rejects.toMatchObject({ code: 'SESSION_LOCKED' });
    await until(() => connection.session.get()?.isLocked === true);
  });

  test('an enrolment as hall display keeps its token apart from the desk of the same browser', async () => {
    await connection.enrol('a-code-of-sixteen-letters');
    expect(lasting.getItem('branch-desk.station.hall')).toBe('token-of-the-hall');
    expect(browserTokens('hall', lasting, memoryStorage({})).station()).toBe('token-of-the-hall');
    expect(browserTokens('desk', lasting, memoryStorage({})).station()).toBe('station-token');
    expect(browserTokens('kiosk', lasting, memoryStorage({})).station()).toBe('station-token');
  });
});

async function until(isSo: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + 5_000;
  while (!isSo()) {
    if (Date.now() > giveUpAt) throw new Error('it never came to that');
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

function memoryStorage(entries: Record<string, string>): Storage {
  const kept = new Map(Object.entries(entries));
  return {
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: key => void kept.delete(key),
    clear: () => kept.clear(),
    key: index => [...kept.keys()][index] ?? null,
    get length() { return kept.size; },
  };
}
