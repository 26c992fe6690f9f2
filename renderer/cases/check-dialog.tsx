import { Alert, Button, Flex, Form, Input, Modal, Radio, Typography } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { caseCheckOutcome, type CaseCheck, type CaseRecord } from '../../shared/cases.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';

interface CheckDialogProps { record: CaseRecord; onDone(record: CaseRecord): void; onClose(): void }
interface Fields { outcome: CaseCheck['outcome']; words: string; complaintNumber?: string }

/** Whether what the case teaches was heeded: where somebody looked, and, when it happened again, in which complaint. */
export function CheckDialog({ record, onDone, onClose }: CheckDialogProps) {
  const { t } = useTranslation('cases');
  const { client, query } = useBranch();
  const [form] = Form.useForm<Fields>();
  const box = useRef<HTMLDivElement>(null);
  const outcome = Form.useWatch('outcome', form) as CaseCheck['outcome'] | undefined;
  const check = useCommand(client.cases.check, { changes: [query.cases.key()], onDone, onRefused: () => undefined });
  return (
    <Modal open title={t('check.title')} width={560} footer={null} mask={{ closable: false }} destroyOnHidden onCancel={onClose} afterOpenChange={isOpen => { if (isOpen) box.current?.querySelector<HTMLElement>('input')?.focus(); }}>
      <div ref={box}>
        <Typography.Paragraph className="cases-reminder"><strong>{t('field.avoidance')}</strong> {record.form.avoidance}</Typography.Paragraph>
        <Form<Fields>
          form={form} layout="vertical" requiredMark={false} initialValues={{ words: '', complaintNumber: '' }}
          onFinish={values => void check.run({ caseId: record.id, outcome: values.outcome, words: values.words.trim(), complaintNumber: values.complaintNumber?.trim() || null })}
        >
          <Form.Item name="outcome" label={t('check.outcome')} rules={[{ required: true, message: t('fillIn') }]}><Radio.Group options={caseCheckOutcome.options.map(value => ({ value, label: t(`check.${value}`) }))} /></Form.Item>
          <Form.Item name="words" label={t('check.words')} rules={[{ required: true, whitespace: true, message: t('fillIn') }]}><Input.TextArea maxLength={500} showCount autoSize={{ minRows: 2, maxRows: 6 }} placeholder={t('check.wordsHint')} /></Form.Item>
          {outcome === 'recurred' && <Form.Item name="complaintNumber" label={t('check.complaint')} extra={t('check.complaintHint')}><Input maxLength={20} autoComplete="off" placeholder="T2026-0001" style={{ width: 200 }} /></Form.Item>}
          {check.errorText !== null && <Alert type="error" showIcon role="alert" title={check.errorText} style={{ marginBottom: 12 }} />}
          <Flex justify="end" gap="small" style={{ marginBlockStart: 20 }}>
            <Button onClick={onClose}>{t('dialog.back')}</Button>
            <Button type="primary" htmlType="submit" aria-busy={check.isRunning} disabled={check.isRunning}>{t('check.keep')}</Button>
          </Flex>
        </Form>
      </div>
    </Modal>
  );
}
