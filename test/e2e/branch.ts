import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, type Page } from 'playwright/test';
import { aBranchProcess, type BranchProcess } from '../builders/a-branch-process.ts';
import { aHeadquartersProcess, type HeadquartersProcess } from '../builders/a-headquarters-process.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Fixtures {
  /** a branch service of this test's own, nothing set up yet */
  emptyBranch: BranchProcess;
  /** a branch service of this test's own with the demonstration: a working morning in progress */
  demonstration: BranchProcess;
  /** a headquarters of this test's own, with its own PostgreSQL: its cluster is made first, so such a test is slow */
  headquarters: HeadquartersProcess;
}

/** Made once by each worker: copying a stopped branch takes milliseconds, making one takes seconds. */
interface WorkerFixtures {
  /** the data folder of a stopped branch with the demonstration */
  demonstrationFolder: string;
}

/** Tests in a real browser on the real, built branch service. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  demonstrationFolder: [async ({}, use) => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'branch-desk-demonstration-'));
    await (await aBranchProcess({ isDemonstration: true, dataFolder })).stop();
    await use(dataFolder);
    await rm(dataFolder, { recursive: true, force: true });
  }, { scope: 'worker' }],
  emptyBranch: async ({}, use) => {
    const branch = await aBranchProcess();
    await use(branch);
    await branch.dispose();
  },
  demonstration: async ({ demonstrationFolder }, use) => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'branch-desk-'));
    await cp(demonstrationFolder, dataFolder, { recursive: true });
    const branch = await aBranchProcess({ dataFolder });
    await use(branch);
    await branch.dispose();
    await rm(dataFolder, { recursive: true, force: true });
  },
  headquarters: async ({}, use) => {
    const headquarters = await aHeadquartersProcess();
    await use(headquarters);
    await headquarters.dispose();
  },
});

export { expect };

/** Fails with what axe finds on the page once it stands: every page has a heading when it is there, and what is still loading is looked at again. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.locator('h1').first()).toBeAttached();
  await expect.poll(() => violationsOn(page), { timeout: 5000 }).toEqual([]);
}

async function violationsOn(page: Page): Promise<object[]> {
  // The page's policy forbids injected scripts; the browser's own protocol may still run one.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary: string }[] }[] }> } };
    return (await axe.run()).violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(node => `${node.target.join(' ')}: ${node.failureSummary}`) }));
  });
}
