import { Descriptions, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaskedFile } from '../../shared/archive.ts';
import type { LookField, OpenedLook } from '../../shared/looks.ts';
import { placeText } from './file-row.tsx';
import type { CatalogueWords } from './use-catalogue.ts';

interface FileCoverProps { file: MaskedFile; look: OpenedLook | null; words: CatalogueWords; columns: number }

/** What stands on the file's cover: masked, or in its place unmasked while a look that opens it runs. */
export function FileCover({ file, look, words, columns }: FileCoverProps) {
  const { t } = useTranslation('archive');
  const opened = look?.file ?? null;

  /** A field the purpose does not open stays masked and says so: an empty place would look like a missing entry. */
  function personal(field: LookField, open: string | null | undefined, masked: string | null): ReactNode {
    if (!look) return masked === null ? <Typography.Text type="secondary">{t('cover.masked')}</Typography.Text> : masked;
    if (!look.fields.includes(field)) return <>{masked} <Typography.Text type="secondary">{t('cover.notOpened')}</Typography.Text></>;
    return open === null || open === undefined || open === '' ? <Typography.Text type="secondary">{t('cover.noEntry')}</Typography.Text> : <strong data-opened={field}>{open}</strong>;
  }

  const until = (name: string, day: string | null) => (day === null ? t('cover.noEnd', { name }) : t('cover.until', { name, day }));
  return (
    <Descriptions
      size="small" column={columns} bordered styles={{ label: { width: 108 }, content: { fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' } }}
      items={[
        { key: 'title', label: t('cover.title'), span: 'filled', children: personal('title', opened?.title, file.maskedTitle) },
        { key: 'name', label: t('cover.name'), children: personal('name', opened?.subjectName, file.maskedName) },
        { key: 'idNumber', label: t('cover.idNumber'), children: personal('idNumber', opened?.subjectIdNumber, null) },
        { key: 'account', label: t('cover.account'), children: personal('accountNumber', opened?.subjectAccountNumber, file.maskedAccountNumber) },
        { key: 'address', label: t('cover.address'), children: personal('address', opened?.subjectAddress, file.maskedAddress) },
        { key: 'category', label: t('cover.category'), children: words.categoryName(file.categoryId) },
        { key: 'year', label: t('cover.year'), children: t('cover.yearText', { year: file.year, medium: t(`medium.${file.medium}`) }) },
        { key: 'pages', label: t('cover.pages'), children: t('cover.pagesText', { count: file.pages }) },
        { key: 'place', label: t('cover.place'), children: [words.shelfRoom(file.shelfId), placeText(file, words)].filter(Boolean).join(' ') || t('row.noPlace') },
        { key: 'level', label: t('cover.level'), children: until(words.levelName(file.levelId), file.levelEndsOn) },
        { key: 'retention', label: t('cover.retention'), children: until(words.retentionName(file.retentionClassId), file.retentionEndsOn) },
      ]}
    />
  );
}
