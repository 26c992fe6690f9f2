import { ORPCError } from '@orpc/contract';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Checkbox, Flex, Form, Input, Modal, Typography } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRecord, PersonalTrace } from '../../shared/cases.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { needsLook, sendStep, wordsOf, type CaseStep, type StepInput } from './case-steps.ts';
import { useFasterWords } from './use-faster-words.ts';

interface StepDialogProps { record: CaseRecord; step: CaseStep; onDone(record: CaseRecord): void; onStale(): void; onClose(): void }
interface Fields { words?: string; namesNobody?: boolean }

/** A step with what it asks for. Before publishing it shows where somebody might be named, and asks whether anybody is. */
export function StepDialog({ record, step, onDone, onStale, onClose }: StepDialogProps) {
  const { t } = useTranslation('cases');
  const { client, query } = useBranch();
  const navigate = useNavigate();
  const fasterWords = useFasterWords();
  const box = useRef<HTMLDivElement>(null);
  const [faster, setFaster] = useState<string | null>(null);
  const command = useCommand<StepInput, CaseRecord>(input => sendStep(client.cases, step, input), {
    changes: [query.cases.key()], onDone,
    onRefused(_text, error) {
      setFaster(fasterWords(error));
      onStale();
    },
  });
  const words = wordsOf(step);
  const lacks = command.error instanceof ORPCError && command.error.code === 'CASE_INCOMPLETE' ? (command.error.data as { fields: string[] }).fields : [];
  const focusFirst = (isOpen: boolean) => { if (isOpen) box.current?.querySelector<HTMLElement>('textarea, button[type=submit]')?.focus(); };

  return (
    <Modal open title={t(`step.${step}.do`)} width={560} footer={null} mask={{ closable: false }} destroyOnHidden onCancel={onClose} afterOpenChange={focusFirst}>
      <div ref={box}>
        <Form<Fields>
          layout="vertical" requiredMark={false} initialValues={{ words: '', namesNobody: false }}
          onFinish={({ words: said = '', namesNobody = false }) => { setFaster(null); void command.run({ caseId: record.id, version: record.version, words: said.trim(), namesNobody }); }}
        >
          <Typography.Paragraph type="secondary">{t(`step.${step}.text`)}</Typography.Paragraph>
          {step === 'publish' && <Traces record={record} />}
          {words !== 'none' && (
            <Form.Item name="words" label={t(`step.${step}.words`)} rules={words === 'needed' ? [{ required: true, whitespace: true, message: t('fillIn') }] : []}>
              <Input.TextArea maxLength={500} showCount autoSize={{ minRows: 2, maxRows: 6 }} />
            </Form.Item>
          )}
          {step === 'publish' && needsLook(record) && (
            <Form.Item name="namesNobody" valuePropName="checked" rules={[{ validator: (_, isChecked) => (isChecked ? Promise.resolve() : Promise.reject(new Error(t('step.publish.confirmMissing')))) }]}>
              <Checkbox>{t('step.publish.confirm')}</Checkbox>
            </Form.Item>
          )}
          {faster !== null && <Alert type="warning" showIcon role="alert" title={faster} description={t('faster.step')} style={{ marginBottom: 12 }} />}
          {faster === null && command.errorText !== null && (
            <Alert
              type="error" showIcon role="alert" style={{ marginBottom: 12 }} title={command.errorText} description={lacks.map(field => t(`field.${field}`)).join(t('separator')) || undefined}
              action={lacks.length > 0 && <Button size="small" onClick={() => void navigate({ to: '/cases/$caseId/edit', params: { caseId: record.id } })}>{t('step.fillIn')}</Button>}
            />
          )}
          <Flex justify="end" gap="small" style={{ marginBlockStart: 20 }}>
            <Button onClick={onClose}>{t('dialog.back')}</Button>
            <Button type="primary" danger={step === 'retire'} htmlType="submit" aria-busy={command.isRunning} disabled={command.isRunning}>{t(`step.${step}.do`)}</Button>
          </Flex>
        </Form>
      </div>
    </Modal>
  );
}

/** Where somebody would look a second time: fields with traces of a person, and photos. */
function Traces({ record }: { record: CaseRecord }) {
  const { t } = useTranslation('cases');
  if (!needsLook(record)) return <Alert type="success" showIcon title={t('trace.none')} style={{ marginBottom: 12 }} />;
  const fields = [...new Set(record.personalTraces.map(({ field }) => field))];
  const kindsIn = (field: PersonalTrace['field']) => record.personalTraces.filter(each => each.field === field).map(({ kind }) => t(`trace.${kind}`)).join(t('separator'));
  return (
    <Alert
      type="warning" showIcon style={{ marginBottom: 12 }} title={t('trace.found')}
      description={(
        <ul className="cases-traces">
          {fields.map(field => <li key={field}><strong>{t(`field.${field}`)}</strong> {t('trace.mark', { kind: kindsIn(field) })}</li>)}
          {record.photos.length > 0 && <li><strong>{t('field.photoIds')}</strong> {t('trace.photos', { count: record.photos.length })}</li>}
        </ul>
      )}
    />
  );
}
