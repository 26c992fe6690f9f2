import { answeredBy, expect, needsDouble, test } from './shell-under-test.ts';

test('a page goes nowhere: not to the outside, not to another page, not to a file', async ({ launch }) => {
  const shell = await launch();
  const page = await shell.page('desk');
  await answeredBy(page, 'desk');
  const here = page.url();
  for (const id of ['#outside', '#other-page']) {
    await page.locator(id).click();
    await page.waitForTimeout(200);
    expect(page.url()).toBe(here);
  }
  await page.evaluate(() => { location.href = 'file:///etc/passwd'; });
  await page.evaluate(() => { location.href = 'https://example.com/?q=1'; });
  await page.waitForTimeout(200);
  expect(page.url()).toBe(here);
  await expect(page.locator('output')).toHaveAttribute('data-ports', '1');
});

test('no page opens a window, and nothing is handed to the browser outside', async ({ launch }) => {
  const shell = await launch();
  const page = await shell.page('desk');
  await answeredBy(page, 'desk');
  await page.locator('#new-window').click();
  await page.evaluate(() => { window.open('https://example.com/'); window.open('app://branch-desk/hall.html'); });
  await page.waitForTimeout(500);
  expect(shell.pageCount()).toBe(1);
  await expect.poll(() => page.context().pages().length).toBe(1);
  expect(shell.double?.openedOutside ?? []).toEqual([]);
});

test('every permission a page asks for is refused', async ({ launch }) => {
  const page = await (await launch()).page('desk');
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
  expect(await page.evaluate(() => new Promise(resolve => {
    navigator.geolocation.getCurrentPosition(() => resolve('found'), error => resolve(error.code));
  }))).toBe(1);
  expect(await page.evaluate(() => navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'heard', error => (error as Error).name))).toBe('NotAllowedError');
  expect(await page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state)).toBe('denied');
});

test('no device is given to a page', async ({ launch }) => {
  const shell = await launch();
  const { session } = needsDouble(shell);
  await shell.page('desk');
  expect((['hid', 'serial', 'usb'] as const).map(kind => session.checkDevice(kind))).toEqual([false, false, false]);
});

test('each answer carries the policy, and the policy stops inline script and outside addresses', async ({ launch }) => {
  const page = await (await launch()).page('desk');
  await answeredBy(page, 'desk');
  const headers = await page.evaluate(async () => {
    const found = await Promise.all(['desk.html', 'page.js', 'missing.js', 'desk.html/../page.js'].map(each => fetch(each)));
    return found.map(({ status, headers }) => [
      status, headers.get('content-type')?.split(';')[0],
      headers.get('content-security-policy')?.includes("script-src 'self';"), headers.get('x-content-type-options'),
    ]);
  });
  expect(headers).toEqual([
    [200, 'text/html', true, 'nosniff'],
    [200, 'text/javascript', true, 'nosniff'],
    [404, 'text/html', true, 'nosniff'],
    [200, 'text/javascript', true, 'nosniff'],
  ]);
  expect(await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "it ran"';
    document.body.append(script);
    return document.title;
  })).toBe('desk');
  expect(await page.evaluate(() => fetch('https://example.com/').then(() => 'fetched', () => 'refused'))).toBe('refused');
});

test('each window is sandboxed, isolated, without Node and without a dictionary', async ({ launch }) => {
  const double = needsDouble(await launch());
  await expect.poll(() => double.windows.size).toBe(1);
  expect(double.app.isSandboxed).toBe(true);
  for (const { options } of double.windows) {
    expect(options.webPreferences).toMatchObject({
      sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false,
      webSecurity: true, webviewTag: false, spellcheck: false, allowRunningInsecureContent: false,
    });
  }
});

test('the desk may use the camera; with the microphone, in a frame, or from another page nothing is given', async ({ launch }) => {
  const shell = await launch();
  const page = await shell.page('desk');
  const { session, windows } = needsDouble(shell);
  const asksFor = (wanted: MediaStreamConstraints) =>
    page.evaluate(asked => navigator.mediaDevices.getUserMedia(asked).then(() => 'given', error => (error as Error).name), wanted);
  expect(await asksFor({ video: true })).toBe('given');
  expect(await asksFor({ video: true, audio: true })).toBe('NotAllowedError');

  const [desk] = windows;
  if (!desk) throw new Error('no window');
  const { self } = desk.contents;
  const camera = { mediaTypes: ['video' as const] };
  expect(await session.request(self, 'media', { mediaTypes: [] })).toBe(false);
  expect(await session.request(self, 'media', { ...camera, isMainFrame: false })).toBe(false);
  for (const requestingUrl of ['app://branch-desk/hall.html', 'app://branch-desk/kiosk.html', 'app://fault/', 'https://example.com/desk.html']) {
    expect(await session.request(self, 'media', { ...camera, requestingUrl }), requestingUrl).toBe(false);
    expect(session.check(self, 'media', { mediaType: 'video', requestingUrl }), requestingUrl).toBe(false);
  }
  expect(session.check(self, 'media', { mediaType: 'video' })).toBe(true);
  expect(session.check(self, 'media', { mediaType: 'audio' })).toBe(false);
});
