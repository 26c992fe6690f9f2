import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SqliteConnection } from '../../main/database/sqlite-connection.ts';
import { aBranchProcess } from '../builders/a-branch-process.ts';

test('a service that is killed and started again has one outage to tell of, and one more when it is stopped in order', async () => {
  const startedAt = Date.now();
  const first = await aBranchProcess({ isDemonstration: true });
  try {
    await first.kill();
    const killedAt = Date.now();
    const second = await aBranchProcess({ dataFolder: first.dataFolder });
    expect(await second.stop()).toBe(0);
    const third = await aBranchProcess({ dataFolder: first.dataFolder });
    await third.kill();

    const database = await SqliteConnection.open(join(first.dataFolder, 'branch.sqlite'), 'readOnly');
    const rows = await database.all("select kind, beganAt, endedAt, cause from outages where cause in ('brokeOff', 'stopped') order by endedAt desc limit 2");
    const journalled = await database.all("select count(*) as count from journal where tableName = 'outages' and operation = 'insert'");
    await database.close();
    const [stopped, brokeOff] = rows;
    expect([brokeOff, stopped]).toMatchObject([{ kind: 'service', cause: 'brokeOff' }, { kind: 'service', cause: 'stopped' }]);
    expect(brokeOff?.['beganAt']).toBeGreaterThanOrEqual(startedAt);
    expect(brokeOff?.['beganAt']).toBeLessThanOrEqual(killedAt);
    expect(brokeOff?.['endedAt']).toBeGreaterThanOrEqual(killedAt);
    expect(stopped?.['beganAt']).toBeGreaterThan(Number(brokeOff?.['endedAt']));
    expect(journalled).toMatchObject([{ count: 2 }]);
  } finally {
    await first.dispose();
  }
});
