import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Flex, Form, Input, InputNumber, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { basisKinds } from '../../../shared/access-log.ts';
import { lookFields, type Purpose } from '../../../shared/looks.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useBranch, useSession } from '../../hooks/branch-client.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { EntryActions, InUse } from '../catalogue/entry-actions.tsx';
import { EntryDialog } from '../catalogue/entry-dialog.tsx';
import { EntryNames } from '../catalogue/entry-names.tsx';
import { useEntry } from '../catalogue/use-entry.ts';
import { useFieldWords } from '../looks/use-field-words.ts';

/** The purposes of looking 查阅目的: on what basis each may be chosen, what it opens and for how long. */
export function PurposesPage() {
  const { t } = useTranslation('purposes');
  const { client, query } = useBranch();
  const toText = useErrorText();
  const words = useFieldWords();
  const mayChange = useSession()?.staff?.roles.includes('manager') ?? false;
  const list = useQuery(query.looks.purposes.queryOptions({ staleTime: 0 }));
  const entry = useEntry<Purpose>(input => client.looks.savePurpose(input), words.purpose, query.looks.key());
  const { edited } = entry;
  const needed = [{ required: true, message: t('catalogue:fillIn') }];
  // `required` would tell the reader of a group of boxes what only a field may be told.
  const atLeastOne = [{ validator: (_: unknown, chosen?: readonly string[]) => (chosen && chosen.length > 0 ? Promise.resolve() : Promise.reject(new Error(t('catalogue:fillIn')))) }];

  return (
    <Flex vertical gap="small" style={{ padding: '16px 24px' }}>
      <PageHead title={t('title')} lead={t(mayChange ? 'lead' : 'leadReader')}>
        {mayChange && <Button type="primary" onClick={() => entry.edit({ minutes: 10, fields: ['name'], bases: ['writtenOrder'] })}>{t('add')}</Button>}
      </PageHead>
      {list.error && <Alert type="error" showIcon role="alert" title={toText(list.error)} action={<Button size="small" onClick={() => void list.refetch()}>{t('again')}</Button>} />}
      <Table<Purpose>
        rowKey="id" size="small" pagination={false} loading={list.isPending} dataSource={list.data ?? []} locale={{ emptyText: t('empty') }}
        columns={[
          { key: 'name', title: t('field.name'), width: 160, render: (_, each) => <strong>{words.purpose(each)}</strong> },
          { key: 'bases', title: t('field.bases'), render: (_, { bases }) => bases.map(words.basis).join(t('separator')) },
          { key: 'fields', title: t('field.fields'), render: (_, { fields }) => words.list(fields) },
          { key: 'minutes', title: t('field.minutes'), width: 100, align: 'end', render: (_, { minutes }) => t('minutes', { count: minutes }) },
          { key: 'state', title: t('catalogue:field.state'), width: 110, render: (_, { isActive }) => <InUse isActive={isActive} /> },
          ...(mayChange ? [{
            key: 'do', title: t('catalogue:field.do'), width: 180,
            render: (_: unknown, row: Purpose) => (
              <EntryActions
                name={words.purpose(row)} isActive={row.isActive} consequence={t('retireText')} problem={entry.problem} isRunning={entry.isRunning}
                onChange={() => entry.edit(row)} onSetActive={isActive => entry.setActive(row, isActive)} onForget={entry.forget}
              />
            ),
          }] : []),
        ]}
      />
      <Typography.Text type="secondary">{t('rule')}</Typography.Text>
      {edited !== null && (
        <EntryDialog<Omit<Purpose, 'id' | 'isActive'>>
          title={entry.isNew ? t('add') : t('catalogue:changeOf', { name: words.purpose({ nameZh: edited.nameZh ?? '', nameEn: edited.nameEn ?? '' }) })}
          initial={edited} problem={entry.problem} isSaving={entry.isRunning} onClose={entry.close} onSave={values => entry.keep({ ...values, code: edited.code ?? values.code })}
        >
          <EntryNames longestZh={30} longestEn={60} />
          {entry.isNew && <Form.Item name="code" label={t('field.code')} extra={t('field.codeHint')} rules={[...needed, { pattern: /^[a-zA-Z][a-zA-Z0-9]{1,29}$/, message: t('field.codeHint') }]}><Input maxLength={30} autoComplete="off" spellCheck={false} /></Form.Item>}
          <Form.Item name="bases" label={t('field.bases')} extra={t('field.basesHint')} rules={atLeastOne}><Checkbox.Group options={basisKinds.map(value => ({ value, label: words.basis(value) }))} /></Form.Item>
          <Form.Item name="fields" label={t('field.fields')} extra={t('field.fieldsHint')} rules={atLeastOne}><Checkbox.Group options={lookFields.map(value => ({ value, label: words.field(value) }))} /></Form.Item>
          <Form.Item name="minutes" label={t('field.minutes')} rules={needed}><InputNumber min={1} max={240} precision={0} /></Form.Item>
        </EntryDialog>
      )}
    </Flex>
  );
}
