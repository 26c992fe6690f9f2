import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A script built from the present sources as the application's build does it, to run in a process or thread of its own. */
export async function aBuiltScript(source: string): Promise<{ script: URL; dispose(): Promise<void> }> {
  const name = source.replace(/^.*\/|\.ts$/gu, '');
  // Inside node_modules, so that the packages left outside the bundle are found.
  const folder = `${root}node_modules/.cache/test-scripts/${process.pid}-${name}`;
  await mkdir(folder, { recursive: true });
  await build({
    root, configFile: false, publicDir: false, logLevel: 'error',
    build: {
      ssr: true, target: 'node20', outDir: folder, emptyOutDir: true, minify: false,
      rolldownOptions: { input: { [name]: root + source }, output: { format: 'es', entryFileNames: '[name].mjs' } },
    },
  });
  return { script: pathToFileURL(`${folder}/${name}.mjs`), dispose: () => rm(folder, { recursive: true, force: true }) };
}
