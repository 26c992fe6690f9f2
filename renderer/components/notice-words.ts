import { useTranslation } from 'react-i18next';
import type { ShownNotice } from '../../shared/notices.ts';

/** A notice's title and words in the language chosen at this moment; Chinese where nobody wrote English. `lang` says which it is. */
export function useNoticeWords(): (notice: ShownNotice) => { title: string; words: string; lang: 'zh-CN' | 'en' } {
  const { i18n } = useTranslation();
  return ({ titleZh, titleEn, wordsZh, wordsEn }) =>
    i18n.language === 'en' && titleEn !== '' && wordsEn !== '' ? { title: titleEn, words: wordsEn, lang: 'en' } : { title: titleZh, words: wordsZh, lang: 'zh-CN' };
}
