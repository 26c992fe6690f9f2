import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { preferredLanguage } from '../hooks/language.ts';

const BACK_AFTER_SECONDS = 30;
const touches = ['pointerdown', 'keydown'] as const;

/**
 * Brings a kiosk that somebody walked away from back to its start and its own language. Returns the seconds left, null
 * when nothing runs. While a ticket is being made the clock stands still.
 */
export function useBackToStart(step: string, isBusy: boolean, start: () => void): number | null {
  const { i18n } = useTranslation();
  const isElsewhere = step !== 'services' || i18n.language !== preferredLanguage();
  const [secondsLeft, setSecondsLeft] = useState(BACK_AFTER_SECONDS);
  const isCounting = isElsewhere && !isBusy;

  useEffect(() => {
    setSecondsLeft(BACK_AFTER_SECONDS);
    if (!isCounting) return;
    const again = () => setSecondsLeft(BACK_AFTER_SECONDS);
    const timer = setInterval(() => setSecondsLeft(left => left - 1), 1000);
    for (const touch of touches) window.addEventListener(touch, again);
    return () => {
      clearInterval(timer);
      for (const touch of touches) window.removeEventListener(touch, again);
    };
  }, [isCounting, step]);

  useEffect(() => {
    if (secondsLeft > 0) return;
    setSecondsLeft(BACK_AFTER_SECONDS);
    start();
    void i18n.changeLanguage(preferredLanguage());
  }, [secondsLeft, start, i18n]);

  return isCounting && step !== 'services' ? secondsLeft : null;
}
