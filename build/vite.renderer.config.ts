import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('../renderer', import.meta.url));

/** The pages: each entry its own html. Paths are relative, so that they load from app:// and from http alike. */
export default defineConfig({
  root,
  base: './',
  plugins: [react()],
  build: {
    target: 'chrome120',
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // Pages run under a policy that forbids data: scripts and inline code.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: { desk: `${root}/desk.html`, hall: `${root}/hall.html`, kiosk: `${root}/kiosk.html` },
    },
  },
});
