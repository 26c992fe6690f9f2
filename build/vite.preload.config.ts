import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A sandboxed preload script has no modules: one CommonJS file with everything but `electron` inside. */
export default defineConfig({
  root,
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist/main',
    emptyOutDir: false,
    minify: false,
    rolldownOptions: {
      external: ['electron'],
      input: { preload: `${root}main/shell/preload.ts` },
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
});
