import { Alert, Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';

/** Two machines wrote as this branch: once the other is out of use, this one goes on in an epoch of its own. */
export function GoOnAnew() {
  const { t } = useTranslation('sync');
  const { client } = useBranch();
  const beginAnew = useCommand(client.sync.beginAnew);
  return (
    <Alert
      type="warning" showIcon title={t('anew.title')} description={t('anew.text')}
      action={(
        <Popconfirm title={t('anew.question')} okText={t('anew.begin')} onConfirm={() => void beginAnew.run({})}>
          <Button danger loading={beginAnew.isRunning}>{t('anew.begin')}</Button>
        </Popconfirm>
      )}
    />
  );
}
