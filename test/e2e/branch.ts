import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test as base, type Page } from 'playwright/test';
import { aBranchProcess, type BranchProcess } from '../builders/a-branch-process.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Fixtures {
  /** a branch service of this test's own, nothing set up yet */
  emptyBranch: BranchProcess;
  /** a branch service of this test's own with the demonstration: a working morning in progress */
  demonstration: BranchProcess;
}

/** Tests in a real browser on the real, built branch service. */
export const test = base.extend<Fixtures>({
  emptyBranch: async ({}, use) => {
    const branch = await aBranchProcess();
    await use(branch);
    await branch.dispose();
  },
  demonstration: async ({}, use) => {
    const branch = await aBranchProcess({ isDemonstration: true });
    await use(branch);
    await branch.dispose();
  },
});

export { expect };

/** Fails with what axe found on the page as it stands, once it stands: every page has a heading when it is there. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.locator('h1').first()).toBeAttached();
  // The page's policy forbids injected scripts; the browser's own protocol may still run one.
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary: string }[] }[] }> } };
    return (await axe.run()).violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(node => `${node.target.join(' ')}: ${node.failureSummary}`) }));
  });
  expect(violations).toEqual([]);
}
