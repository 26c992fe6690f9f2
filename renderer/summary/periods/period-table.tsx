import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BranchOutputs } from '../../../shared/branch-contract.ts';
import type { PeriodFigures, Share } from '../../../shared/summary.ts';
import { useSummaryWords } from '../use-summary-words.ts';

type Value = number | Share | null;
interface Row { name: string; of(figures: PeriodFigures): Value; isTime?: boolean }

const rows: readonly Row[] = [
  { name: 'queue.issued', of: each => each.issued }, { name: 'queue.served', of: each => each.served }, { name: 'queue.abandoned', of: each => each.abandoned }, { name: 'queue.unserved', of: each => each.unserved },
  { name: 'queue.abandonedShare', of: each => ({ part: each.abandoned, of: each.issued }) }, { name: 'queue.withinTarget', of: each => each.withinTarget },
  { name: 'period.worstP90', of: each => each.worstP90Ms, isTime: true }, { name: 'period.longest', of: each => each.longestWaitMs, isTime: true },
  { name: 'window.utilisation', of: each => ({ part: Math.round(each.servingMs / 60_000), of: Math.round((each.openMs - each.breakMs) / 60_000) }) },
  { name: 'business.doneInOneVisit', of: each => each.doneInOneVisit }, { name: 'business.returnedForDocuments', of: each => each.returnedForDocuments },
  { name: 'complaints.openBefore', of: each => each.complaints.openBefore }, { name: 'complaints.received', of: each => each.complaints.received }, { name: 'complaints.ended', of: each => each.complaints.ended }, { name: 'complaints.openAfter', of: each => each.complaints.openAfter },
  { name: 'complaints.onTime', of: each => each.complaints.onTime }, { name: 'complaints.repeats', of: each => each.complaints.repeats },
  { name: 'satisfaction.satisfied', of: each => each.satisfied }, { name: 'satisfaction.rated', of: each => each.rated },
  { name: 'archive.looks', of: each => each.looks }, { name: 'archive.flagged', of: each => each.flagged }, { name: 'incidents.failedPrints', of: each => each.failedPrints }, { name: 'incidents.clockCorrections', of: each => each.clockCorrections },
];

/** The figures of a period beside those of the one before, with the change: of a share in percentage points. */
export function PeriodTable({ period: { figures, figuresBefore, before } }: { period: BranchOutputs['summary']['period'] }) {
  const { t } = useTranslation('summary');
  const words = useSummaryWords();
  const text = ({ isTime }: Row, value: Value) => (value === null ? t('none') : typeof value === 'object' ? words.share(value) : isTime ? words.minutes(value) : value);
  return (
    <Table<Row>
      size="small" pagination={false} rowKey="name" dataSource={[...rows]}
      columns={[
        { title: t('period.figure'), render: (_, row) => t(row.name) },
        { title: t('period.now'), align: 'end', render: (_, row) => text(row, row.of(figures)) },
        { title: t('period.before', { from: before.fromDate, to: before.toDate }), align: 'end', render: (_, row) => (figuresBefore.days === 0 ? t('none') : text(row, row.of(figuresBefore))) },
        { title: t('period.change'), align: 'end', render: (_, row) => (figuresBefore.days === 0 ? t('none') : changeOf(row, row.of(figures), row.of(figuresBefore))) },
      ]}
    />
  );

  function changeOf({ isTime }: Row, now: Value, was: Value): string {
    if (now === null || was === null) return t('none');
    if (typeof now === 'object' || typeof was === 'object') {
      const [present, earlier] = [now, was].map(each => (typeof each === 'object' && each.of > 0 ? each.part * 100 / each.of : null));
      return typeof present === 'number' && typeof earlier === 'number' ? `${signed(present - earlier, 1)} %` : t('none');
    }
    return isTime ? t('minutes', { value: signed((now - was) / 60_000, 1) }) : signed(now - was, 0);
  }
}

function signed(value: number, digits: number): string {
  return `${value > 0 ? '+' : ''}${value.toFixed(digits)}`;
}
