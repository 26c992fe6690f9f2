import { Button, Form, InputNumber, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RetentionClass } from '../../../shared/archive.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { EntryActions, InUse } from './entry-actions.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { EntryNames } from './entry-names.tsx';
import { useEntry } from './use-entry.ts';

/** How long files are kept, counted from the 1st of January after their year. */
export function RetentionTable({ classes, mayChange }: { classes: readonly RetentionClass[]; mayChange: boolean }) {
  const { t, i18n } = useTranslation('catalogue');
  const { client } = useBranch();
  const nameOf = (row: Partial<RetentionClass>) => (i18n.language === 'en' ? row.nameEn : row.nameZh) ?? '';
  const entry = useEntry<RetentionClass>(input => client.archive.saveRetentionClass(input), nameOf);
  const { edited } = entry;

  return (
    <>
      {mayChange && <div><Button onClick={() => entry.edit({ years: 10 })}>{t('retention.add')}</Button></div>}
      <Table<RetentionClass>
        rowKey="id" size="small" pagination={false} dataSource={[...classes]} locale={{ emptyText: t('retention.empty') }}
        columns={[
          { title: t('field.nameZh'), dataIndex: 'nameZh' },
          { title: t('field.nameEn'), dataIndex: 'nameEn' },
          { key: 'years', title: t('retention.years'), render: (_, { years }) => (years === null ? t('retention.forEver') : t('retention.count', { count: years })) },
          { key: 'state', title: t('field.state'), width: 110, render: (_, { isActive }) => <InUse isActive={isActive} /> },
          ...(mayChange ? [{
            key: 'do', title: t('field.do'), width: 200,
            render: (_: unknown, row: RetentionClass) => (
              <EntryActions
                name={nameOf(row)} isActive={row.isActive} consequence={t('retention.retireText')} problem={entry.problem} isRunning={entry.isRunning}
                onChange={() => entry.edit(row)} onSetActive={isActive => entry.setActive(row, isActive)} onForget={entry.forget}
              />
            ),
          }] : []),
        ]}
      />
      {edited !== null && (
        <EntryDialog<Omit<RetentionClass, 'id' | 'isActive'>>
          title={entry.isNew ? t('retention.add') : t('changeOf', { name: nameOf(edited) })} initial={edited} problem={entry.problem} isSaving={entry.isRunning} onClose={entry.close}
          onSave={values => entry.keep({ ...values, years: values.years ?? null })}
        >
          <EntryNames longestZh={20} longestEn={40} />
          <Form.Item name="years" label={t('retention.years')} extra={t('retention.yearsHint')}><InputNumber min={1} max={200} precision={0} /></Form.Item>
        </EntryDialog>
      )}
    </>
  );
}
