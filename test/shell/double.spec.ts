import { expect, test } from 'playwright/test';
import { fromChromium, toChromium } from './double/addresses.ts';
import { AppDouble } from './double/app-double.ts';
import { MessageChannelMainDouble, takeOver } from './double/ports-double.ts';
import { strict } from './double/strict.ts';
import { test as launched } from './shell-under-test.ts';

// A double that is kinder than the real thing hides faults: these are the ways in which it must be hard.

test('the double throws for a member that it lacks, instead of answering undefined', () => {
  const app = strict('app', new AppDouble({ appFolder: '', userFolder: '', locale: 'zh-CN', isPackaged: false })) as unknown as Electron.App;
  expect(app.getLocale()).toBe('zh-CN');
  expect(() => app.getGPUInfo('basic')).toThrow('has no app.getGPUInfo');
  expect(() => { app.name = 'x'; }).toThrow('has no app.name to set');
});

test('a function in a message is refused, as Electron refuses it', () => {
  const { port1 } = new MessageChannelMainDouble();
  expect(() => port1.postMessage({ answer: () => 1 })).toThrow(expect.objectContaining({ name: 'DataCloneError' }));
});

test('a port is handed over once', () => {
  const { port1 } = new MessageChannelMainDouble();
  takeOver(port1);
  expect(() => takeOver(port1)).toThrow('transferred already');
  expect(() => takeOver({})).toThrow('invalid object in transfer list');
});

test('messages wait until a port is started', async () => {
  const { port1, port2 } = new MessageChannelMainDouble();
  const heard: unknown[] = [];
  port2.on('message', ({ data }) => heard.push(data));
  port1.postMessage('early');
  await new Promise(resolve => { setTimeout(resolve, 50); });
  expect(heard).toEqual([]);
  port2.start();
  await expect.poll(() => heard).toEqual(['early']);
  port1.close();
  port2.close();
});

test('addresses go to Chromium and come back the same', () => {
  for (const address of ['app://branch-desk/desk.html?x=1#y', 'app://fault/', 'https://example.com/app-in-the-double.test/']) {
    expect(fromChromium(toChromium(address))).toBe(address);
  }
  expect(toChromium('app://branch-desk/desk.html')).toMatch(/^https:/);
});

launched('a message with a function, to a page or to the service, is refused where it is sent', async ({ launch }) => {
  const shell = await launch();
  await shell.page('desk');
  const refusals = await shell.inMain(({ BrowserWindow }) => {
    const attempts = [
      () => BrowserWindow.getAllWindows()[0]?.webContents.send('x', () => 1),
      () => BrowserWindow.getAllWindows()[0]?.webContents.postMessage('x', { answer: () => 1 }),
    ];
    return attempts.map(attempt => {
      try {
        attempt();
        return 'sent';
      } catch (error) {
        return (error as Error).message;
      }
    });
  });
  for (const refusal of refusals) expect(refusal).toMatch(/could not be cloned/);
});
