import { ORPCError } from '@orpc/contract';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Skeleton, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deadlineKinds, type DeadlineRow, type DeadlineTableProblem, type HallHours } from '../../../shared/deadlines.ts';
import { DeadlineRowDialog } from '../../components/deadline-row-dialog.tsx';
import { HallHoursFields } from '../../components/hall-hours-fields.tsx';
import { useTermWords } from '../../components/term-words.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useComplaintWords } from '../use-complaint-words.ts';
import { LockedMark, useLockedSettings } from './locked-settings.tsx';

interface Rules { rows: DeadlineRow[]; hallHours: HallHours }

/** The deadline table and the hall's hours: changed here and kept together, since rows are only right together. */
export function DeadlineRules({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation('complaintRules');
  const { client, query } = useBranch();
  const toText = useErrorText();
  const words = useComplaintWords();
  const termWords = useTermWords();
  const isLocked = useLockedSettings();
  const stored = useQuery(query.deadlineTable.table.queryOptions({ staleTime: 0 }));
  const [changed, setChanged] = useState<Rules | null>(null);
  const [edited, setEdited] = useState<{ row: DeadlineRow | null } | null>(null);
  const [said, setSaid] = useState('');
  const [problems, setProblems] = useState<readonly string[]>([]);
  const save = useCommand(client.deadlineTable.save, {
    changes: [query.deadlineTable.key(), query.complaints.board.key()],
    onDone: ({ changedComplaints }) => { setChanged(null); setProblems([]); setSaid(t('deadlines.saved', { count: changedComplaints })); },
    onRefused(text, error) {
      const data = error instanceof ORPCError && error.code === 'DEADLINE_TABLE_WRONG' ? error.data as { problems: DeadlineTableProblem[]; hallHours: string[] } : null;
      setProblems(data ? [...data.problems.map(problemWords), ...data.hallHours.length > 0 ? [t('hours.wrong')] : []] : [text]);
    },
  });
  const rules = changed ?? stored.data ?? null;
  if (!rules) return stored.error ? <Alert type="error" showIcon role="alert" title={toText(stored.error)} /> : <Skeleton active aria-label={t('loading')} />;
  const className = (id: string | null) => (id === null ? t('deadlines.everyClass') : words.className(id));
  const channel = (id: string | null) => (id === null ? t('deadlines.everyChannel') : t(`complaints:channel.${id}`));
  const keepRow = (row: DeadlineRow) => {
    setChanged({ ...rules, rows: rules.rows.some(({ id }) => id === row.id) ? rules.rows.map(each => (each.id === row.id ? row : each)) : [...rules.rows, row] });
    setEdited(null);
    setSaid('');
  };

  function problemWords(problem: DeadlineTableProblem): string {
    const rowIds = 'rowIds' in problem ? problem.rowIds : [];
    const names = rowIds.map(id => (rules?.rows.findIndex(row => row.id === id) ?? -1) + 1).join(t('complaints:separator'));
    return t(`problem.${problem.code}`, {
      rows: names, channel: 'channel' in problem ? channel(problem.channel) : '', class: 'classId' in problem ? className(problem.classId) : '',
      day: 'day' in problem ? problem.day ?? t('deadlines.always') : '', most: 'most' in problem ? problem.most : 0,
    });
  }

  return (
    <Flex vertical gap="small">
      <div role="status">{said !== '' && <Alert type="success" showIcon title={said} closable={{ onClose: () => setSaid('') }} />}</div>
      {problems.length > 0 && <Alert type="error" showIcon role="alert" title={t('deadlines.wrong')} description={<ul>{problems.map(each => <li key={each}>{each}</li>)}</ul>} />}
      <Table<DeadlineRow>
        rowKey="id" size="small" pagination={false} dataSource={rules.rows}
        columns={[
          { key: 'nth', title: '#', width: 44, render: (_, _row, at) => at + 1 },
          { key: 'channel', title: t('deadlines.channel'), width: 120, render: (_, row) => channel(row.channel) },
          { key: 'class', title: t('deadlines.class'), width: 160, render: (_, row) => className(row.classId) },
          ...deadlineKinds.map(kind => ({ key: kind, title: t(`complaints:kind.${kind}`), render: (_: unknown, row: DeadlineRow) => termWords(row[kind]) })),
          { key: 'source', title: t('deadlines.source'), render: (_, row) => <Typography.Text type="secondary">{words.nameOf({ nameZh: row.sourceZh, nameEn: row.sourceEn })}</Typography.Text> },
          ...mayChange ? [{
            key: 'do', title: t('do'), width: 150,
            render: (_: unknown, row: DeadlineRow, at: number) => (
              <Flex gap="small">
                <Button size="small" aria-label={t('changeOf', { name: t('deadlines.rowNumber', { nth: at + 1 }) })} onClick={() => setEdited({ row })}>{t('change')}</Button>
                <Button size="small" aria-label={t('removeOf', { name: t('deadlines.rowNumber', { nth: at + 1 }) })} onClick={() => { setChanged({ ...rules, rows: rules.rows.filter(({ id }) => id !== row.id) }); setSaid(''); }}>{t('remove')}</Button>
              </Flex>
            ),
          }] : [],
        ]}
      />
      <HallHoursFields hours={rules.hallHours} mayChange={mayChange} lockedMark={isLocked('hallHours') ? <LockedMark /> : null} onChange={hallHours => { setChanged({ ...rules, hallHours }); setSaid(''); }} />
      {mayChange && (
        <Flex gap="small" align="center">
          <Button onClick={() => setEdited({ row: null })}>{t('deadlines.add')}</Button>
          <Button type="primary" disabled={changed === null || save.isRunning} aria-busy={save.isRunning} onClick={() => void save.run(rules)}>{t('deadlines.save')}</Button>
          {changed && <Button onClick={() => { setChanged(null); setProblems([]); }}>{t('deadlines.undo')}</Button>}
          {changed && <Typography.Text type="secondary">{t('deadlines.unsaved')}</Typography.Text>}
        </Flex>
      )}
      {edited && <DeadlineRowDialog row={edited.row} classes={words.everyClass} onKeep={keepRow} onClose={() => setEdited(null)} />}
    </Flex>
  );
}
