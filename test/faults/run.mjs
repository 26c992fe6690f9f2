// npm run faults -- [--kills 1000] [--seed N]: builds the fault run and starts it against the built branch service.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

await build({
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  build: {
    ssr: true, target: 'node20', minify: false, sourcemap: true, outDir: `${here}.built`, emptyOutDir: true,
    rolldownOptions: { input: { 'kill-run': `${here}kill-run.ts` }, external: id => !/^[./\0]|^[A-Za-z]:[\\/]/.test(id), output: { entryFileNames: '[name].js' } },
  },
});
const { status } = spawnSync(process.execPath, ['--enable-source-maps', `${here}.built/kill-run.js`, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
