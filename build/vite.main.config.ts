import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };

/** Whatever is not a path of ours is a package or a part of Node: it stays outside. */
const isPackage = (id: string): boolean => !/^[./\0]|^[A-Za-z]:[\\/]/.test(id);

/** The processes without a page: our own code in few files, packages left in node_modules. */
export default defineConfig({
  root,
  publicDir: false,
  define: { __BRANCH_DESK_VERSION__: JSON.stringify(version) },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/main',
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      external: isPackage,
      input: {
        index: `${root}main/index.ts`,
        branch: `${root}main/branch.ts`,
        headquarters: `${root}main/headquarters.ts`,
        'ledger-worker': `${root}main/ledger-worker.ts`,
        'access-log-worker': `${root}main/access-log/access-log-worker.ts`,
        'verify-log': `${root}main/verify-log.ts`,
        'verify-lines-worker': `${root}main/access-log/verify-lines-worker.ts`,
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
