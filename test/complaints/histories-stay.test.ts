import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aComplaintDesk } from '../builders/a-complaint-desk.ts';

let desk: Awaited<ReturnType<typeof aComplaintDesk>>;
beforeEach(async () => { desk = await aComplaintDesk(); });
afterEach(() => desk.close());

const answer = { templateId: 'answer', text: '已核对电表并退费。', how: 'phone' } as const;

describe('what was written into the history of a complaint', () => {
  test.each([
    ['a step changed', sql`update complaint_steps set byName = '别人'`, /never changes/],
    ['a step deleted', sql`delete from complaint_steps`, /never deleted/],
    ['a letter changed', sql`update complaint_letters set text = ''`, /never changes/],
    ['a letter deleted', sql`delete from complaint_letters`, /never deleted/],
  ])('stays, by whichever program it is reached: %s', async (_what, statement, refusal) => {
    await desk.other.client.answer({ ...desk.at(await desk.inHand()), ...answer });
    const history = () => desk.database.read(async reader => [await reader.all(sql`select * from complaint_steps`), await reader.all(sql`select * from complaint_letters`)]);
    const before = await history();
    const fault = await desk.database.change(tx => tx.run(statement)).then(() => null, (error: unknown) => error as Error);
    expect([fault?.message, (fault?.cause as Error | undefined)?.message].join(' ')).toMatch(refusal);
    expect(await history()).toEqual(before);
  });
});
