import { describe, expect, test } from 'vitest';
import { limitAttempts } from '../../main/branch/attempt-limit.ts';
import { keepLiveConnections, type LiveSession } from '../../main/branch/live-connections.ts';
import { whatStandsInTheWay } from '../../main/branch/standing.ts';

const clerk = { roles: ['clerk'] as const, isLocked: false, mustChangePassword: false };

describe('what stands in the way', () => {
  test('is said in order: station, sign-in, lock, temporary password, role', () => {
    const managersOnly = { access: ['manager'] } as const;
    const everythingWrong = { ...clerk, isLocked: true, mustChangePassword: true };
    expect(whatStandsInTheWay({ hasStation: false, session: null }, managersOnly)).toEqual({ code: 'STATION_UNKNOWN' });
    expect(whatStandsInTheWay({ hasStation: true, session: null }, managersOnly)).toEqual({ code: 'NOT_SIGNED_IN' });
    expect(whatStandsInTheWay({ hasStation: true, session: everythingWrong }, managersOnly)).toEqual({ code: 'SESSION_LOCKED' });
    expect(whatStandsInTheWay({ hasStation: true, session: { ...everythingWrong, isLocked: false } }, managersOnly)).toEqual({ code: 'PASSWORD_CHANGE_REQUIRED' });
    expect(whatStandsInTheWay({ hasStation: true, session: clerk }, managersOnly)).toEqual({ code: 'ROLE_REQUIRED', roles: ['manager'] });
    expect(whatStandsInTheWay({ hasStation: true, session: { ...clerk, roles: ['clerk', 'manager'] } }, managersOnly)).toBeNull();
  });

  test('of a procedure that declares nothing is a role that nobody has', () => {
    expect(whatStandsInTheWay({ hasStation: true, session: clerk }, { access: [] })).toEqual({ code: 'ROLE_REQUIRED', roles: [] });
  });

  test('a locked screen does not even do what a station may do with nobody signed in', () => {
    const locked = { hasStation: true, session: { ...clerk, isLocked: true } };
    expect(whatStandsInTheWay(locked, { access: 'station' })).toEqual({ code: 'SESSION_LOCKED' });
    expect(whatStandsInTheWay(locked, { access: 'station', whileLocked: true })).toBeNull();
  });
});

describe('the limit of attempts', () => {
  test('is a sliding minute per key, and says when to come back', () => {
    const limit = limitAttempts(2);
    expect([limit.take('a', 0), limit.take('a', 30_000), limit.take('a', 40_000)]).toEqual([null, null, 20]);
    expect(limit.take('b', 40_000)).toBeNull();
    expect(limit.take('a', 60_000)).toBeNull();
    expect(limit.take('a', 60_001)).toBe(30);
  });

  test('forgives what was given back', () => {
    const limit = limitAttempts(1);
    limit.take('a', 0);
    limit.giveBack('a');
    expect(limit.take('a', 1)).toBeNull();
  });
});

describe('the live connections', () => {
  const session = (id: string): LiveSession => ({
    id, staffId: 'staff', staffName: '李敏', loginName: 'limin', roles: ['clerk'], isLocked: false, mustChangePassword: false, hasPin: false,
    stationId: 'station', startedAt: 0, lastActiveAt: 0, savedActiveAt: 0,
  });

  test('a connection that closed while its sign-in was under way gets no session', () => {
    const connections = keepLiveConnections();
    const connection = connections.open({ isLocal: false, station: { id: 'station', name: '一号机', kind: 'desk' } });
    connections.close(connection);
    connections.attach(connection, session('one'));
    expect(connection.session).toBeNull();
    expect(connections.count).toBe(0);
  });

  test('an ended session leaves every connection that showed it, and no other', () => {
    const connections = keepLiveConnections();
    const [one, two, other] = [1, 2, 3].map(() => connections.open({ isLocal: false, station: null }));
    const shared = session('shared');
    for (const connection of [one, two]) if (connection) connections.attach(connection, shared);
    if (other) connections.attach(other, session('other'));
    connections.endSessions(({ id }) => id === 'shared');
    expect([one, two, other].map(connection => connection?.session?.id ?? null)).toEqual([null, null, 'other']);
    expect(connections.knownSession('shared')).toBeNull();
  });
});
