import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { afterEach, expect, test } from 'vitest';
import rules from '../../build/architecture.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const planted: string[] = [];

afterEach(() => {
  for (const file of planted.splice(0)) rmSync(file, { force: true });
});

/** Puts a file into the tree, reads it as `npm test` reads the tree, and answers the names of the rules it breaks. */
async function rulesBrokenBy(path: string, text: string): Promise<string[]> {
  const file = `${root}${path}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  planted.push(file);
  const { forbidden, options } = rules;
  const { output } = await cruise([path], { ...options, baseDir: root, ruleSet: { forbidden }, validate: true } as ICruiseOptions);
  return [...new Set((output as ICruiseResult).summary.violations.map(violation => violation.rule.name))].sort();
}

test('a clean file breaks no rule', async () => {
  expect(await rulesBrokenBy('main/queue/planted.ts', "import { ticketStates } from '../../shared/queue.ts';\nexport const planted = ticketStates;\n")).toEqual([]);
});

test.each([
  ['renderer-never-imports-main', 'renderer/hall/planted.ts', '../../main/queue/queue-schema.ts', 'tickets'],
  ['renderer-domains-do-not-know-each-other', 'renderer/hall/planted.ts', '../queue/reason-text.ts', 'reasonText'],
  ['shell-knows-no-business', 'main/shell/planted.ts', '../queue/queue-schema.ts', 'tickets'],
  ['electron-only-at-the-entry', 'main/shell/planted.ts', 'electron', 'app'],
  ['sqlite3-behind-the-database', 'main/queue/planted-store.ts', 'sqlite3', 'Database'],
  ['rules-are-pure', 'main/queue/planted.ts', './queue-schema.ts', 'tickets'],
  ['shared-stands-alone', 'shared/planted.ts', '../main/queue/queue-schema.ts', 'tickets'],
  ['database-knows-no-domain', 'main/database/planted.ts', '../queue/queue-schema.ts', 'tickets'],
  ['staff-through-its-store', 'main/customers/planted-store.ts', '../staff/staff-schema.ts', 'staff'],
])('%s is caught when planted in %s', async (rule, path, target, name) => {
  expect(await rulesBrokenBy(path, `import { ${name} } from '${target}';\nexport const planted = ${name};\n`)).toContain(rule);
});

test('a type alone may come from electron', async () => {
  expect(await rulesBrokenBy('main/shell/planted.ts', "import type { App } from 'electron';\nexport type Planted = App;\n")).toEqual([]);
});
