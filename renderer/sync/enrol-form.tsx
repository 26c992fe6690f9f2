import { Card } from 'antd';
import { useTranslation } from 'react-i18next';
import { HeadquartersCodeForm } from '../components/headquarters-code-form.tsx';
import { useBranch } from '../hooks/branch-client.tsx';

/** Makes the branch known to headquarters. */
export function EnrolForm() {
  const { t } = useTranslation('sync');
  const { client } = useBranch();
  return <Card size="small" title={t('enrol.title')}><HeadquartersCodeForm lookAt={client.sync.lookAt} send={({ recoveryKey: _, ...enrol }) => client.sync.enrol(enrol)} sendLabel={t('enrol.enrol')} /></Card>;
}
