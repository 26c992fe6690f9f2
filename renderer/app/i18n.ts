import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { preferredLanguage } from '../hooks/language.ts';

type Texts = Record<string, unknown>;
const files = import.meta.glob<Texts>('../locales/*/*.json', { eager: true, import: 'default' });

/** Every text of every language, known before the first picture: a page never shows keys. */
function allTexts(): Record<string, Record<string, Texts>> {
  const byLanguage: Record<string, Record<string, Texts>> = {};
  for (const [path, texts] of Object.entries(files)) {
    const [, language, namespace] = /locales\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    if (language && namespace) (byLanguage[language] ??= {})[namespace] = texts;
  }
  return byLanguage;
}

export async function startTexts(): Promise<i18n> {
  const texts = allTexts();
  i18next.on('languageChanged', language => {
    document.documentElement.lang = language;
    dayjs.locale(language === 'en' ? 'en' : 'zh-cn');
  });
  await i18next.use(initReactI18next).init({
    resources: texts as Record<string, Record<string, Record<string, string>>>,
    lng: preferredLanguage(),
    fallbackLng: 'zh-CN',
    defaultNS: 'app',
    ns: Object.keys(texts['zh-CN'] ?? {}),
    // React escapes; a second time would show &amp;amp;.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return i18next;
}
