import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Flex, Radio, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.tsx';
import { useSession } from '../../hooks/branch-client.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useCatalogue } from '../use-catalogue.ts';
import { useScannedLabel } from '../use-scanned-label.ts';
import { CategoryTable } from './category-table.tsx';
import { LevelTable } from './level-table.tsx';
import { RetentionTable } from './retention-table.tsx';
import { ShelfTable } from './shelf-table.tsx';
import './catalogue.css';

const parts = ['categories', 'shelves', 'levels', 'retention'] as const;

/** What the archive is ordered by: categories, shelves, secrecy levels and how long files are kept. */
export function CataloguePage() {
  const { t } = useTranslation('catalogue');
  const navigate = useNavigate();
  const toText = useErrorText();
  const { catalogue, error } = useCatalogue();
  const roles = useSession()?.staff?.roles ?? [];
  const isKeeper = roles.includes('archivist') || roles.includes('manager');
  const isManager = roles.includes('manager');
  const [part, setPart] = useState<(typeof parts)[number]>('categories');
  useScannedLabel();

  return (
    <Flex vertical gap="small" className="catalogue-page">
      <PageHead title={t('title')} lead={t('lead')}>
        {roles.includes('archivist') && <Button type="primary" onClick={() => void navigate({ to: '/archive/new' })}>{t('new.title')}</Button>}
        {isKeeper && <Button onClick={() => void navigate({ to: '/archive/import' })}>{t('import.title')}</Button>}
        {isKeeper && <Button onClick={() => void navigate({ to: '/archive/labels' })}>{t('labels.title')}</Button>}
      </PageHead>
      {error && <Alert type="error" showIcon role="alert" title={toText(error)} />}
      {catalogue && <Typography.Text type="secondary">{t('counts', catalogue.counts)}</Typography.Text>}
      <Radio.Group aria-label={t('which')} optionType="button" value={part} onChange={event => setPart(event.target.value as typeof part)} options={parts.map(value => ({ value, label: t(`part.${value}`) }))} />
      <Typography.Text type="secondary">{t(`about.${part}`)}{!isManager && (part === 'levels' || part === 'retention') && ` ${t('managerOnly')}`}</Typography.Text>
      {!catalogue && !error && <Skeleton active aria-label={t('loading')} />}
      {catalogue && part === 'categories' && <CategoryTable categories={catalogue.categories} mayChange={isKeeper} />}
      {catalogue && part === 'shelves' && <ShelfTable shelves={catalogue.shelves} mayChange={isKeeper} />}
      {catalogue && part === 'levels' && <LevelTable levels={catalogue.levels} mayChange={isManager} />}
      {catalogue && part === 'retention' && <RetentionTable classes={catalogue.retentionClasses} mayChange={isManager} />}
    </Flex>
  );
}
