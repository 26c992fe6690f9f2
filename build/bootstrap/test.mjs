import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import process from 'node:process';
import { findChromium } from '../find-chromium.mjs';
import { readTheCode } from './check.mjs';
import { hasChineseFont, inProject, installDebianPackages, runProgram, say } from './machine.mjs';

const results = inProject('test-results');

/** Every test there is, then one closing line: `N passed, N failed, N skipped`. Returns the exit code. */
export async function run() {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const total = { ...await readTheCode(), skipped: [], fallen: [] };
  await runVitest(total);
  await runBrowser(total);

  for (const { title, why } of total.skipped) say(`skipped: ${title} — ${why}`);
  // Once more at the end, where it is found without reading a thousand lines.
  for (const { title, why } of total.fallen) say(`failed: ${title} — ${why}`);
  say(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`);
  return total.failed === 0 ? 0 : 1;
}

/** Unit and integration tests. */
async function runVitest(total) {
  const file = `${results}/vitest.json`;
  const isGood = await runProgram(process.execPath, [
    inProject('node_modules/vitest/vitest.mjs'), 'run', '--config', 'build/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`,
  ]);
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { numPassedTests: 0, numFailedTests: 0, testResults: [] };
  total.passed += report.numPassedTests;
  // A file that cannot even be loaded fails no test of its own, and still has failed.
  total.failed += Math.max(report.numFailedTests, isGood ? 0 : 1);
  for (const { name, status, message, assertionResults } of report.testResults) {
    if (status === 'failed' && assertionResults.length === 0) total.fallen.push({ title: name, why: firstLine(message) });
    for (const test of assertionResults) {
      if (test.status === 'pending' || test.status === 'skipped') total.skipped.push({ title: test.fullName, why: test.meta?.why ?? 'see the test' });
      if (test.status === 'failed') total.fallen.push({ title: test.fullName, why: firstLine(test.failureMessages[0]) });
    }
  }
}

/** Browser tests and the shell in its double: both need a Chromium. */
async function runBrowser(total) {
  const isThere = findChromium() || (await installDebianPackages(['chromium']) && findChromium());
  if (!isThere) {
    const why = 'no Chromium here and none could be installed: install Debian’s `chromium` or set BRANCH_DESK_CHROMIUM';
    // Where tests decide, an unseen page is no pass.
    if (process.env.CI) { say(`✗ browser tests: ${why}`); total.failed += 1; }
    else total.skipped.push({ title: 'browser and shell tests', why });
    return;
  }
  // Without one, Chinese is printed as empty boxes. This one, because text read back from its PDFs is what was written: others give radicals (⻓ for 长).
  if (!hasChineseFont()) await installDebianPackages(['fontconfig', 'fonts-wqy-zenhei']);
  const isGood = await runProgram(process.execPath, [inProject('node_modules/playwright/cli.js'), 'test', '--config', 'build/playwright.config.ts']);
  const file = `${results}/playwright.json`;
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { stats: { expected: 0, unexpected: 0, flaky: 0 }, suites: [] };
  total.passed += report.stats.expected + report.stats.flaky;
  total.failed += Math.max(report.stats.unexpected, isGood ? 0 : 1);
  for (const spec of report.suites.flatMap(specsOf)) {
    if (spec.tests.some(each => each.status === 'flaky')) say(`passed at its second try: ${spec.title}`);
    for (const test of spec.tests.filter(each => each.status === 'unexpected')) total.fallen.push({ title: spec.title, why: firstLine(test.results.at(-1)?.error?.message) });
    for (const test of spec.tests.filter(each => each.status === 'skipped')) {
      total.skipped.push({ title: spec.title, why: test.annotations.find(each => each.type === 'skip')?.description ?? 'see the test' });
    }
  }
}

function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

/** Of an error's text, without colours. */
function firstLine(text = '') {
  return text.replaceAll(/\u001B\[\d+m/gu, '').trim().split('\n', 1)[0];
}
