#!/usr/bin/env node
// Runs the standalone verifier of access logs; builds it first where that has not been done.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../dist/main/verify-log.js', import.meta.url));
const bootstrap = fileURLToPath(new URL('./bootstrap.mjs', import.meta.url));
const args = [...existsSync(built) ? [] : [bootstrap, 'node'], built, ...process.argv.slice(2)];

process.exitCode = await new Promise(resolve => {
  spawn(process.execPath, args, { stdio: 'inherit' }).on('exit', code => resolve(code ?? 2));
});
