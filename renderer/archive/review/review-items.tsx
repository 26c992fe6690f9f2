import { Button, Flex, Radio, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewItem } from '../../../shared/lending.ts';
import type { CatalogueWords } from '../use-catalogue.ts';
import { placeText } from '../file-row.tsx';
import { FileFlags, findings, FindingMark, type Finding } from './finding-mark.tsx';

interface ReviewItemsProps { items: readonly ReviewItem[]; words: CatalogueWords; mayMark: boolean; onMark(item: ReviewItem): void }

/** The files of the shelf, narrowed by what was found. */
export function ReviewItems({ items, words, mayMark, onMark }: ReviewItemsProps) {
  const { t } = useTranslation('reviews');
  const [shownFinding, setShownFinding] = useState<Finding | 'all'>('all');
  const shown = shownFinding === 'all' ? items : items.filter(({ finding }) => finding === shownFinding);
  const count = (of: Finding) => items.filter(({ finding }) => finding === of).length;
  return (
    <Flex vertical gap="small">
      <Radio.Group
        aria-label={t('list.label')} optionType="button" value={shownFinding} onChange={event => setShownFinding(event.target.value as Finding | 'all')}
        options={[{ value: 'all', label: t('list.all', { count: items.length }) }, ...findings.map(each => ({ value: each, label: t('list.counted', { finding: t(`finding.${each}`), count: count(each) }) }))]}
      />
      <Table<ReviewItem>
        rowKey="id" size="small" dataSource={[...shown]} pagination={shown.length > 50 ? { pageSize: 50, showSizeChanger: false } : false} locale={{ emptyText: t(items.length === 0 ? 'list.emptyShelf' : 'list.none') }}
        columns={[
          { key: 'number', title: t('column.number'), width: 170, render: (_, { file }) => <span className="review-number">{file.archiveNumber}</span> },
          { key: 'file', title: t('column.file'), render: (_, { file }) => <>{file.maskedName}<Typography.Text type="secondary"> · {file.maskedTitle}</Typography.Text></> },
          { key: 'place', title: t('column.place'), width: 150, render: (_, { file }) => placeText(file, words) || t('archive:row.noPlace') },
          { key: 'flags', title: t('column.flags'), width: 170, render: (_, item) => <FileFlags item={item} /> },
          { key: 'finding', title: t('column.finding'), width: 220, render: (_, { finding, words: said }) => <><FindingMark finding={finding} />{said !== '' && <><br /><Typography.Text type="secondary">{said}</Typography.Text></>}</> },
          ...mayMark ? [{ key: 'do', title: t('column.do'), width: 90, render: (_: unknown, item: ReviewItem) => <Button size="small" aria-label={t('do.markOf', { number: item.file.archiveNumber })} onClick={() => onMark(item)}>{t('do.mark')}</Button> }] : [],
        ]}
      />
    </Flex>
  );
}
