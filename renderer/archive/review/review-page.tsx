import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Flex, Skeleton, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { BranchOutputs } from '../../../shared/branch-contract.ts';
import type { ReviewItem, ReviewSheet } from '../../../shared/lending.ts';
import { PageHead } from '../../components/page-head.tsx';
import { PrintedPaper } from '../../components/paper.tsx';
import { useBranch, useSession } from '../../hooks/branch-client.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { Key, useFileKeys } from '../archive-keys.tsx';
import { useCatalogue } from '../use-catalogue.ts';
import { CheckLine } from './check-line.tsx';
import { FindingDialog } from './finding-dialog.tsx';
import { ReviewItems } from './review-items.tsx';
import { ReviewWorksheet } from './review-worksheet.tsx';
import { SheetProgress } from './reviews-page.tsx';
import { SignReview } from './sign-review.tsx';
import './review.css';

type Review = BranchOutputs['lending']['reviewItems'];

/** One worksheet: label after label is scanned, what is not there is explained, two people sign; shown as it is printed. */
export function ReviewPage() {
  const { reviewId = '' } = useParams({ strict: false });
  const { t } = useTranslation('reviews');
  const { query } = useBranch();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const toText = useErrorText();
  const key = query.lending.reviewItems.queryKey({ input: { reviewId } });
  const found = useQuery(query.lending.reviewItems.queryOptions({ input: { reviewId }, staleTime: 0 }));
  const back = () => void navigate({ to: '/archive/reviews' });

  /** A checked line is shown at once: the next label is scanned before a shelf of hundreds is read again. */
  function showItem(item: ReviewItem) {
    queries.setQueryData<Review>(key, present => present && { ...present, items: present.items.map(each => (each.id === item.id ? item : each)) });
  }
  function showSigned(sheet: ReviewSheet) {
    queries.setQueryData<Review>(key, present => present && { ...present, sheet });
  }

  if (found.data) return <FoundReview key={reviewId} review={found.data} onChecked={showItem} onSigned={showSigned} onBack={back} />;
  return (
    <Flex vertical gap="small" className="review-page">
      <PageHead title={t('title')} lead={t('lead')}><Button onClick={back}>{t('back')}</Button></PageHead>
      {found.error ? <Alert type="error" showIcon role="alert" title={toText(found.error)} /> : <Skeleton active aria-label={t('loading')} />}
    </Flex>
  );
}

interface FoundReviewProps { review: Review; onChecked(item: ReviewItem): void; onSigned(sheet: ReviewSheet): void; onBack(): void }

function FoundReview({ review, onChecked, onSigned, onBack }: FoundReviewProps) {
  const { t } = useTranslation('reviews');
  const times = useTimes();
  const words = useCatalogue();
  const roles = useSession()?.staff?.roles ?? [];
  const keeps = roles.includes('archivist') || roles.includes('manager');
  const [asked, setAsked] = useState<ReviewItem | null>(null);
  const printedAt = useMemo(() => Math.max(Date.now(), review.sheet.signed?.at ?? 0), [review.sheet]);
  const [isPaperShown, setPaperShown] = useState(false);
  useFileKeys({ 'Alt+P': print });
  const { items } = review;
  const sheet = counted(review);
  const { signed, quarter, unchecked } = sheet;
  const isOpen = signed === null;
  // A sheet of hundreds of lines is not drawn anew for every label that is scanned.
  const paper = isPaperShown && <ReviewWorksheet sheet={sheet} items={items} checkpointText={review.checkpointText} words={words} printedAt={printedAt} />;

  function print() {
    flushSync(() => setPaperShown(true));
    window.print();
  }

  return (
    <Flex vertical gap="small" className="review-page">
      <PageHead title={t('sheet.heading', { quarter, shelf: words.shelfCode(sheet.shelfId) })} lead={t('sheet.lead', { at: times.dayAndClock(sheet.startedAt), name: sheet.startedByName })}>
        <Button onClick={onBack}>{t('back')}</Button>
        <Button aria-expanded={isPaperShown} onClick={() => setPaperShown(!isPaperShown)}>{t('sheet.preview')}</Button>
        <Button aria-keyshortcuts="Alt+P" onClick={print}>{t('do.print')} <Key label="Alt+P" /></Button>
      </PageHead>
      <div style={{ maxWidth: 620 }}><SheetProgress sheet={sheet} /></div>
      {signed && <Alert type="success" showIcon title={t('signed.by', { at: times.dayAndClock(signed.at), counter: signed.counterName, checker: signed.checkerName })} />}
      {isOpen && keeps && <CheckLine reviewId={sheet.id} items={items} onChecked={onChecked} />}
      {isOpen && unchecked === 0 && (roles.includes('archivist') ? <SignReview reviewId={sheet.id} onSigned={onSigned} /> : <Alert type="info" showIcon title={t('sign.waiting')} />)}
      {isOpen && unchecked > 0 && <Typography.Text type="secondary">{t('sign.unfinished', { count: unchecked })}</Typography.Text>}
      {paper}
      <ReviewItems items={items} words={words} mayMark={isOpen && keeps} onMark={setAsked} />
      {asked && <FindingDialog reviewId={sheet.id} item={asked} onDone={item => { onChecked(item); setAsked(null); }} onClose={() => setAsked(null)} />}
      {paper && <PrintedPaper>{paper}</PrintedPaper>}
    </Flex>
  );
}

/** The counts of the lines as they are shown: a line just scanned counts before the sheet is read again. */
function counted({ sheet, items }: Review): ReviewSheet {
  const of = (...findings: ReviewItem['finding'][]) => items.filter(({ finding }) => findings.includes(finding)).length;
  return { ...sheet, unchecked: of('unchecked'), missing: of('missing'), explained: of('explained'), onShelf: of('onShelf', 'incompleteData') };
}
