import { ORPCError } from '@orpc/contract';
import { Alert, Form, Input, Modal, Radio, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeadquartersMoveKind } from '../../../shared/complaint-steps.ts';
import type { ConsoleComplaintStory } from '../../../shared/console-complaints.ts';
import { useCommand } from '../../hooks/use-command.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { useHeadquarters } from '../use-headquarters.tsx';

interface StepDialogProps { story: ConsoleComplaintStory; move: HeadquartersMoveKind; onMoved(story: ConsoleComplaintStory): void; onStale(): void; onClose(): void }
interface Values { words: string; isApproved?: boolean }

/** A step of headquarters with what it says. When somebody was faster, what was typed stays, and it says who. */
export function StepDialog({ story, move, onMoved, onStale, onClose }: StepDialogProps) {
  const { t } = useTranslation('headquartersComplaints');
  const { client, query } = useHeadquarters();
  const times = useTimes();
  const [form] = Form.useForm<Values>();
  const [moved, setMoved] = useState<string | null>(null);
  const command = useCommand<{ commandId: string } & Values, ConsoleComplaintStory>(({ commandId, words, isApproved = false }) => {
    const of = { commandId, branchId: story.branchId, complaintId: story.id, expectedSteps: story.stepCount, words };
    switch (move) {
      case 'supervised': return client.complaints.supervise(of);
      case 'instructed': return client.complaints.instruct(of);
      case 'extensionDecided': return client.complaints.decideExtension({ ...of, isApproved });
    }
  }, {
    changes: [query.complaints.list.key()], onDone: onMoved,
    onRefused(_text, error) {
      if (!(error instanceof ORPCError) || error.code !== 'COMPLAINT_MOVED') return;
      const { byName, at, state } = error.data as { byName: string | null; at: number; state: string };
      setMoved(t('complaints:story.movedBy', { name: byName ?? t('complaints:story.byService'), at: times.dayAndClock(at), state: t(`complaints:state.${state}`) }));
      onStale();
    },
  });
  return (
    <Modal
      open title={t('stepOf', { move: t(`move.${move}.do`), number: story.number, branch: story.branchName })} width={560} mask={{ closable: false }} destroyOnHidden okText={t(`move.${move}.do`)} okButtonProps={{ loading: command.isRunning }}
      onOk={() => form.submit()} onCancel={onClose} afterOpenChange={isOpen => { if (isOpen) form.focusField(move === 'extensionDecided' ? 'isApproved' : 'words'); }}
    >
      <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={values => { setMoved(null); void command.run(values); }}>
        <Typography.Paragraph type="secondary">{t(`move.${move}.text`)}</Typography.Paragraph>
        {move === 'extensionDecided' && (
          <Form.Item name="isApproved" label={t('decision')} rules={[{ required: true, message: t('headquarters:fillIn') }]}>
            <Radio.Group options={[{ value: true, label: t('complaints:detail.approved') }, { value: false, label: t('complaints:detail.notApproved') }]} />
          </Form.Item>
        )}
        <Form.Item name="words" label={t('words')} rules={[{ required: true, whitespace: true, message: t('headquarters:fillIn') }]}><Input.TextArea rows={4} maxLength={move === 'extensionDecided' ? 500 : 1000} /></Form.Item>
        {moved !== null && <Alert type="warning" showIcon role="alert" title={moved} description={t('complaints:story.movedNext')} />}
        {moved === null && command.errorText !== null && <Alert type="error" showIcon role="alert" title={command.errorText} />}
      </Form>
    </Modal>
  );
}
