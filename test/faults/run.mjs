// npm run faults -- [--kills 1000] [--seed N]: kills the built branch service while it works.
// npm run faults -- --histories 10000 [--seed N]: plays histories of faults on the line to headquarters.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const asked = process.argv.slice(2);
const [name, source] = asked.includes('--histories') ? ['history-run', 'line/history-run.ts'] : ['kill-run', 'kill-run.ts'];

await build({
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  define: { __BRANCH_DESK_VERSION__: '"faults"' },
  build: {
    ssr: true, target: 'node20', minify: false, sourcemap: true, outDir: `${here}.built`, emptyOutDir: true,
    rolldownOptions: { input: { [name]: here + source }, external: id => !/^[./\0]|^[A-Za-z]:[\\/]/.test(id), output: { entryFileNames: '[name].js' } },
  },
});
const { status } = spawnSync(process.execPath, ['--enable-source-maps', `${here}.built/${name}.js`, ...asked], { stdio: 'inherit' });
process.exit(status ?? 1);
