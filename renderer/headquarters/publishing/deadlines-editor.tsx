import { Button, Flex, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deadlineKinds, type DeadlineRow } from '../../../shared/deadlines.ts';
import { DeadlineRowDialog } from '../../components/deadline-row-dialog.tsx';
import { useTermWords } from '../../components/term-words.ts';
import { useClassPath, usePublishedClasses } from './class-words.ts';
import type { BodyOf, EditorProps } from './editor-props.ts';

type Body = BodyOf<'deadlineTable'>;

/** The deadline table: takes the place of the branch's own. Holes and overlaps are told when it is looked at. */
export function DeadlinesEditor({ value, branchIds, onChange }: EditorProps<Body>) {
  const { t, i18n } = useTranslation('complaintRules');
  const { t: own } = useTranslation('headquartersPublishing');
  const termWords = useTermWords();
  const classes = usePublishedClasses(branchIds);
  const pathOf = useClassPath(classes);
  const rows = value?.rows ?? [];
  const [edited, setEdited] = useState<{ row: DeadlineRow | null } | null>(null);
  const keep = (row: DeadlineRow) => {
    onChange({ rows: rows.some(({ id }) => id === row.id) ? rows.map(each => each.id === row.id ? row : each) : [...rows, row] });
    setEdited(null);
  };
  return (
    <Flex vertical gap="small">
      <Table<DeadlineRow>
        rowKey="id" size="small" pagination={false} dataSource={rows} locale={{ emptyText: own('deadlines.empty') }}
        columns={[
          { key: 'nth', title: '#', width: 44, render: (_, _row, at) => at + 1 },
          { key: 'channel', title: t('deadlines.channel'), width: 120, render: (_, { channel }) => channel === null ? t('deadlines.everyChannel') : t(`complaints:channel.${channel}`) },
          { key: 'class', title: t('deadlines.class'), width: 160, render: (_, { classId }) => classId === null ? t('deadlines.everyClass') : pathOf(classId) },
          ...deadlineKinds.map(kind => ({ key: kind, title: t(`complaints:kind.${kind}`), render: (_: unknown, row: DeadlineRow) => termWords(row[kind]) })),
          { key: 'source', title: t('deadlines.source'), render: (_, row) => <Typography.Text type="secondary">{i18n.language === 'en' ? row.sourceEn : row.sourceZh}</Typography.Text> },
          {
            key: 'do', title: t('do'), width: 150,
            render: (_: unknown, row: DeadlineRow, at: number) => (
              <Flex gap="small">
                <Button size="small" aria-label={own('changeOf', { name: t('deadlines.rowNumber', { nth: at + 1 }) })} onClick={() => setEdited({ row })}>{own('change')}</Button>
                <Button size="small" aria-label={t('removeOf', { name: t('deadlines.rowNumber', { nth: at + 1 }) })} onClick={() => onChange({ rows: rows.filter(({ id }) => id !== row.id) })}>{t('remove')}</Button>
              </Flex>
            ),
          },
        ]}
      />
      <div><Button onClick={() => setEdited({ row: null })}>{t('deadlines.add')}</Button></div>
      {edited && <DeadlineRowDialog row={edited.row} classes={classes.map(({ id }) => ({ value: id, label: pathOf(id) }))} onKeep={keep} onClose={() => setEdited(null)} />}
    </Flex>
  );
}
