import { Button, Form, Input, Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Category } from '../../../shared/archive.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { EntryActions, InUse } from './entry-actions.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { EntryNames } from './entry-names.tsx';
import { inTreeOrder } from './tree-order.ts';
import { useEntry } from './use-entry.ts';

const noParent = '';

/** The tree of categories, each under the one it belongs to. */
export function CategoryTable({ categories, mayChange }: { categories: readonly Category[]; mayChange: boolean }) {
  const { t, i18n } = useTranslation('catalogue');
  const { client } = useBranch();
  const nameOf = (row: Category) => `${row.code} ${i18n.language === 'en' ? row.nameEn : row.nameZh}`;
  const entry = useEntry<Category>(input => client.archive.saveCategory(input), nameOf);
  const rows = inTreeOrder(categories);
  const { edited } = entry;

  return (
    <>
      {mayChange && <div><Button onClick={() => entry.edit({ parentId: null })}>{t('category.add')}</Button></div>}
      <Table<Category & { depth: number }>
        rowKey="id" size="small" pagination={false} dataSource={rows} locale={{ emptyText: t('category.empty') }}
        columns={[
          { key: 'code', title: t('field.code'), width: 160, render: (_, { code, depth }) => <span className="catalogue-code" style={{ paddingInlineStart: depth * 20 }}>{depth > 0 && <span aria-hidden>└ </span>}{code}</span> },
          { title: t('field.nameZh'), dataIndex: 'nameZh' },
          { title: t('field.nameEn'), dataIndex: 'nameEn' },
          { key: 'state', title: t('field.state'), width: 110, render: (_, { isActive }) => <InUse isActive={isActive} /> },
          ...(mayChange ? [{
            key: 'do', title: t('field.do'), width: 290,
            render: (_: unknown, { depth: _depth, ...row }: Category & { depth: number }) => (
              <EntryActions
                name={nameOf(row)} isActive={row.isActive} consequence={t('category.retireText')} problem={entry.problem} isRunning={entry.isRunning}
                onChange={() => entry.edit(row)} onSetActive={isActive => entry.setActive(row, isActive)} onForget={entry.forget}
              >
                {row.isActive && <Button size="small" aria-label={t('category.addUnderOf', { name: nameOf(row) })} onClick={() => entry.edit({ parentId: row.id, code: row.code })}>{t('category.addUnder')}</Button>}
              </EntryActions>
            ),
          }] : []),
        ]}
      />
      {edited !== null && (
        <EntryDialog<Omit<Category, 'id' | 'isActive'>>
          title={entry.isNew ? t('category.add') : t('changeOf', { name: nameOf(edited as Category) })} initial={{ ...edited, parentId: edited.parentId ?? noParent }}
          problem={entry.problem} isSaving={entry.isRunning} onClose={entry.close} onSave={values => entry.keep({ ...values, parentId: values.parentId || null })}
        >
          <Form.Item name="code" label={t('field.code')} extra={t('category.codeHint')} rules={[{ required: true, whitespace: true, message: t('fillIn') }]}><Input maxLength={20} autoComplete="off" /></Form.Item>
          <EntryNames longestZh={40} longestEn={80} />
          <Form.Item name="parentId" label={t('category.parent')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={[{ value: noParent, label: t('category.top') }, ...rows.filter(row => row.id !== edited.id).map(row => ({ value: row.id, label: nameOf(row) }))]}
            />
          </Form.Item>
        </EntryDialog>
      )}
    </>
  );
}
