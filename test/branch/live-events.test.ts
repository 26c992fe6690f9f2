import { expect, test } from 'vitest';
import { createLiveEvents } from '../../main/branch/live-events.ts';

test('a watcher gets the present picture at once and a new one after each change', async () => {
  const live = createLiveEvents();
  let waiting = 3;
  const pictures = live.watch('queue', 'hall', async () => waiting);

  expect((await pictures.next()).value).toBe(3);
  const next = pictures.next();
  waiting = 2;
  live.publish('queue');
  expect((await next).value).toBe(2);
});

test('fifty displays share one reading', async () => {
  const live = createLiveEvents();
  let readings = 0;
  const displays = Array.from({ length: 50 }, () => live.watch('queue', 'hall', async () => ++readings));

  const first = await Promise.all(displays.map(display => display.next()));
  expect(new Set(first.map(each => each.value))).toEqual(new Set([1]));
  const second = displays.map(display => display.next());
  live.publish('queue');
  expect(new Set((await Promise.all(second)).map(each => each.value))).toEqual(new Set([2]));
});

test('changes during a reading make one more reading, not one each', async () => {
  const live = createLiveEvents();
  let readings = 0;
  let release = () => {};
  const pictures = live.watch('queue', 'hall', async () => {
    readings += 1;
    if (readings === 2) await new Promise<void>(resolve => { release = resolve; });
    return readings;
  });

  await pictures.next();
  const second = pictures.next();
  live.publish('queue');
  await expect.poll(() => readings).toBe(2);
  for (let change = 0; change < 10; change++) live.publish('queue');
  release();
  expect((await second).value).toBe(2);
  expect((await pictures.next()).value).toBe(3);
  await new Promise(resolve => setTimeout(resolve, 20));
  expect(readings).toBe(3);
});

test('another topic disturbs nobody, and an aborted watcher ends', async () => {
  const live = createLiveEvents();
  const leave = new AbortController();
  let readings = 0;
  const pictures = live.watch('queue', 'hall', async () => ++readings, leave.signal);

  await pictures.next();
  live.publish('staff');
  const next = pictures.next();
  leave.abort();
  expect((await next).done).toBe(true);
  expect(readings).toBe(1);
});

test('a failed reading ends its watchers with the error, and a new watcher reads anew', async () => {
  const live = createLiveEvents();
  let fails = true;
  const read = async () => { if (fails) throw new Error('the disk is gone'); return 'whole'; };

  await expect(live.watch('queue', 'hall', read).next()).rejects.toThrow('the disk is gone');
  fails = false;
  expect((await live.watch('queue', 'hall', read).next()).value).toBe('whole');
});
