// npm run bench -- NAME [options]: builds one bench, installs its peers, runs it. The last line printed is one JSON object.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const benches = readdirSync(here).filter(name => name.endsWith('.bench.ts')).map(name => name.replace('.bench.ts', ''));
const [name, ...rest] = process.argv.slice(2);

if (!benches.includes(name)) {
  console.log(`npm run bench -- NAME, where NAME is one of: ${benches.join(', ')}`);
  process.exit(2);
}
for (const [folder, sign] of [[here, 'better-sqlite3/build'], ...(name === 'sync' ? [[`${here}pouchdb/`, 'pouchdb']] : [])]) {
  if (existsSync(`${folder}node_modules/${sign}`)) continue;
  const { status } = spawnSync('npm', ['ci', '--loglevel=error', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  if (status !== 0) process.exit(1);
}
await build({
  configFile: false,
  logLevel: 'warn',
  define: { __BRANCH_DESK_VERSION__: '"bench"' },
  build: {
    ssr: true, target: 'node20', minify: false, sourcemap: true, outDir: `${here}.built`, emptyOutDir: true,
    rolldownOptions: { input: { [name]: `${here}${name}.bench.ts` }, external: id => !/^[./\0]|^[A-Za-z]:[\\/]/.test(id), output: { entryFileNames: '[name].js' } },
  },
});
const { status } = spawnSync(process.execPath, ['--enable-source-maps', '--expose-gc', `${here}.built/${name}.js`, ...rest], { cwd: fileURLToPath(new URL('../..', import.meta.url)), stdio: 'inherit' });
process.exit(status ?? 1);
