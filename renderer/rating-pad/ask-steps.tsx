import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ratingReasons, ratingScores, type RatingReason, type RatingScore } from '../../shared/ratings.ts';
import { RatingFace } from '../components/rating-face.tsx';

/** Five faces with their words, best first, each as large as a hand. */
export function AskScore({ ticketNumber, isOff, onTap }: { ticketNumber: string; isOff: boolean; onTap(score: RatingScore): void }) {
  const { t } = useTranslation('ratings');
  return (
    <>
      <h1>{t('question', { number: ticketNumber })}</h1>
      <ul className="pad-scores">
        {ratingScores.map(score => (
          <li key={score}><Button disabled={isOff} onClick={() => onTap(score)}><RatingFace score={score} size={120} /><span>{t(`score.${score}`)}</span></Button></li>
        ))}
      </ul>
      <p>{t('questionText')}</p>
    </>
  );
}

/** What was wrong, if the customer likes to say: one tap, or none. The rating itself is kept already. */
export function AskReason({ isOff, onTap, onSkip }: { isOff: boolean; onTap(reason: RatingReason): void; onSkip(): void }) {
  const { t } = useTranslation('ratings');
  return (
    <>
      <h1>{t('reasonQuestion')}</h1>
      <ul className="pad-reasons">
        {ratingReasons.map(reason => <li key={reason}><Button disabled={isOff} onClick={() => onTap(reason)}>{t(`reason.${reason}`)}</Button></li>)}
      </ul>
      <p>{t('managerCalls')}</p>
      <Button size="large" disabled={isOff} onClick={onSkip}>{t('skipReason')}</Button>
    </>
  );
}
