import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PeriodService } from '../../../shared/summary.ts';
import { useFigureText } from './period-figures.ts';
import { useSummaryWords } from './use-summary-words.ts';

/** How each service kept its target over a period, beside the period before. A worst day above the target has a mark. */
export function ServiceTargets({ services }: { services: readonly PeriodService[] }) {
  const { t } = useTranslation('summary');
  const words = useSummaryWords();
  const { change } = useFigureText();
  return (
    <Table<PeriodService>
      size="small" rowKey="serviceId" dataSource={[...services]} pagination={false} title={() => t('period.targets')} scroll={{ x: 860 }}
      columns={[
        { title: t('records.item'), render: (_, each) => `${each.prefix} ${words.name(each)}` },
        { title: t('period.target'), align: 'end', render: (_, each) => t('minutes', { value: each.targetWaitMinutes }) },
        { title: t('queue.issued'), align: 'end', render: (_, each) => each.issued },
        { title: t('queue.served'), align: 'end', render: (_, each) => each.served },
        { title: t('queue.withinTarget'), align: 'end', render: (_, each) => words.share(each.withinTarget) },
        { title: t('period.sharesBefore'), align: 'end', render: (_, each) => words.share(each.withinTargetBefore) },
        { title: t('period.change'), align: 'end', render: (_, each) => change({}, each.withinTarget, each.withinTargetBefore) ?? t('none') },
        { title: t('period.worstP90'), align: 'end', render: (_, each) => <>{each.worstP90Ms !== null && each.worstP90Ms > each.targetWaitMinutes * 60_000 && '▲ '}{words.minutes(each.worstP90Ms)}</> },
      ]}
    />
  );
}
