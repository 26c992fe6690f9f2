import { useQuery } from '@tanstack/react-query';
import { Typography } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ledgerFields, type LedgerField } from '../../shared/customers.ts';
import type { LedgerKind } from '../components/ledger/ledger-kind.ts';
import { LedgerImport } from '../components/ledger/ledger-import.tsx';
import { useBranch } from '../hooks/branch-client.tsx';
import { useTimes } from '../hooks/use-times.ts';

/** Any one of these tells two people of one name apart. */
const tellingFields: readonly LedgerField[] = ['phone', 'idNumber', 'accountNumber'];

/** Bringing the customers of a ledger in. */
export function LedgerImportPage() {
  const { t } = useTranslation('customers');
  const { query, client } = useBranch();
  const times = useTimes();
  const counts = useQuery(query.customers.counts.queryOptions());
  const kind = useMemo<LedgerKind>(() => ({
    namespace: 'customers', fields: ledgerFields, required: ['name'],
    lacks(mapping) {
      if (mapping['name'] === undefined) return 'needsName';
      return tellingFields.some(field => mapping[field] !== undefined) ? null : 'needsNumber';
    },
    road: client.customers,
    watch: importId => query.customers.watchImport.experimental_liveOptions({ input: { importId }, retry: true }),
    changes: [query.customers.key()],
  }), [client, query]);

  return (
    <LedgerImport
      kind={kind} onChanged={() => void counts.refetch()}
      counts={counts.data && (
        <Typography.Text type="secondary">
          {t('import.counts', { count: counts.data.customers })}
          {counts.data.lastImportAt !== null && ` ${t('import.lastAt', { time: times.dayAndClock(counts.data.lastImportAt) })}`}
        </Typography.Text>
      )}
    />
  );
}
