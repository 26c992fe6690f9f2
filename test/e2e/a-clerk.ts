import type { Page } from 'playwright/test';
import { demonstrationPassword } from '../../shared/demonstration.ts';
import type { BranchProcess } from '../builders/a-branch-process.ts';
import { expect } from './branch.ts';

/** Makes this page's browser a station of the branch and signs in; `keys` types as a clerk does. */
export async function signIn(page: Page, branch: BranchProcess, loginName: string): Promise<void> {
  await page.goto(branch.link);
  await typeCredentials(page, loginName);
}

/** Another person on the same machine, in a tab of their own: the station is known there already. */
export async function signInBeside(page: Page, branch: BranchProcess, loginName: string): Promise<Page> {
  const beside = await page.context().newPage();
  await beside.goto(`${branch.address}/desk.html`);
  await typeCredentials(beside, loginName);
  return beside;
}

async function typeCredentials(page: Page, loginName: string): Promise<void> {
  await expect(page.locator('#loginName')).toBeFocused();
  await page.keyboard.type(loginName);
  await page.keyboard.press('Tab');
  await page.keyboard.type(demonstrationPassword);
  await page.keyboard.press('Enter');
}

/** Goes to a page of the menu once the person is signed in, as a bookmark would. */
export async function goTo(page: Page, path: string): Promise<void> {
  await expect(page.getByRole('button', { name: /^(锁定|Lock)/ })).toBeVisible();
  await page.evaluate(hash => { window.location.hash = hash; }, path);
}

/** Opens the window with the arrow keys and Enter, as the clerk finds it in the list. */
export async function openWindow(page: Page, number: number): Promise<void> {
  const wanted = page.getByRole('listitem').getByRole('button', { name: new RegExp(`^${number} 号窗口`) });
  await expect(page.getByRole('list', { name: '窗口' }).locator('button:focus')).toBeVisible();
  for (let presses = 0; presses < 12; presses += 1) {
    if (await wanted.evaluate(button => button === document.activeElement)) break;
    await page.keyboard.press('ArrowRight');
  }
  await expect(wanted).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('.desk')).toBeVisible();
}

export async function expectState(page: Page, state: 'open' | 'called' | 'serving' | 'paused'): Promise<void> {
  await expect(page.locator('.desk')).toHaveAttribute('data-state', state);
}

/** The number that fills the middle of the desk. */
export async function bigNumber(page: Page): Promise<string> {
  return (await page.locator('.desk-state__number').textContent()) ?? '';
}

export function statusLine(page: Page) {
  return page.locator('.desk-status');
}

/** Presses the desk's call and waits for the ticket. */
export async function callNext(page: Page): Promise<string> {
  await page.keyboard.press('F2');
  await expectState(page, 'called');
  return bigNumber(page);
}

/** A clerk is signed in at window 9 and has a customer in hand; answers the ticket's number. */
export async function serveSomebody(page: Page, branch: BranchProcess): Promise<string> {
  await signIn(page, branch, 'limin');
  await openWindow(page, 9);
  const number = await callNext(page);
  await page.keyboard.press('Enter');
  await expectState(page, 'serving');
  return number;
}
