import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface KioskFrameProps {
  branchName: string;
  refusal: string | null;
  isCutOff: boolean;
  secondsLeft: number | null;
  /** null on the first step */
  onStart: (() => void) | null;
  children: ReactNode;
}

/** What every step of the kiosk has: where one is, the way back, the other language. */
export function KioskFrame({ branchName, refusal, isCutOff, secondsLeft, onStart, children }: KioskFrameProps) {
  const { t, i18n } = useTranslation('kiosk');
  const other = i18n.language === 'en' ? 'zh-CN' : 'en';
  return (
    <main className="kiosk">
      <header className="kiosk-head">
        <h1>{branchName}</h1>
        {onStart && <Button size="large" onClick={onStart}>{secondsLeft === null ? t('toStart') : t('toStartIn', { seconds: secondsLeft })}</Button>}
        {/* Not kept: the next customer meets the machine's own language again. */}
        <Button size="large" lang={other} onClick={() => void i18n.changeLanguage(other)}>{other === 'en' ? 'English' : '中文'}</Button>
      </header>
      {isCutOff && <Alert type="error" showIcon role="alert" title={t('cutOff')} />}
      {refusal && <Alert type="warning" showIcon role="alert" title={refusal} />}
      <div className="kiosk-step">{children}</div>
    </main>
  );
}
