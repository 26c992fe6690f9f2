import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const { dependencies, version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { dependencies: Record<string, string>; version: string };

const isPackage = (id: string): boolean =>
  id === 'electron' || id.startsWith('node:') || builtinModules.includes(id)
  || Object.keys(dependencies).some(name => id === name || id.startsWith(`${name}/`));

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
        'ledger-worker': `${root}main/customers/ledger-worker.ts`,
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
