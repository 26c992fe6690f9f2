import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Skeleton, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useTimes } from '../hooks/use-times.ts';
import { useCatalogue } from './use-catalogue.ts';

const readEveryMs = 60_000;

/** What the day asks of the archive, beside the search: each line leads to where it is done. */
export function TodaysWork() {
  const { t } = useTranslation('archive');
  const roles = useSession()?.staff?.roles ?? [];
  const keeps = roles.includes('archivist') || roles.includes('manager');
  return (
    <>
      <OpenLooks />
      {keeps && <Loans />}
      {keeps && <LevelsEnding />}
      {keeps && <Reviews />}
      {keeps && <Destructions />}
      {roles.includes('manager') && <BreakGlassReviews />}
      <Typography.Text type="secondary" className="archive-aside__rule">{t('today.rule')}</Typography.Text>
    </>
  );
}

/** Files this person has open at the moment, wherever they were opened. */
function OpenLooks() {
  const { t } = useTranslation('archive');
  const { query } = useBranch();
  const times = useTimes();
  const mine = useQuery(query.looks.mine.queryOptions({ staleTime: 0, refetchInterval: readEveryMs }));
  const files = mine.data?.flatMap(({ fileId, ...each }) => (fileId === null ? [] : [{ ...each, fileId }])) ?? [];
  if (files.length === 0 && !mine.error) return null;
  return (
    <Part title={t('today.open')} error={mine.error} isPending={false}>
      <ul className="archive-lines">
        {files.map(each => (
          <li key={each.lookId}><Link to="/archive/file/$fileId" params={{ fileId: each.fileId }}>{each.archiveNumber}</Link> {t('today.openUntil', { at: times.clock(each.expiresAt) })}</li>
        ))}
      </ul>
    </Part>
  );
}

function Loans() {
  const { t } = useTranslation('archive');
  const { query } = useBranch();
  const loans = useQuery(query.lending.loans.queryOptions({ input: { which: 'overdue', limit: 5 }, refetchInterval: readEveryMs }));
  const counts = loans.data?.counts;
  return (
    <Part title={t('today.loans')} to="/archive/loans" error={loans.error} isPending={loans.isPending}>
      {counts && (
        <ul className="archive-lines">
          <li>{counts.overdue > 0 ? <Typography.Text type="danger">▲ {t('today.overdue', { count: counts.overdue })}</Typography.Text> : t('today.noneOverdue')}</li>
          <li>{t('today.dueToday', { count: counts.dueToday })}</li>
          <li>{t('today.out', { count: counts.out })}</li>
        </ul>
      )}
    </Part>
  );
}

function LevelsEnding() {
  const { t } = useTranslation('archive');
  const { query } = useBranch();
  const ending = useQuery(query.lending.levelsEnding.queryOptions({ refetchInterval: readEveryMs }));
  const shown = ending.data?.slice(0, 4) ?? [];
  return (
    <Part title={t('today.levels')} to="/archive/levels" error={ending.error} isPending={ending.isPending}>
      {ending.data?.length === 0 && <Typography.Text type="secondary">{t('today.noLevels')}</Typography.Text>}
      <ul className="archive-lines">
        {shown.map(file => <li key={file.id}><Link to="/archive/file/$fileId" params={{ fileId: file.id }}>{file.archiveNumber}</Link> {t('today.levelEnds', { day: file.levelEndsOn })}</li>)}
      </ul>
      {ending.data && ending.data.length > shown.length && <Typography.Text type="secondary">{t('today.more', { count: ending.data.length - shown.length })}</Typography.Text>}
    </Part>
  );
}

/** Worksheets under way; nothing while there are none. */
function Reviews() {
  const { t } = useTranslation('archive');
  const { query } = useBranch();
  const words = useCatalogue();
  const list = useQuery(query.lending.reviews.queryOptions({ refetchInterval: readEveryMs }));
  const open = list.data?.filter(({ signed }) => signed === null) ?? [];
  if (open.length === 0 && !list.error) return null;
  return (
    <Part title={t('today.reviews')} to="/archive/reviews" error={list.error} isPending={false}>
      <ul className="archive-lines">
        {open.map(({ id, shelfId, total, unchecked }) => <li key={id}><Link to="/archive/reviews/$reviewId" params={{ reviewId: id }}>{words.shelfCode(shelfId)}</Link> {t('today.reviewLeft', { left: unchecked, total })}</li>)}
      </ul>
    </Part>
  );
}

/** Proposals that wait for a signature or for their end; nothing while there are none. */
function Destructions() {
  const { t } = useTranslation('archive');
  const { query } = useBranch();
  const list = useQuery(query.lending.destructions.queryOptions({ refetchInterval: readEveryMs }));
  const count = (state: 'proposed' | 'approved') => list.data?.filter(each => each.state === state).length ?? 0;
  const [toSign, toDo] = [count('proposed'), count('approved')];
  if (toSign + toDo === 0 && !list.error) return null;
  return (
    <Part title={t('today.destructions')} to="/archive/destruction" error={list.error} isPending={false}>
      <ul className="archive-lines">
        {toSign > 0 && <li>{t('today.destructionsToSign', { count: toSign })}</li>}
        {toDo > 0 && <li>▲ {t('today.destructionsToDo', { count: toDo })}</li>}
      </ul>
    </Part>
  );
}

function BreakGlassReviews() {
  const { t } = useTranslation('archive');
  const { query } = useBranch();
  const open = useQuery(query.looks.breakGlassLooks.queryOptions({ input: { which: 'open' }, refetchInterval: readEveryMs }));
  const overdue = open.data?.filter(each => each.isOverdue).length ?? 0;
  return (
    <Part title={t('today.breakGlass')} to="/archive/break-glass" error={open.error} isPending={open.isPending}>
      {open.data?.length === 0 && <Typography.Text type="secondary">{t('today.noBreakGlass')}</Typography.Text>}
      {open.data && open.data.length > 0 && (
        <ul className="archive-lines">
          <li>{t('today.toReview', { count: open.data.length })}</li>
          {overdue > 0 && <li><Typography.Text type="danger">▲ {t('today.reviewOverdue', { count: overdue })}</Typography.Text></li>}
        </ul>
      )}
    </Part>
  );
}

function Part({ title, to, error, isPending, children }: { title: string; to?: '/archive/loans' | '/archive/levels' | '/archive/destruction' | '/archive/reviews' | '/archive/break-glass'; error: unknown; isPending: boolean; children: ReactNode }) {
  const { t } = useTranslation('archive');
  const toText = useErrorText();
  return (
    <section aria-label={title} className="archive-aside__part">
      <h2 className="archive-heading">{to ? <Link to={to}>{title}</Link> : title}</h2>
      {error ? <Alert type="warning" title={toText(error)} /> : isPending ? <Skeleton active title={false} paragraph={{ rows: 2 }} aria-label={t('today.loading')} /> : children}
    </section>
  );
}
