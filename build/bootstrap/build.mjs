import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { inProject, isChinese, readText, runProgram, say } from './machine.mjs';

const sources = ['main', 'renderer', 'shared', 'build', 'package.json', 'package-lock.json', 'tsconfig.json'];
const stamp = inProject('dist/.built-from');

/** Builds processes, preload script and pages when a source is newer, older or gone since the last build. */
export async function buildWhenChanged() {
  const wanted = fingerprint();
  if (readText(stamp) === wanted) return;
  say(isChinese ? '正在构建…' : 'Building…');
  const [processes, pages] = await Promise.all([
    vite('build/vite.main.config.ts').then(isBuilt => isBuilt && vite('build/vite.preload.config.ts')),
    vite('build/vite.renderer.config.ts'),
  ]);
  if (!processes || !pages) {
    say(isChinese ? '构建失败,原因见上。' : 'The build failed; the reason stands above.');
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

function vite(config) {
  return runProgram(process.execPath, [inProject('node_modules/vite/bin/vite.js'), 'build', '--config', config, '--logLevel', 'warn'], { quiet: true });
}

/** Names, sizes and times of all sources. */
function fingerprint() {
  const hash = createHash('sha256');
  const visit = path => {
    if (!existsSync(path)) return;
    const facts = statSync(path);
    if (facts.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else hash.update(`${path} ${facts.size} ${facts.mtimeMs}\n`);
  };
  for (const source of sources) visit(inProject(source));
  return hash.digest('hex');
}
