import { describe, expect, test } from 'vitest';
import { announcementOf, type Sentence } from '../../renderer/hall/announcement.ts';
import { makeAnnouncer } from '../../renderer/hall/announcer.ts';
import { nothingSeen, seeCalls, SPEAKABLE_FOR_MS, type HallCall } from '../../renderer/hall/new-calls.ts';

const nineOClock = Date.UTC(2026, 10, 23, 1);

function aCall(number: string, { at = nineOClock, windowNumber = 3, eventId }: { at?: number; windowNumber?: number; eventId?: string } = {}): HallCall {
  return { eventId: eventId ?? `${number}-${at}`, number, windowNumber, calledAt: at, recallCount: 0 };
}

describe('what a hall display speaks', () => {
  test('nothing of its first picture, which holds the calls of before', () => {
    expect(seeCalls(nothingSeen, [aCall('A002'), aCall('A001')], nineOClock).fresh).toEqual([]);
  });

  test('new calls in the order they were made, though the picture has the newest first', () => {
    const before = seeCalls(nothingSeen, [aCall('A001')], nineOClock);
    const { fresh } = seeCalls(before, [aCall('A003'), aCall('A002'), aCall('A001')], nineOClock);
    expect(fresh.map(call => call.number)).toEqual(['A002', 'A003']);
  });

  test('a recall of a number it has spoken before', () => {
    const before = seeCalls(nothingSeen, [aCall('A001')], nineOClock);
    const recalled = aCall('A001', { eventId: 'recall' });
    expect(seeCalls(before, [recalled], nineOClock).fresh).toEqual([recalled]);
  });

  test('no call twice, however often the picture comes', () => {
    const first = seeCalls(nothingSeen, [], nineOClock);
    const second = seeCalls(first, [aCall('A001')], nineOClock);
    expect(seeCalls(second, [aCall('A001')], nineOClock).fresh).toEqual([]);
  });

  test('no call that is a minute old when it arrives after a break', () => {
    const before = seeCalls(nothingSeen, [], nineOClock);
    const calls = [aCall('A002', { at: nineOClock + SPEAKABLE_FOR_MS }), aCall('A001')];
    expect(seeCalls(before, calls, nineOClock + SPEAKABLE_FOR_MS + 1).fresh.map(call => call.number)).toEqual(['A002']);
  });
});

describe('how it speaks', () => {
  test('letters and digits one by one, in Chinese, and in English where the branch wishes', () => {
    expect(announcementOf(aCall('A012'), false).map(each => each.text)).toEqual(['请 A 0 1 2 号，到 3 号窗口。']);
    expect(announcementOf(aCall('A012'), true).map(each => each.language)).toEqual(['zh-CN', 'en']);
  });

  test('one call after the other: a later one waits until the earlier one is spoken to its end', async () => {
    const voice = aVoice();
    const announcer = makeAnnouncer(voice);
    announcer.announce([aCall('A001')], true);
    announcer.announce([aCall('A002')], false);
    await settled();
    expect(voice.begun).toHaveLength(1);
    await voice.end();
    await voice.end();
    await voice.end();
    expect(voice.begun.map(each => each.text)).toEqual(['请 A 0 0 1 号，到 3 号窗口。', 'Ticket A 0 0 1, please go to window 3.', '请 A 0 0 2 号，到 3 号窗口。']);
    expect(voice.told).toEqual([[aCall('A001').eventId, 'spoken'], [aCall('A002').eventId, 'spoken']]);
  });

  test('a call that could not be spoken is told as such and does not silence the next', async () => {
    const voice = aVoice();
    const announcer = makeAnnouncer(voice);
    announcer.announce([aCall('A001'), aCall('A002')], false);
    await voice.fail();
    await voice.end();
    expect(voice.told.map(([, outcome]) => outcome)).toEqual(['speechFailed', 'spoken']);
  });
});

/** A voice whose sentences end when the test says so. */
function aVoice() {
  const begun: Sentence[] = [];
  const told: [string, string][] = [];
  let present: { resolve: () => void; reject: (error: Error) => void } | null = null;
  return {
    begun,
    told,
    speak(sentence: Sentence): Promise<void> {
      if (present) throw new Error('two sentences at once');
      begun.push(sentence);
      return new Promise((resolve, reject) => {
        present = { resolve: () => { present = null; resolve(); }, reject: error => { present = null; reject(error); } };
      });
    },
    tell: (eventId: string, outcome: string) => void told.push([eventId, outcome]),
    async end() { await settled(); present?.resolve(); await settled(); },
    async fail() { await settled(); present?.reject(new Error('no voice')); await settled(); },
  };
}

const settled = () => new Promise(resolve => setTimeout(resolve, 0));
