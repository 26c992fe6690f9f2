import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Descriptions, Flex, QRCode, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../components/page-head.tsx';
import { useBranch } from '../hooks/branch-client.tsx';
import { useAction } from '../hooks/use-command.ts';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useTimes } from '../hooks/use-times.ts';
import { LogGrowth } from './log-growth.tsx';
import { VerificationResult } from './verification-result.tsx';
import './access-log.css';

/** Is the log whole? Four verdicts, who has witnessed it, how it grew, and the checkpoint to keep elsewhere. */
export function VerifyPage() {
  const { t } = useTranslation('accessLog');
  const { client, query } = useBranch();
  const queries = useQueryClient();
  const toText = useErrorText();
  const times = useTimes();
  const state = useQuery(query.accessLog.state.queryOptions({ staleTime: 0 }));
  const growth = useQuery(query.accessLog.growth.queryOptions({ input: { days: 60 }, staleTime: 0 }));
  const refused = useQuery(query.sync.details.queryOptions({ staleTime: 0 })).data?.witnessRefused;
  const changed = () => Promise.all([queries.invalidateQueries({ queryKey: query.accessLog.state.key() }), queries.invalidateQueries({ queryKey: query.accessLog.growth.key() })]);
  const verifying = useQuery(query.accessLog.verify.queryOptions({ enabled: false, gcTime: 0, retry: false }));
  const signing = useAction(() => client.accessLog.makeCheckpoint(), { onDone: () => void changed() });
  const { checkpoint = null, witness = null, unwitnessedSince = null, anchor = 'none', size = 0 } = state.data ?? {};

  return (
    <Flex vertical gap="small" className="log-page">
      <PageHead title={t('verify.title')} lead={t('verify.lead')}>
        <Button loading={signing.isRunning} onClick={() => void signing.run(undefined)}>{t('verify.makeCheckpoint')}</Button>
        <Button type="primary" loading={verifying.isFetching} onClick={() => void verifying.refetch().then(changed)}>{t('verify.run')}</Button>
      </PageHead>
      {state.error && <Alert type="error" showIcon title={toText(state.error)} />}
      {refused && (
        <Alert
          type="error" showIcon role="alert" title={t('verify.witnessRefused', { at: times.dayAndClock(refused.at) })}
          description={`${t(`verify.refusal.${refused.reason}`, { defaultValue: t('verify.refusal.other'), size: refused.size, witnessed: refused.witnessed })} ${t('verify.refusedNext')}`}
        />
      )}
      {(anchor === 'shorter' || anchor === 'differs') && <Alert type="error" showIcon title={t(`verify.anchor.${anchor}`)} />}
      {state.data && (
        <Alert
          type={unwitnessedSince === null ? 'success' : 'warning'} showIcon
          title={unwitnessedSince === null ? t('verify.allWitnessed') : t('verify.unwitnessed', { at: times.dayAndClock(unwitnessedSince) })}
          description={witness ? t(witness.sinceAt === null ? 'verify.witness' : 'verify.witnessNewLine', { name: witness.name, size: witness.size, at: times.dayAndClock(witness.at), since: times.dayAndClock(witness.sinceAt ?? 0) }) : t('verify.noWitness')}
        />
      )}
      {verifying.error && <Alert type="error" showIcon title={toText(verifying.error)} />}
      <div role="status">{verifying.data && <VerificationResult verification={verifying.data} />}</div>
      {!verifying.data && !verifying.isFetching && <Typography.Text type="secondary">{t('verify.notYet')}</Typography.Text>}
      <div className="log-charts">
        {growth.data && <LogGrowth growth={growth.data} />}
        <Card size="small" title={t('verify.checkpoint')}>
          {checkpoint === null ? <Typography.Text>{t('verify.noCheckpoint')}</Typography.Text> : (
            <Flex gap="middle" align="start" wrap>
              <QRCode type="svg" value={checkpoint.text} size={176} errorLevel="L" color="#000" bgColor="#fff" aria-label={t('verify.qr')} />
              <Flex vertical gap="small" style={{ flex: '1 1 220px', minWidth: 0 }}>
                <Descriptions size="small" column={1} items={[
                  { key: 'size', label: t('verify.signed'), children: t('verify.ofEntries', { part: checkpoint.size, whole: size }) },
                  { key: 'at', label: t('verify.signedAt'), children: times.dayAndClock(checkpoint.at) },
                ]} />
                <pre className="log-note">{checkpoint.text}</pre>
              </Flex>
            </Flex>
          )}
        </Card>
      </div>
    </Flex>
  );
}
