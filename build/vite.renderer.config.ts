import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('../renderer', import.meta.url));

/** The pages: each entry its own html. Paths are relative, so that they load from app:// and from http alike. */
export default defineConfig({
  root,
  base: './',
  plugins: [react(), shipPdfParts(fileURLToPath(new URL('../node_modules/pdfjs-dist', import.meta.url)))],
  build: {
    target: 'chrome120',
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // Pages run under a policy that forbids data: scripts and inline code.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: { desk: `${root}/desk.html`, hall: `${root}/hall.html`, kiosk: `${root}/kiosk.html`, pad: `${root}/pad.html`, headquarters: `${root}/headquarters.html` },
    },
  },
});

/**
 * What the reader of PDFs fetches while it works: its worker, tables of Chinese characters, the standard fonts, and decoders
 * of scanners' pictures as plain script, since pages may compile nothing. The folder carries the version, as nothing else in
 * these names changes with it.
 */
function shipPdfParts(source: string): Plugin {
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string };
  return {
    name: 'ship-pdf-parts',
    generateBundle() {
      const ship = (from: string, to: string) => this.emitFile({ type: 'asset', fileName: `pdfjs-${version}/${to}`, source: readFileSync(join(source, from)) });
      ship('legacy/build/pdf.worker.min.mjs', 'pdf.worker.js');
      for (const [folder, wanted] of [['cmaps', /\.bcmap$/], ['standard_fonts', /\.(pfb|ttf)$/], ['wasm', /_fallback\.js$/]] as const) {
        for (const name of readdirSync(join(source, folder)).filter(each => wanted.test(each))) ship(join(folder, name), `${folder}/${name}`);
      }
    },
  };
}
