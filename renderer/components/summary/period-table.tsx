import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PeriodFigures } from '../../../shared/summary.ts';
import { listedFigures, useFigureText, type PeriodFigure } from './period-figures.ts';

/** The figures of a period beside those of the one before, with the change: of a share in percentage points. */
export function PeriodTable({ period: { figures, figuresBefore, before } }: { period: { figures: PeriodFigures; figuresBefore: PeriodFigures; before: { fromDate: string; toDate: string } } }) {
  const { t } = useTranslation('summary');
  const { text, change } = useFigureText();
  const isBefore = figuresBefore.days > 0;
  return (
    <Table<PeriodFigure>
      size="small" pagination={false} rowKey="name" dataSource={[...listedFigures]}
      columns={[
        { title: t('period.figure'), render: (_, row) => t(row.name) },
        { title: t('period.now'), align: 'end', render: (_, row) => text(row, row.of(figures)) },
        { title: t('period.before', { from: before.fromDate, to: before.toDate }), align: 'end', render: (_, row) => (isBefore ? text(row, row.of(figuresBefore)) : t('none')) },
        { title: t('period.change'), align: 'end', render: (_, row) => (isBefore && change(row, row.of(figures), row.of(figuresBefore))) || t('none') },
      ]}
    />
  );
}
