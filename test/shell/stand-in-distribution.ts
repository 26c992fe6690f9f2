import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';

/** What Electron's own program carries before its fuses: the packer looks for it and writes the fuses behind it. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseVersion = 1;
const electronsOwnFuses = '101000101';

/**
 * An unpacked distribution of Electron for Linux in form only: enough for the packer to do all of its work on.
 * Nothing in it runs.
 */
export async function makeStandInDistribution(folder: string, version: string): Promise<string> {
  const resources = join(folder, 'resources');
  const nothing = join(folder, '..', 'nothing');
  mkdirSync(resources, { recursive: true });
  mkdirSync(nothing, { recursive: true });
  writeFileSync(join(nothing, 'main.js'), '');
  await createPackage(nothing, join(resources, 'default_app.asar'));
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'LICENSE'), '');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '');
  writeFileSync(join(folder, 'electron'), Buffer.concat([
    Buffer.from(`not a program ${fuseSentinel}`, 'latin1'),
    Buffer.from([fuseVersion, electronsOwnFuses.length]),
    Buffer.from(electronsOwnFuses, 'latin1'),
    Buffer.from(' end'),
  ]), { mode: 0o755 });
  return folder;
}
