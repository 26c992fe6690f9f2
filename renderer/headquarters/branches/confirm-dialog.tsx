import { Alert, App, Form, Input, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BranchStory } from '../../../shared/console-branches.ts';
import { useCommand } from '../../hooks/use-command.ts';
import { useHeadquarters } from '../use-headquarters.tsx';

/** What of a branch is done only with a reason, which stays in the audit trail. */
export type Confirmed = { what: 'revoke' } | { what: 'confirmFence'; epoch: number } | { what: 'dismissHeld'; epoch: number; seq: number } | LookedAt;

/** A refused access log was looked at; `context`: whether it goes on as it had been witnessed, or a new line begins with `size` entries. */
export interface LookedAt { what: 'lookedAt'; seenAt: number; context: 'goesOn' | 'newLine'; size: number }

/** Says what will happen, asks why, then does it. */
export function ConfirmDialog({ story, asked, onClose }: { story: Pick<BranchStory, 'id' | 'name'>; asked: Confirmed; onClose(): void }) {
  const { t } = useTranslation('headquarters');
  const { message } = App.useApp();
  const { client, query } = useHeadquarters();
  const [form] = Form.useForm<{ reason: string }>();
  const command = useCommand<{ commandId: string; reason: string }, unknown>(({ commandId, reason }) => {
    const of = { commandId, branchId: story.id };
    switch (asked.what) {
      case 'revoke': return client.branches.revoke({ ...of, reason });
      case 'confirmFence': return client.branches.confirmFence({ ...of, epoch: asked.epoch, words: reason });
      case 'lookedAt': return client.branches.keepLogFinding({ ...of, seenAt: asked.seenAt, words: reason });
      case 'dismissHeld': return client.quarantine.dismiss({ ...of, epoch: asked.epoch, seq: asked.seq, reason });
    }
  }, { changes: [query.branches.key(), query.quarantine.key()], onRefused: () => undefined, onDone: () => { void message.success(t(`confirm.${asked.what}.done`, { name: story.name })); onClose(); } });
  return (
    <Modal
      open title={t(`confirm.${asked.what}.title`, { ...asked, name: story.name })} width={520} mask={{ closable: false }} destroyOnHidden okText={t(`confirm.${asked.what}.do`)} okButtonProps={{ danger: true, loading: command.isRunning }}
      onOk={() => form.submit()} onCancel={onClose} afterOpenChange={isOpen => { if (isOpen) form.focusField('reason'); }}
    >
      <Form<{ reason: string }> form={form} layout="vertical" requiredMark={false} onFinish={({ reason }) => void command.run({ reason })}>
        <Typography.Paragraph>{t(`confirm.${asked.what}.text`, { ...asked })}</Typography.Paragraph>
        {command.errorText && <Alert type="error" showIcon role="alert" title={command.errorText} style={{ marginBottom: 12 }} />}
        <Form.Item name="reason" label={t(asked.what === 'lookedAt' ? 'confirm.lookedAt.found' : 'reason')} extra={t('reasonStays')} rules={[{ required: true, whitespace: true, message: t('fillIn') }]}><Input.TextArea rows={3} maxLength={asked.what === 'lookedAt' ? 500 : 200} /></Form.Item>
      </Form>
    </Modal>
  );
}
