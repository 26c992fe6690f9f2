import { App, Alert, Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BranchOutputs } from '../../shared/branch-contract.ts';
import { PageHead } from '../components/page-head.tsx';
import { PrintedPaper } from '../components/paper.tsx';
import { useBranch } from '../hooks/branch-client.tsx';
import { useAction } from '../hooks/use-command.ts';
import { CustomerSelect } from './customer-select.tsx';
import { TraceSheet } from './trace-sheet.tsx';
import './access-log.css';

export type Trace = BranchOutputs['accessLog']['whoLooked'];

/** 谁看过我的档案: the customer asks, and is given the answer on paper. Showing it is an entry. */
export function WhoLookedPage() {
  const { t } = useTranslation('accessLog');
  const { client } = useBranch();
  const { message } = App.useApp();
  const [customerId, setCustomerId] = useState<string | null>(null);
  const [shown, setShown] = useState<{ trace: Trace; at: number } | null>(null);
  const asking = useAction((id: string) => client.accessLog.whoLooked({ customerId: id }), {
    onDone: trace => setShown({ trace, at: Date.now() }), onRefused: text => void message.error(text),
  });

  return (
    <Flex vertical gap="small" className="log-page">
      <PageHead title={t('whoLooked.title')} lead={t('whoLooked.lead')}>
        {shown && <Button type="primary" onClick={() => window.print()}>{t('whoLooked.print')}</Button>}
      </PageHead>
      <Flex gap="small" wrap align="center">
        <CustomerSelect onChoose={id => { setCustomerId(id); setShown(null); }} />
        <Button disabled={customerId === null} loading={asking.isRunning} onClick={() => { if (customerId) void asking.run(customerId); }}>{t('whoLooked.show')}</Button>
      </Flex>
      {shown?.trace.checkpointText === null && <Alert type="info" showIcon title={t('whoLooked.noCheckpoint')} />}
      {shown && <TraceSheet trace={shown.trace} at={shown.at} />}
      {shown && <PrintedPaper><TraceSheet trace={shown.trace} at={shown.at} /></PrintedPaper>}
    </Flex>
  );
}
