import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The thread that reads ledgers, built from the present sources as the application's build does it. Dispose of it at the end. */
export async function aLedgerWorker(): Promise<{ script: URL; dispose(): Promise<void> }> {
  // Inside node_modules, so that the packages left outside the bundle are found.
  const folder = `${root}node_modules/.cache/ledger-worker-${process.pid}`;
  await mkdir(folder, { recursive: true });
  await build({
    root, configFile: false, publicDir: false, logLevel: 'error',
    build: {
      ssr: true, target: 'node20', outDir: folder, emptyOutDir: true, minify: false,
      rolldownOptions: { input: { 'ledger-worker': `${root}main/customers/ledger-worker.ts` }, output: { format: 'es', entryFileNames: '[name].mjs' } },
    },
  });
  return { script: pathToFileURL(`${folder}/ledger-worker.mjs`), dispose: () => rm(folder, { recursive: true, force: true }) };
}
