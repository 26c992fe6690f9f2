import { Link } from '@tanstack/react-router';
import { Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ListedComplaint } from '../../shared/complaints.ts';
import { useTimes } from '../hooks/use-times.ts';
import { DueMark, HeadquartersMark, StateMark } from '../components/complaints/complaint-marks.tsx';
import { useTakenUpAgain, type ComplaintWords } from './use-complaint-words.ts';

/** Complaints one below the other, what is due first at the top. */
export function BoardList({ complaints, words, isReading, emptyText }: { complaints: ListedComplaint[]; words: ComplaintWords; isReading: boolean; emptyText: string }) {
  const { t } = useTranslation('complaints');
  const times = useTimes();
  const again = useTakenUpAgain();
  return (
    <Table<ListedComplaint>
      rowKey="id" size="small" dataSource={complaints} loading={isReading} pagination={false}
      locale={{ emptyText: <span style={{ whiteSpace: 'pre-line' }}>{emptyText}</span> }}
      columns={[
        { key: 'number', title: t('column.number'), width: 120, render: (_, { id, number }) => <Link to="/complaints/$complaintId" params={{ complaintId: id }} className="complaints-number">{number}</Link> },
        { key: 'state', title: t('column.state'), width: 120, render: (_, each) => <><StateMark state={each.state} /> <HeadquartersMark complaint={each} /></> },
        { key: 'due', title: t('column.due'), width: 230, render: (_, each) => <DueMark complaint={each} /> },
        {
          key: 'what', title: t('column.what'),
          render: (_, each) => <><Typography.Text type="secondary">{words.className(each.classId)} · {each.maskedName ?? t('anonymous')}</Typography.Text><br />{each.summary}</>,
        },
        { key: 'severity', title: t('column.severity'), width: 90, render: (_, { severity }) => <span className="complaints-number">{severity >= 6 ? '▲ ' : ''}{severity}</span> },
        { key: 'handler', title: t('column.handler'), width: 100, render: (_, { handlerName }) => handlerName ?? '—' },
        { key: 'received', title: t('column.received'), width: 150, render: (_, each) => <span className="complaints-number">{[times.dayAndClock(each.receivedAt), again(each)].filter(Boolean).join(' ')}</span> },
      ]}
    />
  );
}
