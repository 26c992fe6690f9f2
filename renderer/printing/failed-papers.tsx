import { PrinterOutlined } from '@ant-design/icons';
import { Button, Flex, Popconfirm, Popover, theme, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailedPaper } from '../../shared/printing.ts';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { useLive } from '../hooks/use-live.ts';
import { useTimes } from '../hooks/use-times.ts';

/** More at once is one printer's trouble, to be mended there. */
const mostListed = 8;

/** Tickets whose paper did not come out, in the top line of clerks and managers until each is reprinted, voided or called. */
export function FailedPapers() {
  const worksInHall = useSession()?.staff?.roles.some(role => role === 'clerk' || role === 'manager') ?? false;
  return worksInHall ? <Mark /> : null;
}

function Mark() {
  const { query } = useBranch();
  const { picture: papers = [] } = useLive(query.printing.watchFailures.experimental_liveOptions());
  return (
    <span style={{ position: 'relative', lineHeight: 'normal' }}>
      <span aria-live="polite">{papers.length > 0 && <Papers papers={papers} />}</span>
    </span>
  );
}

/** Opened by a press alone: a paper that fails later does not put a list over what is being typed. */
function Papers({ papers }: { papers: readonly FailedPaper[] }) {
  const { t } = useTranslation('printing');
  const { token } = theme.useToken();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      open={isOpen} onOpenChange={setOpen} trigger="click" placement="bottomRight" title={t('failures.title')}
      getPopupContainer={button => button.parentElement?.parentElement ?? document.body}
      content={(
        <ul style={{ width: 420, margin: 0, padding: 0, listStyle: 'none' }}>
          {papers.slice(0, mostListed).map(paper => <Row key={paper.ticketId} paper={paper} />)}
          {papers.length > mostListed && <li>{t('failures.more', { count: papers.length - mostListed })}</li>}
        </ul>
      )}
    >
      <Button type="text" icon={<PrinterOutlined aria-hidden />} aria-expanded={isOpen} style={{ color: token.colorErrorText }}>▲ {t('failures.mark', { count: papers.length })}</Button>
    </Popover>
  );
}

function Row({ paper: { ticketId, number, problem, printerName, failedAt } }: { paper: FailedPaper }) {
  const { t } = useTranslation('printing');
  const { client } = useBranch();
  const times = useTimes();
  const reprint = useCommand(client.printing.reprint);
  const makeVoid = useCommand(client.printing.voidTicket);
  return (
    <li style={{ padding: '6px 0' }}>
      <Flex justify="space-between" align="center" gap="small">
        <div style={{ minWidth: 0 }}>
          <Typography.Text strong>{number}</Typography.Text> <Typography.Text>{t(`problem.${problem}`)}</Typography.Text>
          <br />
          <Typography.Text type="secondary">{t('failures.where', { printer: printerName ?? t('failures.noPrinter'), time: times.clock(failedAt) })}</Typography.Text>
        </div>
        <Flex gap="small">
          <Button size="small" loading={reprint.isRunning} aria-label={t('paper.reprintNamed', { number })} onClick={() => void reprint.run({ ticketId })}>{t('failures.reprint')}</Button>
          <Popconfirm
            getPopupContainer={button => button.parentElement ?? document.body}
            title={t('paper.voidQuestion', { number })} description={t('paper.voidText')} okText={t('paper.void')} cancelText={t('paper.back')} okButtonProps={{ danger: true }}
            onConfirm={() => void makeVoid.run({ ticketId, reason: t('paper.voidReason') })}
          >
            <Button size="small" danger loading={makeVoid.isRunning} aria-label={t('paper.voidNamed', { number })}>{t('paper.void')}</Button>
          </Popconfirm>
        </Flex>
      </Flex>
    </li>
  );
}
