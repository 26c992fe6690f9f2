import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenedLook } from '../../shared/looks.ts';
import { useTimes } from '../hooks/use-times.ts';

/** Who, when, what for, and the number of the log entry: one line, as it stands across screen and paper. */
export function useWatermarkText(watermark: OpenedLook['watermark']): string {
  const { t, i18n } = useTranslation('archive');
  const times = useTimes();
  const purpose = i18n.language === 'en' ? watermark.purposeEn : watermark.purposeZh;
  return t('watermark.text', { name: watermark.staffName, at: times.dayAndClock(watermark.at), purpose, seq: watermark.logSeq });
}

/**
 * The line, slanted and repeated over what it stands in. Drawn, not a background picture: printers leave those away.
 * It lies above the text and takes no clicks.
 */
export function Watermark({ text }: { text: string }) {
  const pattern = useId();
  // One tile holds the whole line once, Chinese characters being twice as wide as others.
  const widthPx = [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 255 ? 15 : 8), 60);
  return (
    <svg className="watermark" aria-hidden width="100%" height="100%">
      <defs>
        <pattern id={pattern} width={widthPx} height={110} patternUnits="userSpaceOnUse" patternTransform="rotate(-22)">
          <text x={0} y={30}>{text}</text>
          <text x={-widthPx / 2} y={85}>{text}</text>
          <text x={widthPx / 2} y={85}>{text}</text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${pattern})`} />
    </svg>
  );
}
