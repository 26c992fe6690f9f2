import { Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BranchStory } from '../../../shared/console-branches.ts';
import { useTimes } from '../../hooks/use-times.ts';

type HeldChange = BranchStory['quarantine'][number];

/** Changes that could not be taken over, with why: all that changes the same row waits behind them. */
export function HeldChanges({ story }: { story: BranchStory }) {
  const { t, i18n } = useTranslation('headquarters');
  const times = useTimes();
  const reasonWords = (reason: string) => i18n.exists(`heldReason.${reason}`, { ns: 'headquarters' }) ? t(`heldReason.${reason}`) : reason;
  return (
    <Table<HeldChange>
      rowKey={({ epoch, seq }) => `${epoch}/${seq}`} size="small" pagination={{ pageSize: 20, hideOnSinglePage: true }} dataSource={story.quarantine} locale={{ emptyText: t('quarantine.empty') }}
      columns={[
        { key: 'seq', title: t('quarantine.change'), width: 170, className: 'console-number', render: (_, { epoch, seq }) => t('changeOf', { epoch, seq }) },
        { key: 'table', title: t('table'), dataIndex: 'table', width: 190 },
        { key: 'why', title: t('quarantine.why'), render: (_, { reason, detail }) => <>{reasonWords(reason)}<br /><Typography.Text type="secondary" className="console-hash">{detail}</Typography.Text></> },
        { key: 'since', title: t('quarantine.since'), width: 150, render: (_, { heldAt }) => times.dayAndClock(heldAt) },
      ]}
    />
  );
}
