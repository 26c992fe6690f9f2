import { Button, ConfigProvider, theme, type ThemeConfig } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isBadRating, type RatingScore } from '../../shared/ratings.ts';
import { branchTheme } from '../components/theme.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { useErrorText } from '../hooks/use-error-text.ts';
import { preferredLanguage } from '../hooks/language.ts';
import { useLive } from '../hooks/use-live.ts';
import { AskReason, AskScore } from './ask-steps.tsx';
import './rating-pad.css';
import { useIdle } from './use-idle.ts';

const idleAfterSeconds = 20;
const thanksSeconds = 5;

/** Where the pad stands with one visit; `passed` = nobody tapped, the question may still be called back. */
type Step = 'ask' | 'reason' | 'thanks' | 'passed';

const lightLook = branchTheme(false);
const touchLook: ThemeConfig = { ...lightLook, inherit: false, algorithm: theme.defaultAlgorithm, token: { ...lightLook.token, fontSize: 20, controlHeight: 64, controlHeightLG: 72, borderRadius: 12 } };

/** Asks the customer who was just served how it was: one tap, for a bad one an offered reason, thanks. */
export function RatingPad() {
  const { t, i18n } = useTranslation('ratings');
  const { client, query } = useBranch();
  const toText = useErrorText();
  const { picture, staleSinceAt, error } = useLive(query.ratings.watchPad.experimental_liveOptions());
  const [answering, setAnswering] = useState<{ visitId: string; step: Step } | null>(null);
  const rate = useCommand(client.ratings.rate, { onRefused: () => setAnswering(null) });
  const giveReason = useCommand(client.ratings.giveReason, { onRefused: () => undefined });

  const asking = picture?.asking ?? null;
  const isAnswered = answering?.step === 'reason' || answering?.step === 'thanks';
  // A visit of its own begins its own question; one that is answered keeps its thanks though the branch asks no more.
  const step: Step | 'idle' = isAnswered ? answering.step : asking === null ? 'idle' : answering?.visitId === asking.visitId ? answering.step : 'ask';
  const visitId = isAnswered ? answering.visitId : asking?.visitId ?? null;
  const isCut = staleSinceAt !== null;
  const moveTo = (next: Step) => { if (visitId !== null) setAnswering({ visitId, step: next }); };

  useIdle(`${step} ${visitId}`, step === 'ask' || step === 'reason', idleAfterSeconds, () => moveTo(step === 'reason' ? 'thanks' : 'passed'));
  useIdle(`${step} ${visitId} thanks`, step === 'thanks', thanksSeconds, () => setAnswering(null));
  const isResting = step === 'idle' || step === 'passed';
  useEffect(() => { if (isResting) void i18n.changeLanguage(preferredLanguage()); }, [isResting, i18n]);

  async function tap(score: RatingScore) {
    if (visitId !== null && await rate.run({ visitId, score })) setAnswering({ visitId, step: isBadRating(score) ? 'reason' : 'thanks' });
  }

  if (error) return <main className="pad"><h1>{t('title')}</h1><p role="alert">{toText(error)}</p></main>;
  if (!picture) return <main className="pad"><h1>{t('title')}</h1></main>;
  const other = i18n.language === 'en' ? 'zh-CN' : 'en';
  return (
    <ConfigProvider theme={touchLook}>
      <main className="pad" data-step={step}>
        <header>
          <span>{picture.branchName} · {t('window', { number: picture.windowNumber })}</span>
          <Button size="large" lang={other} onClick={() => void i18n.changeLanguage(other)}>{other === 'en' ? 'English' : '中文'}</Button>
        </header>
        {isCut && <p role="alert" className="pad-cut">{t('cutOff')}</p>}
        {rate.errorText !== null && <p role="alert" className="pad-cut">{rate.errorText}</p>}
        {step === 'ask' && asking && <AskScore ticketNumber={asking.ticketNumber} isOff={rate.isRunning || isCut} onTap={score => void tap(score)} />}
        {step === 'reason' && visitId !== null && <AskReason isOff={giveReason.isRunning} onTap={reason => void giveReason.run({ visitId, reason }).then(() => moveTo('thanks'))} onSkip={() => moveTo('thanks')} />}
        {step === 'thanks' && <div role="status" className="pad-quiet"><h1>{t('thanks')}</h1></div>}
        {isResting && (
          <div className="pad-quiet">
            <h1>{t('welcome')}</h1>
            {step === 'passed' && asking && <Button size="large" className="pad-again" onClick={() => moveTo('ask')}>{t('rateAfterAll', { number: asking.ticketNumber })}</Button>}
          </div>
        )}
      </main>
    </ConfigProvider>
  );
}
