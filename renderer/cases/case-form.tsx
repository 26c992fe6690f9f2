import { Alert, Button, Flex, Form, Input, Select, theme, Typography } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { complaintChannels } from '../../shared/complaints.ts';
import type { CaseRecord } from '../../shared/cases.ts';
import { useComplaintClasses } from '../hooks/use-complaint-classes.ts';
import { useAltShortcut } from '../hooks/use-shortcut.ts';
import { useTimes } from '../hooks/use-times.ts';
import { lacksOf, type WantedField } from './case-words.ts';
import { PhotoChoice } from './photo-choice.tsx';
import { useCaseEditor } from './use-case-editor.ts';

interface CaseFormProps { record: CaseRecord | null; isMarked: boolean; onSaved(record: CaseRecord, isMarked: boolean): void; onSubmitted(record: CaseRecord): void }

/** What its author writes: each field says what belongs there, and the line at the foot what is still missing for the review. */
export function CaseForm(props: CaseFormProps) {
  const { record } = props;
  const { t } = useTranslation('cases');
  const times = useTimes();
  const classes = useComplaintClasses();
  const { token } = theme.useToken();
  const box = useRef<HTMLDivElement>(null);
  const editor = useCaseEditor(props);
  const { form, fasterWords, conflicts, missing, set } = editor;
  const focus = (field: string) => box.current?.querySelector<HTMLElement>(`#case-${field}`)?.focus();
  const lacks = lacksOf(form);
  useEffect(() => { if (editor.incomplete[0] !== undefined) focus(editor.incomplete[0]); }, [editor.incomplete]);
  useAltShortcut('S', () => void editor.save(), editor.isRunning);

  const item = (field: WantedField) => ({
    label: t(`field.${field}`), htmlFor: `case-${field}`,
    ...missing.includes(field) && { validateStatus: 'error' as const, help: t('editor.missing') },
    ...conflicts.includes(field) && { validateStatus: 'warning' as const, help: theirText(field) },
  });
  const area = (field: 'problem' | 'cause' | 'remedy' | 'lesson' | 'avoidance', rows = 3) => (
    <Form.Item {...item(field)}><Input.TextArea id={`case-${field}`} maxLength={2000} autoSize={{ minRows: rows, maxRows: 14 }} placeholder={t(`hint.${field}`)} value={form[field]} onChange={event => set({ [field]: event.target.value })} /></Form.Item>
  );
  const classOptions = form.classId === null || classes.classOptions.some(({ value }) => value === form.classId) ? classes.classOptions : [...classes.classOptions, { value: form.classId, label: classes.className(form.classId) }];

  return (
    <div ref={box} className="cases-editor">
      {editor.foundAt !== null && (
        <Alert
          type="info" showIcon role="status" title={t('editor.found', { at: times.dayAndClock(editor.foundAt) })}
          action={<Button size="small" onClick={editor.startAnew}>{t(record ? 'editor.dropToSaved' : 'editor.drop')}</Button>}
        />
      )}
      <Form layout="vertical" requiredMark={false} aria-label={t('editor.title')} onFinish={() => void editor.save()}>
        <Form.Item {...item('title')}><Input id="case-title" maxLength={80} autoComplete="off" autoFocus placeholder={t('hint.title')} value={form.title} onChange={event => set({ title: event.target.value })} /></Form.Item>
        <div className="cases-row-of-fields">
          <Form.Item {...item('classId')}><Select id="case-classId" allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={t('complaints:form.classHint')} value={form.classId} onChange={(classId: string | undefined) => set({ classId: classId ?? null })} options={classOptions} /></Form.Item>
          <Form.Item {...item('channel')}><Select id="case-channel" allowClear value={form.channel} onChange={(channel: (typeof complaintChannels)[number] | undefined) => set({ channel: channel ?? null })} options={complaintChannels.map(value => ({ value, label: t(`complaints:channel.${value}`) }))} /></Form.Item>
          <Form.Item {...item('responsibleUnit')}><Input id="case-responsibleUnit" maxLength={80} autoComplete="off" placeholder={t('hint.responsibleUnit')} value={form.responsibleUnit} onChange={event => set({ responsibleUnit: event.target.value })} /></Form.Item>
        </div>
        <div className="cases-two">{area('problem', 4)}{area('cause', 4)}</div>
        <div className="cases-two">{area('remedy')}{area('lesson')}</div>
        {area('avoidance', 2)}
        <Form.Item label={t('field.keywords')} htmlFor="case-keywords" extra={t('hint.keywords')}><Select id="case-keywords" mode="tags" maxCount={12} open={false} suffixIcon={null} tokenSeparators={['，', ',', '、', ' ', '；']} value={form.keywords} onChange={(keywords: string[]) => set({ keywords: keywords.map(each => each.trim().slice(0, 20)).filter(Boolean) })} /></Form.Item>
        {record?.complaint && <Form.Item label={t('field.photoIds')}><PhotoChoice complaintId={record.complaint.id} photoIds={form.photoIds} onChange={photoIds => set({ photoIds })} /></Form.Item>}
        <div className="cases-editor__foot" style={{ background: token.colorBgLayout }}>
          {fasterWords !== null && <Alert type="warning" showIcon role="alert" title={fasterWords} description={t(conflicts.length > 0 ? 'faster.conflicts' : 'faster.joined')} style={{ marginBottom: 8 }} />}
          {editor.errorText !== null && <Alert type="error" showIcon role="alert" title={editor.errorText} style={{ marginBottom: 8 }} />}
          <Flex gap="small" align="center" wrap>
            <Button type={lacks.length > 0 ? 'primary' : 'default'} htmlType="submit" aria-busy={editor.isRunning} disabled={editor.isRunning} aria-keyshortcuts="Alt+S">{t('editor.save')} <kbd className="cases-key" aria-hidden>Alt+S</kbd></Button>
            <Button type={lacks.length > 0 ? 'default' : 'primary'} aria-busy={editor.isRunning} disabled={editor.isRunning} onClick={() => void editor.submit()}>{t('editor.submit')}</Button>
            <Typography.Text type="secondary" role="status">{editor.isUnsaved ? t('editor.unsaved') : editor.savedAt !== null ? t('editor.saved', { at: times.clockSeconds(editor.savedAt) }) : ''}</Typography.Text>
          </Flex>
          {lacks.length > 0 && <div className="cases-lacks"><Typography.Text type="secondary">{t('editor.lacks')}</Typography.Text>{lacks.map(field => <Button key={field} type="link" size="small" onClick={() => focus(field)}>{t(`field.${field}`)}</Button>)}</div>}
        </div>
      </Form>
    </div>
  );

  /** What is saved in this field now, and a press to take it over. */
  function theirText(field: WantedField) {
    const theirs = record?.form[field] ?? '';
    const shown = field === 'classId' ? classes.className(theirs) : field === 'channel' && theirs !== '' ? t(`complaints:channel.${theirs}`) : theirs;
    return <span className="cases-theirs">{t('faster.theirs', { text: shown || t('notWritten') })} <Button size="small" onClick={() => set({ [field]: record?.form[field] ?? null })}>{t('faster.take')}</Button></span>;
  }
}
