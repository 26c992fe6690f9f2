import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { readCommandLine } from '../../main/shell/command-line.ts';
import { mayOpenOutside } from '../../main/shell/navigation.ts';
import { pageKindOf } from '../../main/shell/page-address.ts';
import { fileOf } from '../../main/shell/protocol.ts';
import { makeRestartPolicy } from '../../main/shell/restart-policy.ts';
import { openShellMemory } from '../../main/shell/shell-state.ts';
import { chooseLanguage, wordsFor } from '../../main/shell/shell-words.ts';
import { type Bounds, placeWindow } from '../../main/shell/window-bounds.ts';

const folder = join('/', 'app', 'dist', 'renderer');

test('an address stands for one file of the built pages and never for one outside of them', () => {
  expect(fileOf('app://branch-desk/', folder)).toBe(join(folder, 'desk.html'));
  expect(fileOf('app://branch-desk/assets/desk-1a.js?v=2#x', folder)).toBe(join(folder, 'assets', 'desk-1a.js'));
  expect(fileOf('app://branch-desk/a/../../../x.js', folder)).toBe(join(folder, 'x.js'));
  for (const path of [
    '/..%2f..%2fpackage.json', '/%2e%2e%2fmain%2fbranch.js', '/..%5c..%5cmain.js', '/assets//x.js', '/.env', '/assets/.hidden.js',
    '/C:/Windows/win.js', '/desk.html::$DATA', '/desk.html%00.js', '/%E0%A4%A', '/desk', '/assets', '/program.exe', '/sources.ts',
  ]) expect(fileOf(`app://branch-desk${path}`, folder), path).toBeNull();
});

test('a page is known by its whole address', () => {
  expect(pageKindOf('app://branch-desk/hall.html?x#y')).toBe('hall');
  for (const address of ['app://branch-desk/hall.htm', 'app://other/hall.html', 'https://branch-desk/hall.html', 'app://branch-desk/a/hall.html', 'hall.html', '']) {
    expect(pageKindOf(address), address).toBeNull();
  }
});

test('only listed https origins are opened outside', () => {
  const allowed = ['https://help.example.com'];
  expect(mayOpenOutside('https://help.example.com/page', allowed)).toBe(true);
  for (const address of [
    'http://help.example.com/', 'https://help.example.com.evil.test/', 'https://help.example.com@evil.test/', 'https://user:word@help.example.com/',
    'https://help.example.com:444/', 'file:///etc/passwd', 'javascript:alert(1)', 'ms-msdt:/id', '',
  ]) expect(mayOpenOutside(address, allowed), address).toBe(false);
  expect(mayOpenOutside('https://help.example.com/')).toBe(false);
});

test('a window opens whole on a screen that is there, wherever it was left', () => {
  const first: Bounds = { x: 0, y: 40, width: 1366, height: 728 };
  const left: Bounds = { x: -1920, y: 0, width: 1920, height: 1080 };
  expect(placeWindow(null, [first])).toEqual({ x: 0, y: 40, width: 1366, height: 728 });
  expect(placeWindow({ x: -1500, y: 100, width: 1200, height: 800 }, [first, left])).toEqual({ x: -1500, y: 100, width: 1200, height: 800 });
  expect(placeWindow({ x: -1500, y: 100, width: 1200, height: 800 }, [first])).toEqual({ x: 83, y: 40, width: 1200, height: 728 });
  expect(placeWindow({ x: 1300, y: 700, width: 1200, height: 700 }, [first])).toEqual({ x: 83, y: 54, width: 1200, height: 700 });
  expect(placeWindow({ x: 800, y: -20, width: 3000, height: 3000 }, [first])).toEqual(first);

  // Whatever was remembered, on whatever screens: the window lies within one of them.
  for (let seed = 1; seed < 2_000; seed += 1) {
    const pick = (salt: number, span: number) => Math.floor(Math.abs(Math.sin(seed * 97 + salt)) * span);
    const screens = [first, { x: pick(1, 4000) - 2000, y: pick(2, 2000) - 1000, width: 640 + pick(3, 3000), height: 480 + pick(4, 2000) }] as const;
    const placed = placeWindow({ x: pick(5, 9000) - 4500, y: pick(6, 9000) - 4500, width: 1 + pick(7, 5000), height: 1 + pick(8, 5000) }, [...screens]);
    const isWithinOne = screens.some(screen => placed.x >= screen.x && placed.y >= screen.y
      && placed.x + placed.width <= screen.x + screen.width && placed.y + placed.height <= screen.y + screen.height);
    expect(isWithinOne, `seed ${seed}`).toBe(true);
  }
});

test('a service that crashes is started again after 1, 2, 4 and 8 seconds; the fifth crash within a minute ends it', () => {
  const policy = makeRestartPolicy();
  expect([0, 1, 3, 7, 15].map(second => policy.afterCrash(second * 1000, 0))).toEqual([1, 2, 4, 8, null]);
  policy.forget();
  expect(policy.afterCrash(16_000, 0)).toBe(1);
});

test('a service that crashes now and then waits up to 30 seconds, and starts from one again after a good minute', () => {
  const policy = makeRestartPolicy();
  expect([0, 20, 40, 60, 80, 100, 120].map(second => policy.afterCrash(second * 1000, 19))).toEqual([1, 2, 4, 8, 16, 30, 30]);
  expect(policy.afterCrash(300_000, 61)).toBe(1);
});

test('the command line names a folder and the demonstration, among words that are meant for others', () => {
  expect(readCommandLine(['electron', '.', '--lang=zh-CN', '--data', 'here', '--demo'], '/home')).toEqual({ dataFolder: join('/', 'home', 'here'), wantsDemonstration: true });
  expect(readCommandLine(['electron', '--data=/数据'], '/home')).toEqual({ dataFolder: join('/', '数据'), wantsDemonstration: false });
  expect(readCommandLine(['electron', '.', '--data'], '/home')).toEqual({ dataFolder: null, wantsDemonstration: false });
});

test('what the shell remembers is one whole file; a damaged one counts as none', () => {
  const place = test.info().outputPath('remembered');
  const file = join(place, 'state.json');
  openShellMemory(file).remember({ hallDisplayIsWanted: true });
  expect(openShellMemory(file).recall()).toEqual({ deskBounds: null, deskIsMaximized: false, hallDisplayIsWanted: true });
  expect(readdirSync(place)).toEqual(['state.json']);
  for (const damaged of ['', '{', '[]', '{"deskBounds":{"x":"left"},"deskIsMaximized":false,"hallDisplayIsWanted":true}', readFileSync(file, 'utf8').slice(0, -4)]) {
    writeFileSync(file, damaged);
    expect(openShellMemory(file).recall().hallDisplayIsWanted, damaged).toBe(false);
  }
});

test('a disk that refuses costs the shell its memory and nothing more', () => {
  const file = test.info().outputPath('state.json');
  mkdirSync(file);
  const memory = openShellMemory(file);
  memory.remember({ deskIsMaximized: true });
  expect(memory.recall().deskIsMaximized).toBe(true);
});

test('the shell speaks Chinese to Chinese systems and English to the others, with the same words in both', () => {
  expect(['zh-CN', 'zh', 'zh-TW', 'zh-Hans-CN'].map(chooseLanguage)).toEqual(['zh-CN', 'zh-CN', 'zh-CN', 'zh-CN']);
  expect(['en-US', 'de', '', 'zhx'].map(chooseLanguage)).toEqual(['en', 'en', 'en', 'en']);
  const paths = (words: object, at = ''): string[] => Object.entries(words).flatMap(([name, word]: [string, unknown]) =>
    (typeof word === 'string' ? [`${at}${name}${word.trim() ? '' : ' is empty'}`] : paths(word as object, `${at}${name}.`)));
  expect(paths(wordsFor('en'))).toEqual(paths(wordsFor('zh-CN')));
  expect(paths(wordsFor('en')).filter(path => path.endsWith('is empty'))).toEqual([]);
});
