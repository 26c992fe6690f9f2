import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { identityMethod, type Visit } from '../../shared/counter.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useVisitCommand } from './use-visit-command.ts';

/** How the clerk made sure who stands there; only once a customer was looked up. */
export function IdentityChoice({ visit }: { visit: Visit }) {
  const { t } = useTranslation('counter');
  const { client } = useBranch();
  const identify = useVisitCommand(client.counter.identify);
  return (
    <Select
      style={{ width: '100%' }} aria-label={t('identity.label')} value={visit.identityMethod}
      disabled={visit.customer === null} loading={identify.isRunning}
      options={identityMethod.options.map(method => ({ value: method, label: t(`identity.${method}`) }))}
      onChange={method => void identify.run({ visitId: visit.id, customerId: visit.customer?.id ?? null, identityMethod: method })}
    />
  );
}
