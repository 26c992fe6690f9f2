import i18next from 'i18next';
import type { Language } from '../../shared/desktop-bridge.ts';

const KEPT_AS = 'branch-desk.language';

/** The reader's choice, else the machine's language, else Chinese. */
export function preferredLanguage(): Language {
  const asked = localStorage.getItem(KEPT_AS) ?? window.branchDesk?.language ?? navigator.language;
  return asked.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}

/** Changes the language of this page and keeps it for this machine. */
export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT_AS, language);
  await i18next.changeLanguage(language);
}
