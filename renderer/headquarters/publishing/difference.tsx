import { Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DifferingItem } from '../../../shared/console-publishing.ts';
import { useFieldWords } from './field-words.ts';

const shapes = { added: '+', changed: '±', removed: '−' } as const;

/** What a publication changes of what was published before: item by item, field by field, both values. */
export function Difference({ items, unchanged }: { items: readonly DifferingItem[]; unchanged: number | null }) {
  const { t } = useTranslation('headquartersPublishing');
  const words = useFieldWords();
  return (
    <>
      <Table<DifferingItem>
        rowKey={({ key, how }) => `${how}${key}`} size="small" pagination={{ pageSize: 20, hideOnSinglePage: true }} dataSource={[...items]} locale={{ emptyText: t('difference.none') }}
        columns={[
          { key: 'name', title: t('difference.item'), width: 260, render: (_, { key, name }) => words.item(key, name) },
          { key: 'how', title: t('difference.how'), width: 110, render: (_, { how }) => <><span aria-hidden>{shapes[how]} </span>{t(`difference.${how}`)}</> },
          {
            key: 'fields', title: t('difference.fields'),
            render: (_, { how, fields }) => how === 'removed' ? '' : (
              <ul style={{ margin: 0, paddingInlineStart: 16 }}>
                {fields.filter(({ field }) => !words.isSilent(field)).map(({ field, before, after }) => (
                  <li key={field}>{words.field(field)}: {how === 'changed' && <><Typography.Text delete type="secondary">{words.value(field, before)}</Typography.Text> → </>}{words.value(field, after)}</li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      {unchanged !== null && unchanged > 0 && <Typography.Text type="secondary">{t('difference.unchanged', { count: unchanged })}</Typography.Text>}
    </>
  );
}
