import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { changeLanguage } from '../hooks/language.ts';

/** Says the other language in its own words, so that who cannot read this page finds it. */
export function LanguageSwitch({ size = 'small' }: { size?: 'small' | 'large' }) {
  const { i18n } = useTranslation();
  const other = i18n.language === 'en' ? 'zh-CN' : 'en';
  return (
    <Button size={size === 'large' ? 'large' : 'middle'} type="text" lang={other} onClick={() => void changeLanguage(other)}>
      {other === 'en' ? 'English' : '中文'}
    </Button>
  );
}
