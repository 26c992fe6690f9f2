import { Button, Form, Input, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Shelf } from '../../../shared/archive.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { EntryActions, InUse } from './entry-actions.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { useEntry } from './use-entry.ts';

/** The shelves and the rooms they stand in. */
export function ShelfTable({ shelves, mayChange }: { shelves: readonly Shelf[]; mayChange: boolean }) {
  const { t } = useTranslation('catalogue');
  const { client } = useBranch();
  const entry = useEntry<Shelf>(input => client.archive.saveShelf(input), row => row.code);
  const { edited } = entry;
  const rules = [{ required: true, whitespace: true, message: t('fillIn') }];

  return (
    <>
      {mayChange && <div><Button onClick={() => entry.edit({ room: shelves.at(-1)?.room ?? '' })}>{t('shelf.add')}</Button></div>}
      <Table<Shelf>
        rowKey="id" size="small" pagination={false} dataSource={shelves.toSorted((one, other) => one.code.localeCompare(other.code))} locale={{ emptyText: t('shelf.empty') }}
        columns={[
          { key: 'code', title: t('shelf.code'), width: 160, render: (_, { code }) => <span className="catalogue-code">{code}</span> },
          { title: t('shelf.room'), dataIndex: 'room' },
          { key: 'state', title: t('field.state'), width: 110, render: (_, { isActive }) => <InUse isActive={isActive} /> },
          ...(mayChange ? [{
            key: 'do', title: t('field.do'), width: 200,
            render: (_: unknown, row: Shelf) => (
              <EntryActions
                name={row.code} isActive={row.isActive} consequence={t('shelf.retireText')} problem={entry.problem} isRunning={entry.isRunning}
                onChange={() => entry.edit(row)} onSetActive={isActive => entry.setActive(row, isActive)} onForget={entry.forget}
              />
            ),
          }] : []),
        ]}
      />
      {edited !== null && (
        <EntryDialog<Omit<Shelf, 'id' | 'isActive'>>
          title={entry.isNew ? t('shelf.add') : t('changeOf', { name: edited.code })} initial={edited} problem={entry.problem} isSaving={entry.isRunning} onClose={entry.close} onSave={entry.keep}
        >
          <Form.Item name="code" label={t('shelf.code')} extra={t('shelf.codeHint')} rules={rules}><Input maxLength={20} autoComplete="off" /></Form.Item>
          <Form.Item name="room" label={t('shelf.room')} rules={rules}><Input maxLength={40} autoComplete="off" /></Form.Item>
        </EntryDialog>
      )}
    </>
  );
}
