import type { RatingScore } from '../../shared/ratings.ts';

/** Mouth and brows of each face: a shape of its own, whatever the colours of the screen. */
const mouths: Record<RatingScore, string> = {
  verySatisfied: 'M28 56 Q50 92 72 56 Z',
  satisfied: 'M30 62 Q50 80 70 62',
  neutral: 'M32 68 H68',
  dissatisfied: 'M30 76 Q50 58 70 76',
  veryDissatisfied: 'M28 80 Q50 48 72 80 Z',
};
const brows: Partial<Record<RatingScore, string>> = {
  dissatisfied: 'M28 30 L42 34 M72 30 L58 34',
  veryDissatisfied: 'M26 24 L42 34 M74 24 L58 34',
};

/** A face for a score; the word stands beside it. */
export function RatingFace({ score, size }: { score: RatingScore; size: number }) {
  return (
    <svg viewBox="0 0 100 100" width={size} height={size} fill="none" stroke="currentColor" strokeWidth="5" strokeLinecap="round" strokeLinejoin="round" aria-hidden>
      <circle cx="50" cy="50" r="46" />
      <circle cx="35" cy="42" r="3" fill="currentColor" />
      <circle cx="65" cy="42" r="3" fill="currentColor" />
      <path d={mouths[score]} />
      {brows[score] && <path d={brows[score]} />}
    </svg>
  );
}
