import { ORPCError } from '@orpc/contract';
import { Alert, Flex, Form, Input, Modal, Radio, Select, Typography, Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintStory } from '../../shared/complaints.ts';
import { letterTemplates } from '../../shared/complaint-letters.ts';
import type { MoveKind } from '../../shared/complaint-steps.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { useTimes } from '../hooks/use-times.ts';
import { classSearch, type ClassOption } from './class-search.ts';
import { formKeys } from './form-keys.ts';
import { fieldsOf, sendMove, type MoveField, type MoveValues } from './move-fields.ts';
import { letterOfMove } from './move-letter.ts';
import { PhotoField } from './photo-field.tsx';
import type { ComplaintWords } from './use-complaint-words.ts';
import { useLetterDraft } from './use-letter-draft.ts';

interface MoveDialogProps { story: ComplaintStory; move: MoveKind; words: ComplaintWords; onMoved(story: ComplaintStory): void; onStale(): void; onClose(): void }

/** A move with its fields. When somebody else was faster, what was typed stays, and it says who did what. */
export function MoveDialog({ story, move, words, onMoved, onStale, onClose }: MoveDialogProps) {
  const { t } = useTranslation('complaints');
  const { client, query } = useBranch();
  const times = useTimes();
  const [form] = Form.useForm<MoveValues>();
  const box = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState<string | null>(null);
  const [photoIds, setPhotoIds] = useState<readonly string[]>([]);
  const fields = fieldsOf(move, story);
  const command = useCommand<{ commandId: string; values: MoveValues }, ComplaintStory>(({ commandId, values }) => sendMove(client.complaints, move, { commandId, complaintId: story.id, expectedSteps: story.stepCount }, { ...values, photoIds }, story), {
    changes: [query.complaints.board.key()], onDone: onMoved,
    onRefused(_text, error) {
      if (!(error instanceof ORPCError) || error.code !== 'COMPLAINT_MOVED') return;
      const { byName, at, state } = error.data as { byName: string | null; at: number; state: string };
      setMoved(t('story.movedBy', { name: byName ?? t('story.byService'), at: times.dayAndClock(at), state: t(`state.${state}`) }));
      onStale();
    },
  });
  const typed = Form.useWatch((values: MoveValues) => values, form) ?? {};
  const asked = letterOfMove(move, story, typed);
  const draft = useLetterDraft(story.id, asked, form);
  const hasLetter = fields.some(({ kind }) => kind === 'letter');
  const choices: Record<string, { value: string | number | boolean; label: string }[]> = {
    classId: words.classOptions,
    handlerId: words.people.filter(({ id, mayHandle }) => mayHandle && !story.form.aboutStaffIds.includes(id)).map(({ id, name }) => ({ value: id, label: name })),
    templateId: letterTemplates.filter(({ answers }) => answers).map(each => ({ value: each.id, label: words.nameOf(each) })),
  };

  return (
    <Modal open title={t(`move.${move}.do`)} width={hasLetter ? 760 : 560} style={hasLetter ? { top: 24 } : undefined} footer={null} mask={{ closable: false }} destroyOnHidden onCancel={onClose} afterOpenChange={isOpen => { if (isOpen) box.current?.querySelector<HTMLElement>('input, textarea')?.focus(); }}>
      <div ref={box}>
        <Form<MoveValues> form={form} layout="vertical" requiredMark={false} onKeyDown={formKeys(() => form.submit())} initialValues={Object.fromEntries(fields.map(({ name, initial }) => [name, initial]))} onFinish={values => { setMoved(null); void command.run({ values }); }}>
          {t(`move.${move}.text`) !== '' && <Typography.Paragraph type="secondary">{t(`move.${move}.text`)}</Typography.Paragraph>}
          {fields.filter(({ kind }) => kind !== 'letter' || asked !== null).map(field => <Form.Item key={field.name} name={field.name} label={t(`moveField.${field.label ?? field.name}`)} extra={field.kind === 'letter' && draft.isOffered && <Button size="small" onClick={draft.take}>{t('letter.takeDraft')}</Button>} rules={field.isNeeded ? [{ validator: (_, value: unknown) => (value === undefined || value === null || (typeof value === 'string' && value.trim() === '') ? Promise.reject(new Error(t('form.missing'))) : Promise.resolve()) }] : []}>{input(field)}</Form.Item>)}
          {move === 'noted' && <div style={{ marginBottom: 12 }}><PhotoField photoIds={photoIds} onChange={setPhotoIds} /></div>}
          {moved !== null && <Alert type="warning" showIcon role="alert" title={moved} description={t('story.movedNext')} style={{ marginBottom: 12 }} />}
          {moved === null && command.errorText !== null && <Alert type="error" showIcon role="alert" title={command.errorText} style={{ marginBottom: 12 }} />}
          <Flex justify="end" gap="small">
            <Button onClick={onClose}>{t('dialog.back')}</Button>
            <Button type="primary" htmlType="submit" aria-busy={command.isRunning} disabled={command.isRunning} aria-keyshortcuts="Control+Enter">{t('dialog.submit')} <kbd className="complaints-key" aria-hidden>Ctrl+⏎</kbd></Button>
          </Flex>
        </Form>
      </div>
    </Modal>
  );

  function input({ name, kind, options, maxLength }: MoveField) {
    const chosen = choices[name] ?? options?.map(({ value, text }) => ({ value, label: t(text) })) ?? [];
    if (kind === 'select') return <Select showSearch={name === 'classId' ? classSearch : { optionFilterProp: 'label' }} options={chosen as ClassOption[]} />;
    if (kind === 'choice') return <Radio.Group options={chosen} />;
    if (kind === 'line') return <Input maxLength={maxLength} autoComplete="off" />;
    return <Input.TextArea rows={kind === 'letter' ? 14 : 3} maxLength={maxLength} />;
  }
}
