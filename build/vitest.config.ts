import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

const slow = 'test/**/*.slow.test.ts';

export default defineConfig({
  root,
  define: { __BRANCH_DESK_VERSION__: JSON.stringify('0.0.0-test') },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [slow, 'node_modules/**'] } },
      // Whole processes, crashes, large files: in `npm test`, not in `npm run check`.
      { extends: true, test: { name: 'slow', include: [slow] } },
    ],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
