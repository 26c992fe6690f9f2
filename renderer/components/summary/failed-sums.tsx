import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FailedIdentity } from '../../../shared/summary.ts';

/** Sums that do not agree, with the records at fault. */
export function FailedSums({ failed }: { failed: readonly FailedIdentity[] }) {
  const { t } = useTranslation('summary');
  return (
    <Alert
      type="error" showIcon title={t('failed.title')}
      description={failed.map(({ identity, left, right, records }) => (
        <p key={identity} style={{ margin: 0 }}>{t(`failed.${identity}`, { left, right })} {records.length > 0 && t('failed.records', { records: records.join(' ') })}</p>
      ))}
    />
  );
}
