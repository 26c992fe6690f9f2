import type { Language } from '../../shared/desktop-bridge.ts';
import type { BranchFault } from './branch-process.ts';
import { appScheme, faultHost } from './page-address.ts';
import { wordsFor } from './shell-words.ts';

export const faultPageAddress = `${appScheme}://${faultHost}/`;
export const faultActions = ['try-again', 'show-folder', 'quit'] as const;
export type FaultAction = (typeof faultActions)[number];

/** The action a pressed link stands for, or null. */
export function faultActionOf(address: string): FaultAction | null {
  return faultActions.find(action => address === faultPageAddress + action) ?? null;
}

/** A page without a script: its buttons are links, and the shell takes the way to a link as the press of a button. */
export function drawFaultPage(fault: BranchFault, dataFolder: string, language: Language): string {
  const { fault: words } = wordsFor(language);
  const paragraphs = fault.text.split('\n').filter(Boolean).map(line => `<p>${escapeHtml(line)}</p>`).join('\n');
  const button = (action: FaultAction, label: string, more = ''): string =>
    `<a class="${action}" href="./${action}" draggable="false"${more}>${escapeHtml(label)}</a>`;
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(words.windowTitle)}</title>
<style>
  body { margin: 0; padding: 32px 36px; font: 15px/1.7 system-ui, "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif; }
  h1 { margin: 0 0 12px; font-size: 20px; }
  p { margin: 0 0 8px; }
  .facts { margin: 16px 0 28px; font: 13px/1.6 ui-monospace, monospace; opacity: .8; overflow-wrap: anywhere; }
  a { display: inline-block; margin: 0 8px 8px 0; padding: 6px 18px; border: 1px solid GrayText; border-radius: 6px; color: inherit; text-decoration: none; }
  a.try-again { background: #1458c8; border-color: #1458c8; color: #fff; }
  a:focus-visible { outline: 3px solid #e08a00; outline-offset: 2px; }
</style>
<main>
<h1>${escapeHtml(fault.title)}</h1>
${paragraphs}
<p class="facts">${escapeHtml(words.code)} ${escapeHtml(fault.code)}<br>${escapeHtml(dataFolder)}</p>
${button('try-again', words.tryAgain, ' autofocus')}
${button('show-folder', words.showFolder)}
${button('quit', words.quit)}
</main>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
