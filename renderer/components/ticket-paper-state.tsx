import { Alert, Button, Flex, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { useLive } from '../hooks/use-live.ts';

interface TicketPaperStateProps {
  ticketId: string;
  number: string;
  /** who reads it: a customer at the kiosk, or staff */
  reader: 'customer' | 'staff';
  onVoided(): void;
}

/**
 * What becomes of the paper of a ticket just issued. A failure is said at once, with another try under the same number and a
 * void. Nothing where tickets have no paper.
 */
export function TicketPaperState({ ticketId, number, reader, onVoided }: TicketPaperStateProps) {
  const { t } = useTranslation('printing');
  const { client, query } = useBranch();
  const { picture } = useLive(query.printing.watchPaper.experimental_liveOptions({ input: { subjectId: ticketId } }));
  const reprint = useCommand(client.printing.reprint, { onRefused: () => undefined });
  const makeVoid = useCommand(client.printing.voidTicket, { onDone: onVoided, onRefused: () => undefined });
  const job = picture?.job;
  if (!job || job.state === 'voided') return null;
  if (job.state !== 'failed') return <Alert type={job.state === 'printed' ? 'success' : 'info'} showIcon role="status" title={t(`paper.${job.state}`)} />;

  const problem = t(`problem.${job.problem ?? 'refused'}`);
  return (
    <>
      <Alert
        type="warning" showIcon role="alert" title={t(reader === 'customer' ? 'paper.failedCustomer' : 'paper.failedStaff', { number, problem })}
        action={(
          <Flex gap="small" wrap>
            <Button loading={reprint.isRunning} onClick={() => void reprint.run({ ticketId })}>{t('paper.reprint')}</Button>
            <Popconfirm
              getPopupContainer={button => button.parentElement ?? document.body}
              title={t('paper.voidQuestion', { number })} description={t('paper.voidText')} okText={t('paper.void')} cancelText={t('paper.back')}
              okButtonProps={{ size: 'middle', danger: true }} cancelButtonProps={{ size: 'middle' }}
              onConfirm={() => void makeVoid.run({ ticketId, reason: t('paper.voidReason') })}
            >
              <Button danger loading={makeVoid.isRunning}>{t('paper.void')}</Button>
            </Popconfirm>
          </Flex>
        )}
      />
      {[reprint, makeVoid].map(({ errorText }) => errorText && <Alert key={errorText} type="error" showIcon role="alert" title={errorText} />)}
    </>
  );
}
