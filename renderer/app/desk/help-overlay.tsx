import { Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { deskKeys } from '../../../shared/desk-keys.ts';
import type { DeskView } from '../../../shared/queue.ts';
import { useQueueWords } from '../../queue/use-queue-words.ts';
import { judgePress } from './judge-press.ts';

/** Why this customer is next, and every key with what it does now. */
export function HelpOverlay({ view, undecidedItems, onClose }: { view: DeskView; undecidedItems: number; onClose(): void }) {
  const { t } = useTranslation('desk');
  const words = useQueueWords();
  const current = view.current;
  const asked = current?.reason ? { number: current.ticket.number, reason: current.reason } : view.next[0];

  return (
    <Modal open title={t('help.title')} width={640} footer={null} onCancel={onClose} destroyOnHidden>
      <Typography.Title level={2} style={{ fontSize: 15, marginTop: 0 }}>{t('help.why')}</Typography.Title>
      <Typography.Paragraph>
        {asked ? <><Typography.Text strong>{asked.number}</Typography.Text>{' — '}{words.reason(asked.number, asked.reason)}</> : t('help.whyNobody')}
        <br />
        <Typography.Text type="secondary">{t('help.rule')}</Typography.Text>
      </Typography.Paragraph>
      <Typography.Title level={2} style={{ fontSize: 15, marginTop: 12 }}>{t('help.keys')}</Typography.Title>
      <table className="desk-keys">
        <thead><tr><th scope="col">{t('help.key')}</th><th scope="col">{t('help.does')}</th></tr></thead>
        <tbody>
          {deskKeys.map(({ action, label }) => (
            <tr key={action}>
              <td><kbd className="desk-key">{label}</kbd></td>
              <td>
                {t(`key.${action}`)}
                {!judgePress(action, view, undecidedItems).isAllowed && <Typography.Text type="secondary">{'（'}{t('help.notNow')}{'）'}</Typography.Text>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
