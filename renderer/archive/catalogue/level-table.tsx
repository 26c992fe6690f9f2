import { Button, Form, InputNumber, Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { levelApprovals, type Level } from '../../../shared/archive.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { EntryActions, InUse } from './entry-actions.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { EntryNames } from './entry-names.tsx';
import { useEntry } from './use-entry.ts';

/** Secrecy levels in order of rank: the longest term, after which a file is released by itself, and what opening and lending ask for. */
export function LevelTable({ levels, mayChange }: { levels: readonly Level[]; mayChange: boolean }) {
  const { t, i18n } = useTranslation('catalogue');
  const { client } = useBranch();
  const nameOf = (row: Partial<Level>) => (i18n.language === 'en' ? row.nameEn : row.nameZh) ?? '';
  const entry = useEntry<Level>(input => client.archive.saveLevel(input), nameOf);
  const { edited } = entry;
  const needed = [{ required: true, message: t('fillIn') }];
  const nextRank = Math.max(0, ...levels.map(({ rank }) => rank + 1));

  return (
    <>
      {mayChange && <div><Button onClick={() => entry.edit({ rank: nextRank, approval: 'manager', loanDays: 5, loanDaysAre: 'working', longestTermMonths: 60 })}>{t('level.add')}</Button></div>}
      <Table<Level>
        rowKey="id" size="small" pagination={false} dataSource={levels.toSorted((one, other) => one.rank - other.rank)} locale={{ emptyText: t('level.empty') }}
        columns={[
          { title: t('level.rank'), dataIndex: 'rank', width: 80, align: 'end' },
          { title: t('field.nameZh'), dataIndex: 'nameZh' },
          { title: t('field.nameEn'), dataIndex: 'nameEn' },
          { key: 'term', title: t('level.term'), render: (_, { longestTermMonths }) => (longestTermMonths === null ? t('level.noTerm') : t('level.months', { count: longestTermMonths })) },
          { key: 'approval', title: t('level.approval'), render: (_, { approval }) => t(`level.asks.${approval}`) },
          { key: 'loan', title: t('level.loan'), render: (_, { loanDays, loanDaysAre }) => t(`level.days.${loanDaysAre}`, { count: loanDays }) },
          { key: 'state', title: t('field.state'), width: 110, render: (_, { isActive }) => <InUse isActive={isActive} /> },
          ...(mayChange ? [{
            key: 'do', title: t('field.do'), width: 180,
            render: (_: unknown, row: Level) => (
              <EntryActions
                name={nameOf(row)} isActive={row.isActive} consequence={t('level.retireText')} problem={entry.problem} isRunning={entry.isRunning}
                onChange={() => entry.edit(row)} onSetActive={isActive => entry.setActive(row, isActive)} onForget={entry.forget}
              />
            ),
          }] : []),
        ]}
      />
      {edited !== null && (
        <EntryDialog<Omit<Level, 'id' | 'isActive'>>
          title={entry.isNew ? t('level.add') : t('changeOf', { name: nameOf(edited) })} initial={edited} problem={entry.problem} isSaving={entry.isRunning} onClose={entry.close}
          onSave={values => entry.keep({ ...values, longestTermMonths: values.longestTermMonths ?? null })}
        >
          <EntryNames longestZh={20} longestEn={40} />
          <Form.Item name="rank" label={t('level.rank')} extra={t('level.rankHint')} rules={needed}><InputNumber min={0} max={20} precision={0} /></Form.Item>
          <Form.Item name="longestTermMonths" label={t('level.term')} extra={t('level.termHint')}><InputNumber min={1} max={600} precision={0} suffix={t('level.monthsUnit')} style={{ width: 180 }} /></Form.Item>
          <Form.Item name="approval" label={t('level.approval')} rules={needed}><Select options={levelApprovals.map(value => ({ value, label: t(`level.asks.${value}`) }))} /></Form.Item>
          <Form.Item name="loanDays" label={t('level.loan')} rules={needed}><InputNumber min={1} max={365} precision={0} /></Form.Item>
          <Form.Item name="loanDaysAre" label={t('level.daysAre')} rules={needed}><Select options={(['natural', 'working'] as const).map(value => ({ value, label: t(`level.kind.${value}`) }))} /></Form.Item>
        </EntryDialog>
      )}
    </>
  );
}
