import { useQuery } from '@tanstack/react-query';
import { Alert, Drawer, Skeleton, Timeline, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useTimes } from '../hooks/use-times.ts';

/** Every step of one ticket: when, where, who and why. */
export function TicketHistoryDrawer({ ticket, onClose }: { ticket: { id: string; number: string }; onClose(): void }) {
  const { t } = useTranslation('queue');
  const { query } = useBranch();
  const times = useTimes();
  const toText = useErrorText();
  const history = useQuery(query.queue.history.queryOptions({ input: { ticketId: ticket.id }, staleTime: 0 }));

  return (
    <Drawer open title={t('history.title', { number: ticket.number })} onClose={onClose} size={420} destroyOnHidden>
      {history.isPending && <Skeleton active />}
      {history.error && <Alert type="error" showIcon title={toText(history.error)} />}
      {history.data?.length === 0 && <Typography.Text type="secondary">{t('history.empty')}</Typography.Text>}
      {history.data && history.data.length > 0 && (
        <Timeline
          items={history.data.map(step => ({
            key: step.id,
            content: (
              <>
                <Typography.Text strong>{t(`change.${step.change}`)}</Typography.Text>
                {' '}
                <Typography.Text type="secondary" style={{ fontVariantNumeric: 'tabular-nums' }}>{times.clockSeconds(step.at)}</Typography.Text>
                <br />
                <Typography.Text type="secondary">
                  {[
                    step.windowNumber === null ? null : t('history.at', { window: step.windowNumber }),
                    step.staffName ?? step.stationName ?? t('history.kiosk'),
                  ].filter(part => part !== null).join(' · ')}
                </Typography.Text>
                {step.reason !== null && <><br /><Typography.Text>{t('history.reason', { reason: step.reason })}</Typography.Text></>}
              </>
            ),
          }))}
        />
      )}
    </Drawer>
  );
}
