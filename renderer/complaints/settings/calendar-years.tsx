import { ORPCError } from '@orpc/contract';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Input, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BranchOutputs } from '../../../shared/branch-contract.ts';
import type { CalendarYear } from '../../../shared/deadline-table.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useAction, useCommand } from '../../hooks/use-command.ts';

type Year = BranchOutputs['deadlineTable']['calendar'][number];
interface Fault { line: number; fault: string; text: string; firstLine?: number }

/** The years whose holidays are known, and taking a new one over: pasted, looked at, then kept. */
export function CalendarYears({ mayChange }: { mayChange: boolean }) {
  const { t, i18n } = useTranslation('complaintRules');
  const { client, query } = useBranch();
  const [text, setText] = useState('');
  const [preview, setPreview] = useState<CalendarYear | null>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [said, setSaid] = useState('');
  const years = useQuery(query.deadlineTable.calendar.queryOptions({ staleTime: 0 }));
  const onRefused = (words: string, error: unknown) => {
    const faults = error instanceof ORPCError && error.code === 'CALENDAR_WRONG' ? (error.data as { faults: Fault[] }).faults : null;
    setPreview(null);
    setProblems(faults ? faults.map(({ line, fault, text: found, firstLine }) => t(`fault.${fault}`, { line, text: found, firstLine: firstLine ?? 0 })) : [words]);
  };
  const look = useAction(client.deadlineTable.previewCalendar, { onDone: found => { setPreview(found); setProblems([]); }, onRefused });
  const take = useCommand(client.deadlineTable.importCalendar, {
    changes: [query.deadlineTable.key(), query.complaints.board.key()],
    onDone: ({ year, changedComplaints }) => { setPreview(null); setText(''); setSaid(t('calendar.taken', { year, count: changedComplaints })); }, onRefused,
  });
  return (
    <Flex vertical gap="small">
      <div role="status">{said !== '' && <Alert type="success" showIcon title={said} closable={{ onClose: () => setSaid('') }} />}</div>
      <Table<Year>
        rowKey="year" size="small" pagination={false} loading={years.isPending} dataSource={years.data ?? []} locale={{ emptyText: t('calendar.none') }}
        columns={[
          { title: t('calendar.year'), dataIndex: 'year', width: 100 }, { title: t('calendar.holidays'), dataIndex: 'holidays', width: 140 }, { title: t('calendar.makeUpWorkdays'), dataIndex: 'makeUpWorkdays', width: 160 },
          { key: 'source', title: t('calendar.source'), render: (_, { source }) => t(`source.${source}`) },
        ]}
      />
      <Typography.Text type="secondary">{t('calendar.rule')}</Typography.Text>
      {mayChange && (
        <section aria-label={t('calendar.import')}>
          <Typography.Title level={2} style={{ fontSize: 16 }}>{t('calendar.import')}</Typography.Title>
          <label htmlFor="calendar-text">{t('calendar.hint')}</label>
          <Input.TextArea id="calendar-text" rows={6} value={text} placeholder={t('calendar.example')} onChange={event => { setText(event.target.value); setPreview(null); setProblems([]); setSaid(''); }} />
          {problems.length > 0 && <Alert type="error" showIcon role="alert" title={t('calendar.wrong')} description={<ul>{problems.map(each => <li key={each}>{each}</li>)}</ul>} style={{ marginTop: 8 }} />}
          {preview && (
            <Alert
              type="info" showIcon style={{ marginTop: 8 }} title={t('calendar.preview', { year: preview.year, count: preview.days.length })}
              description={<ul>{preview.days.map(({ day, kind, nameZh, nameEn }) => <li key={day}>{day} {t(`dayKind.${kind}`)} {i18n.language === 'en' ? nameEn : nameZh}</li>)}</ul>}
            />
          )}
          <Flex gap="small" style={{ marginTop: 8 }}>
            <Button onClick={() => void look.run({ text })}>{t('calendar.look')}</Button>
            <Button type="primary" disabled={!preview || take.isRunning} aria-busy={take.isRunning} onClick={() => void take.run({ text })}>{t('calendar.take')}</Button>
          </Flex>
        </section>
      )}
    </Flex>
  );
}
