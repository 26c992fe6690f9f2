import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

const slow = 'test/**/*.slow.test.ts';

/** Tests of pure rules: they ask for nothing that is built up first, and no database. */
const rules = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' }).map(name => `test/${name.replaceAll('\\', '/')}`)
  .filter(name => name.endsWith('.test.ts') && !name.endsWith('.slow.test.ts') && !/\/(builders|database)\//.test(readFileSync(root + name, 'utf8')));

export default defineConfig({
  root,
  define: { __BRANCH_DESK_VERSION__: JSON.stringify('0.0.0-test') },
  test: {
    projects: [
      // What `npm run check` runs, in seconds.
      { extends: true, test: { name: 'rules', include: rules } },
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [slow, ...rules, 'node_modules/**'] } },
      // Whole processes, crashes, large files.
      { extends: true, test: { name: 'slow', include: [slow] } },
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 3,
  },
});
