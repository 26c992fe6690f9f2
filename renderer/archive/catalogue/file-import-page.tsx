import { useNavigate } from '@tanstack/react-router';
import { Button, Typography } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fileLedgerFields } from '../../../shared/archive.ts';
import type { LedgerKind } from '../../components/ledger/ledger-kind.ts';
import { LedgerImport } from '../../components/ledger/ledger-import.tsx';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCatalogue } from '../use-catalogue.ts';
import { labelsOfImport } from './labelled-files.ts';

/** Without these a row is no file. */
const required = ['archiveNumber', 'subjectName', 'category'] as const;
const lacking = { archiveNumber: 'needsNumber', subjectName: 'needsName', category: 'needsCategory' } as const;

/** Bringing the files of a ledger in, and from there to their labels. */
export function FileImportPage() {
  const { t } = useTranslation('catalogue');
  const { query, client } = useBranch();
  const navigate = useNavigate();
  const { catalogue } = useCatalogue();
  const kind = useMemo<LedgerKind>(() => ({
    namespace: 'catalogue', fields: fileLedgerFields, required,
    lacks(mapping) {
      const missing = required.find(field => mapping[field] === undefined);
      return missing === undefined ? null : lacking[missing];
    },
    road: client.archive,
    watch: importId => query.archive.watchImport.experimental_liveOptions({ input: { importId }, retry: true }),
    changes: [query.archive.key()],
    next: ({ importId }) => <Button onClick={() => void navigate({ to: '/archive/labels/$files', params: { files: labelsOfImport(importId) } })}>{t('import.done.labels')}</Button>,
  }), [client, query, navigate, t]);

  return (
    <LedgerImport
      kind={kind} onChanged={() => undefined}
      counts={catalogue && <Typography.Text type="secondary">{t('import.counts', { count: catalogue.counts.files })}</Typography.Text>}
    />
  );
}
