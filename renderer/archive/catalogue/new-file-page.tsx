import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Flex, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaskedFile } from '../../../shared/archive.ts';
import type { MaskedCustomer } from '../../../shared/customers.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { KeepScansDialog } from '../scans/keep-scans-dialog.tsx';
import { useCatalogue } from '../use-catalogue.ts';
import { useScannedLabel } from '../use-scanned-label.ts';
import { labelsOfFiles } from './labelled-files.ts';
import { NewFileForm, type TypedFile } from './new-file-form.tsx';
import './catalogue.css';

/** How a customer is found; the entry that joins the domains gives it. */
export type CustomerSearch = (onChoose: (customer: MaskedCustomer) => void) => ReactNode;

/** Takes a file in as its cover says; then its label, its scans, or the next one of the pile. */
export function NewFilePage({ customerSearch }: { customerSearch: CustomerSearch }) {
  const { t } = useTranslation('catalogue');
  const navigate = useNavigate();
  const toText = useErrorText();
  const words = useCatalogue();
  const [kept, setKept] = useState<{ file: MaskedFile; typed: TypedFile } | null>(null);
  const [start, setStart] = useState<{ turn: number; typed: Partial<TypedFile> }>({ turn: 0, typed: {} });
  const [isAddingScans, setAddingScans] = useState(false);
  useScannedLabel();

  return (
    <Flex vertical gap="small" className="catalogue-page">
      <PageHead title={t('new.title')} lead={t('new.lead')}><Button onClick={() => void navigate({ to: '/archive' })}>{t('new.leave')}</Button></PageHead>
      {words.error && <Alert type="error" showIcon role="alert" title={toText(words.error)} />}
      {!words.catalogue && !words.error && <Skeleton active aria-label={t('loading')} />}
      {kept && (
        <Flex vertical gap="middle">
          <Alert type="success" showIcon role="status" title={t('new.kept', { number: kept.file.archiveNumber })} description={t('new.keptNext')} />
          <Flex gap="small" wrap>
            <Button type="primary" autoFocus onClick={() => { setStart({ turn: start.turn + 1, typed: ofTheSamePile(kept.typed) }); setKept(null); }}>{t('new.another')}</Button>
            <Button onClick={() => void navigate({ to: '/archive/labels/$files', params: { files: labelsOfFiles([kept.file.id]) } })}>{t('new.label')}</Button>
            <Button onClick={() => setAddingScans(true)}>{t('new.scans')}</Button>
            <Button onClick={() => void navigate({ to: '/archive/file/$fileId', params: { fileId: kept.file.id } })}>{t('new.open')}</Button>
          </Flex>
        </Flex>
      )}
      {!kept && words.catalogue && <NewFileForm key={start.turn} start={start.typed} words={words} customerSearch={customerSearch} onKept={(file, typed) => setKept({ file, typed })} />}
      {kept && isAddingScans && <KeepScansDialog fileId={kept.file.id} name={kept.file.archiveNumber} onClose={() => setAddingScans(false)} />}
    </Flex>
  );
}

/** What the next file of a pile usually shares with the one before. */
function ofTheSamePile({ categoryId, year, medium, shelfId, retentionClassId, levelId, levelEndsOn }: TypedFile): Partial<TypedFile> {
  return { categoryId, year, medium, shelfId, retentionClassId, levelId, levelEndsOn };
}
