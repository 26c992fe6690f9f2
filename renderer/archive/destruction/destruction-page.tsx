import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Flex, Skeleton, Typography } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Destruction } from '../../../shared/lending.ts';
import { PageHead } from '../../components/page-head.tsx';
import { PrintedPaper } from '../../components/paper.tsx';
import { useBranch, useSession } from '../../hooks/branch-client.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { Key, useFileKeys } from '../archive-keys.tsx';
import { useCatalogue } from '../use-catalogue.ts';
import { ApprovalSteps } from './approval-steps.tsx';
import { CarryOutForm } from './carry-out-form.tsx';
import { DestructionRegister } from './destruction-register.tsx';
import { SignForm } from './sign-form.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';
import './destruction.css';

const readEveryMs = 30_000;

/** One proposal: how far it is, what is to be done now, and its register 销毁清册, shown as it is printed. */
export function DestructionPage() {
  const { destructionId = '' } = useParams({ strict: false });
  const { t } = useTranslation('destruction');
  const { query } = useBranch();
  const navigate = useNavigate();
  const toText = useErrorText();
  const found = useQuery(query.lending.destruction.queryOptions({ input: { destructionId }, staleTime: 0, refetchInterval: readEveryMs }));
  const queries = useQueryClient();
  // What a signature answers is shown at once: nobody looks for a moment at the step that was just signed.
  const show = (destruction: Destruction) => { queries.setQueryData(query.lending.destruction.queryKey({ input: { destructionId } }), destruction); };
  const back = () => void navigate({ to: '/archive/destruction' });
  if (found.data) return <FoundDestruction key={destructionId} destruction={found.data} onChange={show} onBack={back} />;
  return (
    <Flex vertical gap="small" className="destruction-page">
      <PageHead title={t('register.title')} lead={t('register.lead')}><Button onClick={back}>{t('back')}</Button></PageHead>
      {found.error ? <Alert type="error" showIcon role="alert" title={toText(found.error)} /> : <Skeleton active aria-label={t('loading')} />}
    </Flex>
  );
}

function FoundDestruction({ destruction, onChange, onBack }: { destruction: Destruction; onChange(destruction: Destruction): void; onBack(): void }) {
  const { t } = useTranslation('destruction');
  const times = useTimes();
  const words = useCatalogue();
  const roles = useSession()?.staff?.roles ?? [];
  const printButton = useRef<HTMLButtonElement>(null);
  // Anew with each step: a register must not say it was printed before what it tells.
  const printedAt = useMemo(() => madeAt(destruction), [destruction]);
  const [said, setSaid] = useState('');
  const [isWithdrawing, setWithdrawing] = useState(false);
  useFileKeys({ 'Alt+P': () => window.print() });
  const { number, state, nextStep, approvals, withdrawn, carriedOut, files } = destruction;
  const keepsArchive = roles.includes('archivist') || roles.includes('manager');
  const rejection = approvals.find(({ isApproved }) => !isApproved);
  // The form that had the keyboard is gone with its last step.
  const isOver = state !== 'proposed' && state !== 'approved';
  useEffect(() => { if (isOver) printButton.current?.focus(); }, [isOver]);

  return (
    <Flex vertical gap="small" className="destruction-page">
      <PageHead title={t('register.heading', { number })} lead={t('register.lead')}>
        {keepsArchive && !isOver && <Button onClick={() => setWithdrawing(true)}>{t('do.withdraw')}</Button>}
        <Button onClick={onBack}>{t('back')}</Button>
        <Button ref={printButton} aria-keyshortcuts="Alt+P" onClick={() => window.print()}>{t('do.print')} <Key label="Alt+P" /></Button>
      </PageHead>
      <ApprovalSteps destruction={destruction} />
      <div role="status">{said !== '' && <Alert type="success" showIcon title={said} closable={{ onClose: () => setSaid('') }} />}</div>
      {nextStep !== null && (keepsArchive
        ? <SignForm key={nextStep} destruction={destruction} step={nextStep} onSigned={signed => { onChange(signed); setSaid(signed.state === 'rejected' ? '' : t('done.signed', { step: t(`errors:word.step.${nextStep}`) })); }} />
        : <Alert type="info" showIcon title={t('waiting.signature', { step: t(`errors:word.step.${nextStep}`) })} />)}
      {state === 'approved' && (roles.includes('archivist')
        ? <CarryOutForm destruction={destruction} onDone={done => { onChange(done); setSaid(''); }} />
        : <Alert type="info" showIcon title={t('waiting.carryOut')} />)}
      {rejection && <Alert type="warning" showIcon title={t('over.rejected', { name: rejection.name, step: t(`errors:word.step.${rejection.step}`), at: times.dayAndClock(rejection.at), words: rejection.words })} />}
      {withdrawn && <Alert type="warning" showIcon title={t('over.withdrawn', { name: withdrawn.name, at: times.dayAndClock(withdrawn.at), words: withdrawn.words })} />}
      {carriedOut && (
        <Alert
          type="success" showIcon title={t('over.carriedOut', { count: files.length, at: times.dayAndClock(carriedOut.at), method: carriedOut.method })}
          description={<ul className="destruction-remains">{(['list', 'gone', 'log', 'paper'] as const).map(each => <li key={each}>{t(`over.remains.${each}`, { from: carriedOut.logSeq, until: carriedOut.logSeq + files.length - 1 })}</li>)}</ul>}
        />
      )}
      <Typography.Title level={2} style={{ fontSize: 16, marginBlock: '12px 0' }}>{t('register.preview')}</Typography.Title>
      <DestructionRegister destruction={destruction} words={words} printedAt={printedAt} />
      {isWithdrawing && <WithdrawDialog destruction={destruction} onDone={done => { setWithdrawing(false); setSaid(''); onChange(done); }} onClose={() => setWithdrawing(false)} />}
      <PrintedPaper><DestructionRegister destruction={destruction} words={words} printedAt={printedAt} /></PrintedPaper>
    </Flex>
  );
}

/** UTC ms of now, but never before what the register tells, should this machine's clock be behind the service's. */
function madeAt({ proposedAt, approvals, withdrawn, carriedOut }: Destruction): number {
  return Math.max(Date.now(), proposedAt, ...approvals.map(({ at }) => at), withdrawn?.at ?? 0, carriedOut?.at ?? 0);
}
