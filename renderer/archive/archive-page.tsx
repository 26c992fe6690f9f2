import { useNavigate } from '@tanstack/react-router';
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { FileSearch } from './file-search.tsx';
import { CatalogueWork } from './catalogue/catalogue-work.tsx';
import { TodaysWork } from './todays-work.tsx';
import { useScannedLabel } from './use-scanned-label.ts';
import './archive.css';

/** The archive: search first, and beside it what today asks for. */
export function ArchivePage() {
  const { t } = useTranslation('archive');
  const navigate = useNavigate();
  useScannedLabel();
  return (
    <div className="archive">
      <h1 className="visually-hidden">{t('title')}</h1>
      <FileSearch onOpen={fileId => void navigate({ to: '/archive/file/$fileId', params: { fileId } })}>
        <Typography.Paragraph type="secondary" className="file-search__teach">{t('search.teach')}</Typography.Paragraph>
      </FileSearch>
      <aside className="archive-aside" aria-label={t('today.title')}><CatalogueWork /><TodaysWork /></aside>
    </div>
  );
}
