import { Steps, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { destructionSteps, type Destruction } from '../../../shared/lending.ts';
import { useTimes } from '../../hooks/use-times.ts';

/** The way of a proposal: proposed, signed by three in order, destroyed; with who and when. */
export function ApprovalSteps({ destruction }: { destruction: Destruction }) {
  const { t } = useTranslation('destruction');
  const times = useTimes();
  const { state, nextStep, approvals, withdrawn, carriedOut } = destruction;
  const isEnded = state === 'rejected' || state === 'withdrawn';
  const done = (name: string, at: number, more = '') => <Said>{name}<br />{times.dayAndClock(at)}{more !== '' && <><br />{more}</>}</Said>;

  return (
    <Steps
      size="small" aria-label={t('steps.label')} current={state === 'withdrawn' ? destructionSteps.length + 1 : approvals.length + (state === 'rejected' ? 0 : 1)}
      items={[
        { title: t('steps.proposed'), status: 'finish', content: done(destruction.proposedByName, destruction.proposedAt) },
        ...destructionSteps.map(step => {
          const title = t(`step.${step}`);
          const signed = approvals.find(each => each.step === step);
          if (signed) return { title, status: signed.isApproved ? 'finish' as const : 'error' as const, content: done(t(signed.isApproved ? 'steps.agreed' : 'steps.rejected', { name: signed.name }), signed.at, signed.words === '' ? '' : t('steps.words', { words: signed.words })) };
          return { title, status: step === nextStep ? 'process' as const : 'wait' as const, content: <Said>{t(step === nextStep ? 'steps.next' : isEnded ? 'steps.noMore' : 'steps.later')}</Said> };
        }),
        carriedOut
          ? { title: t('steps.carriedOut'), status: 'finish', content: done(carriedOut.byName, carriedOut.at, t('steps.witnesses', { names: carriedOut.witnessNames.join(t('separator')) })) }
          : withdrawn
            ? { title: t('steps.withdrawn'), status: 'error', content: done(withdrawn.name, withdrawn.at, t('steps.words', { words: withdrawn.words })) }
            : { title: t('steps.carriedOut'), status: state === 'approved' ? 'process' : 'wait', content: <Said>{t(state === 'approved' ? 'steps.toDo' : isEnded ? 'steps.noMore' : 'steps.later')}</Said> },
      ]}
    />
  );
}

function Said({ children }: { children: ReactNode }) {
  return <Typography.Text className="destruction-step">{children}</Typography.Text>;
}
