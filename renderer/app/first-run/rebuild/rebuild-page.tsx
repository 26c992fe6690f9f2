import { Button, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RebuildState } from '../../../../shared/rebuild.ts';
import { CentredPage } from '../../../components/centred-page.tsx';
import { HeadquartersCodeForm } from '../../../components/headquarters-code-form.tsx';
import { useBranch } from '../../../hooks/branch-client.tsx';
import { FetchedRows } from './fetched-rows.tsx';
import { OpenForm } from './open-form.tsx';

function RecoveryKeyField() {
  const { t } = useTranslation('rebuild');
  return <Form.Item name="recoveryKey" label={t('recoveryKey')} extra={t('recoveryKeyExtra')}><Input autoComplete="off" spellCheck={false} maxLength={120} /></Form.Item>;
}

/** A new machine takes the place of a lost one: the code, then the rows come, then one administrator opens the branch. */
export function RebuildPage({ state, onBegun, onBack }: { state: RebuildState | null; onBegun: () => void; onBack: () => void }) {
  const { t } = useTranslation('rebuild');
  const { client } = useBranch();
  const [isAskingAgain, setAskingAgain] = useState(false);
  const begun = () => {
    setAskingAgain(false);
    onBegun();
  };

  if (!state || isAskingAgain) return (
    <CentredPage title={t('title')} width={640}>
      <Typography.Paragraph style={{ margin: 0 }}>{t('what')}</Typography.Paragraph>
      <Typography.Paragraph style={{ margin: 0 }}>{t('lostMachine')}</Typography.Paragraph>
      <HeadquartersCodeForm lookAt={client.rebuild.lookAt} send={client.rebuild.begin} sendLabel={t('begin')} onDone={begun} more={<RecoveryKeyField />}>
        <Button onClick={isAskingAgain ? () => setAskingAgain(false) : onBack}>{t('back')}</Button>
      </HeadquartersCodeForm>
    </CentredPage>
  );
  return (
    <CentredPage title={t('of', { name: state.branchName })} width={640}>
      {state.complete ? <OpenForm state={state} complete={state.complete} /> : <FetchedRows state={state} onOtherCode={() => setAskingAgain(true)} />}
    </CentredPage>
  );
}
