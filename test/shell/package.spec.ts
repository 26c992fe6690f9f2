import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from 'playwright/test';
import { mayUpdate } from '../../main/shell/updates.ts';
import { makeStandInDistribution } from './stand-in-distribution.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
const ours = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string>>;

// One after another in one worker: packing takes a while and is done once.
test.describe.configure({ mode: 'default' });

let packed = '';
let archive = '';
let names: string[] = [];

test.beforeAll(async () => {
  const info = test.info();
  info.setTimeout(180_000);
  const folder = info.outputPath('packed');
  const distribution = await makeStandInDistribution(info.outputPath('electron'), ours.devDependencies.electron ?? '');
  await run(process.execPath, [
    join(repository, 'node_modules', 'electron-builder', 'cli.js'), '--linux', 'dir', '--x64',
    `-c.electronDist=${distribution}`, `-c.directories.output=${folder}`,
  ], { cwd: repository, maxBuffer: 16 * 1024 * 1024 });
  packed = join(folder, 'linux-unpacked');
  archive = join(packed, 'resources', 'app.asar');
  names = listPackage(archive, { isPack: false }).map(name => name.replaceAll('\\', '/').replace(/^\//, ''));
});

test('the package holds the built application, the packages it needs, and nothing else', () => {
  expect([...new Set(names.map(name => name.split('/')[0]))].sort()).toEqual(['build', 'dist', 'node_modules', 'package.json']);
  expect(names.filter(name => /^build\/.*\./.test(name))).toEqual(['build/icons/icon.png']);
  const needed = [
    'dist/main/index.js', 'dist/main/branch.js', 'dist/main/preload.cjs',
    'dist/renderer/desk.html', 'dist/renderer/hall.html', 'dist/renderer/kiosk.html',
    'node_modules/electron-updater/package.json', 'node_modules/bindings/package.json',
  ];
  expect(needed.filter(name => !names.includes(name))).toEqual([]);
  expect(names.filter(name => /\.(ts|mts|tsx|map|c|cc|gyp)$/.test(name))).toEqual([]);
  expect(names.filter(name => /^dist\/.*(test|spec|fixture)/.test(name))).toEqual([]);
});

test('packages that only build and test the application stay at home', () => {
  const packages = new Set(names.map(name => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1]).filter(name => name !== undefined));
  expect(Object.keys(ours.dependencies).filter(name => !packages.has(name))).toEqual([]);
  expect(Object.keys(ours.devDependencies).filter(name => packages.has(name))).toEqual([]);
  const manifest = JSON.parse(extractFile(archive, 'package.json').toString()) as object;
  expect(manifest).not.toHaveProperty('devDependencies');
});

test('the migrations travel inside the built branch service', () => {
  const first = readFileSync(join(repository, 'main', 'database', 'migrations', '0000_first.sql'), 'utf8');
  const table = /CREATE TABLE `\w+`/.exec(first)?.[0] ?? '';
  expect(table).not.toBe('');
  const built = names.filter(name => /^dist\/main\/[^/]+\.js$/.test(name)).map(name => extractFile(archive, name).toString());
  // The table's quotes may be escaped where the bundler wrote the file's text into a template.
  expect(built.filter(text => text.replaceAll('\\`', '`').includes(table)).length).toBeGreaterThan(0);
});

test('native code lies outside the archive, and loads', async () => {
  const unpacked = join(packed, 'resources', 'app.asar.unpacked');
  const native = readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.node'));
  expect([...new Set(native.map(name => name.split('/')[1]))].sort()).toEqual(['@img', '@node-rs', 'sqlite3']);
  for (const name of native) await run(process.execPath, ['-e', 'require(process.argv[1])', join(unpacked, name)]);
});

test('the packed program can be used for nothing but this application', async () => {
  const wire = await getCurrentFuseWire(join(packed, 'branch-desk'));
  const read = (fuse: FuseV1Options): boolean => Number(wire[fuse]) === '1'.charCodeAt(0);
  expect({
    runAsNode: read(FuseV1Options.RunAsNode),
    nodeOptions: read(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: read(FuseV1Options.EnableNodeCliInspectArguments),
    integrity: read(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: read(FuseV1Options.OnlyLoadAppFromAsar),
    cookies: read(FuseV1Options.EnableCookieEncryption),
    filePrivileges: read(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({ runAsNode: false, nodeOptions: false, inspect: false, integrity: true, onlyAsar: true, cookies: true, filePrivileges: false });
});

test('a Windows package names its publisher, and without a name nothing is updated there', () => {
  const settings = readFileSync(join(repository, 'electron-builder.yml'), 'utf8');
  expect(settings).toMatch(/^win:\n(?: +.*\n)*? {2}signtoolOptions:\n {4}publisherName: \S/m);
  expect(settings).toMatch(/^ {2}verifyUpdateCodeSignature: true$/m);

  const address = 'provider: generic\nurl: https://updates.example.com/desk\n';
  expect(mayUpdate(address, 'win32')).toBe(false);
  expect(mayUpdate(`${address}publisherName:\nupdaterCacheDirName: desk\n`, 'win32')).toBe(false);
  expect(mayUpdate(`${address}publisherName:\n  - Branch Desk\n`, 'win32')).toBe(true);
  expect(mayUpdate(address, 'darwin')).toBe(true);
  expect(mayUpdate('provider: generic\nurl: http://updates.example.com/desk\n', 'darwin')).toBe(false);
  expect(mayUpdate(null, 'linux')).toBe(false);
});
