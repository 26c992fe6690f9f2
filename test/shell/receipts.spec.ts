import { behave, expect, history, needsDouble, test } from './shell-under-test.ts';

test('the service prints on a printer of the system: on paper of its own size, without a dialog, and is told how it went', async ({ launch }, info) => {
  const dataFolder = info.outputPath('data');
  behave(dataFolder, 'prints');
  const shell = await launch({ dataFolder });
  // The wiring alone: what a driver makes of it only a printer shows.
  const { printed } = needsDouble(shell);
  await expect.poll(() => history(dataFolder)).toEqual(expect.arrayContaining(['print 2 taken', 'print 3 refused', expect.stringMatching(/^printers /)]));
  expect(printed.find(({ options }) => options.deviceName === 'XP-80C')).toMatchObject({
    text: '号票 A012',
    options: { silent: true, margins: { marginType: 'none' }, pageSize: { width: 80_000, height: 95_000 } },
  });
  await expect.poll(() => shell.pageCount()).toBe(1);
});
