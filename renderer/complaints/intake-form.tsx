import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Flex, Form, Input, Radio, Select, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { complaintChannels, type ComplaintForm, type ComplaintStory } from '../../shared/complaints.ts';
import type { Visit } from '../../shared/counter.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { BesideIntake } from './beside-intake.tsx';
import { classSearch } from './class-search.ts';
import { formKeys } from './form-keys.ts';
import { PhotoField } from './photo-field.tsx';
import { useComplaintWords } from './use-complaint-words.ts';
import { useDraftKeeper } from './use-draft-keeper.ts';

export const emptyForm: ComplaintForm = {
  channel: 'counter', isAnonymous: false, complainantName: '', complainantPhone: '', address: '', agentName: '', customerId: null, accountNumber: '', ticketId: null, visitId: null, classId: null,
  urgency: 1, impact: 1, aboutServiceId: null, aboutWindowId: null, aboutStaffIds: [], aboutProduct: '', what: '', happenedAt: null, where: '', remedySought: '', photoIds: [],
};
const grades = [1, 2, 3] as const;

interface IntakeFormProps { draftId: string; start: ComplaintForm; visit: Visit | null; onReceived(story: ComplaintStory): void }

/**
 * The intake form. What nearly every complaint needs stands first, in the order it is told: of which kind, what happened, what is wanted,
 * how grave, who; a clerk who stops there hands in from where the hands are. Who complains is taken over from the visit where it is known.
 */
export function IntakeForm({ draftId, start, visit, onReceived }: IntakeFormProps) {
  const { t } = useTranslation('complaints');
  const { client, query } = useBranch();
  const words = useComplaintWords();
  const [form, setForm] = useState(start);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const box = useRef<HTMLDivElement>(null);
  const services = useQuery(query.queue.listServices.queryOptions({ staleTime: 60_000 })).data ?? [];
  const windows = useQuery(query.queue.listWindows.queryOptions({ staleTime: 60_000 })).data ?? [];
  const draft = useDraftKeeper(draftId, form);
  const receive = useCommand(client.complaints.receive, { changes: [query.complaints.key()], onDone(story) { draft.end(); onReceived(story); }, onRefused: () => undefined });
  useEffect(() => box.current?.querySelector<HTMLElement>('#intake-classId')?.focus(), []);
  const set = (part: Partial<ComplaintForm>) => {
    setForm(present => ({ ...present, ...part }));
    setMissing(present => present.filter(field => !(field in part)));
  };

  function submit() {
    const isKnown = form.isAnonymous || form.customerId !== null;
    const wanted = ['classId', 'what', ...isKnown ? [] : ['complainantName', 'complainantPhone']] as const;
    const lacks = wanted.filter(field => !form[field as keyof ComplaintForm]);
    setMissing(lacks);
    if (lacks[0]) return box.current?.querySelector<HTMLElement>(`#intake-${lacks[0]}`)?.focus();
    void receive.run({ draftId, form });
  }

  const item = (field: keyof ComplaintForm, label = t(`form.${field}`)) => ({ label, htmlFor: `intake-${field}`, ...missing.includes(field) && { validateStatus: 'error' as const, help: t('form.missing') } });
  const text = (field: 'complainantName' | 'complainantPhone' | 'address' | 'agentName' | 'accountNumber' | 'aboutProduct' | 'where' | 'remedySought', maxLength: number) => (
    <Form.Item {...item(field)}><Input id={`intake-${field}`} maxLength={maxLength} autoComplete="off" value={form[field]} onChange={event => set({ [field]: event.target.value })} /></Form.Item>
  );
  const grade = (field: 'urgency' | 'impact', textOf: (value: number) => string) => (
    <Form.Item label={t(`form.${field}`)}>
      <Radio.Group aria-label={t(`form.${field}`)} value={form[field]} onChange={event => set({ [field]: event.target.value as number })} options={grades.map(value => ({ value, label: textOf(value) }))} />
    </Form.Item>
  );
  const linked = form.visitId !== null && visit?.id === form.visitId;

  return (
    <div className="complaints-intake" ref={box}>
      <Form layout="vertical" requiredMark={false} onFinish={submit} onKeyDown={formKeys(submit, { goesOn: true })} aria-label={t('intake.title')}>
        {linked && (
          <Alert
            type="info" showIcon style={{ marginBottom: 12 }} title={t('intake.linked', { number: visit.ticketNumber, name: visit.customer?.maskedName ?? t('intake.nobodyFound') })}
            action={<Button size="small" onClick={() => set({ ticketId: null, visitId: null, customerId: null })}>{t('intake.unlink')}</Button>}
          />
        )}
        <div className="complaints-row">
          <Form.Item {...item('classId')}><Select id="intake-classId" showSearch={classSearch} placeholder={t('form.classHint')} value={form.classId} onChange={classId => set({ classId })} options={words.classOptions} /></Form.Item>
          <Form.Item {...item('channel')}><Select id="intake-channel" value={form.channel} onChange={channel => set({ channel })} options={complaintChannels.map(value => ({ value, label: t(`channel.${value}`) }))} /></Form.Item>
        </div>
        <Form.Item {...item('what')}><Input.TextArea id="intake-what" rows={4} maxLength={2000} showCount value={form.what} onChange={event => set({ what: event.target.value })} placeholder={t('form.whatHint')} /></Form.Item>
        {text('remedySought', 300)}
        <div className="complaints-row">{grade('urgency', value => t(`urgency.${value}`))}{grade('impact', value => t(`impact.${value}`))}</div>
        <Checkbox checked={form.isAnonymous} onChange={event => set({ isAnonymous: event.target.checked })} style={{ marginBottom: 8 }}>{t('form.isAnonymous')}</Checkbox>
        {!form.isAnonymous && (
          <>
            {form.customerId !== null && <Typography.Paragraph type="secondary">{t('form.takenOver')}</Typography.Paragraph>}
            <div className="complaints-row">{text('complainantName', 40)}{text('complainantPhone', 30)}{text('accountNumber', 30)}</div>
            <div className="complaints-row">{text('address', 120)}{text('agentName', 40)}</div>
          </>
        )}
        <div className="complaints-row">
          {text('where', 120)}
          <Form.Item {...item('happenedAt')}><Input id="intake-happenedAt" type="datetime-local" defaultValue={localText(form.happenedAt)} onChange={event => set({ happenedAt: event.target.value === '' ? null : new Date(event.target.value).getTime() })} /></Form.Item>
        </div>
        <div className="complaints-row">
          <Form.Item {...item('aboutServiceId')}><Select id="intake-aboutServiceId" allowClear value={form.aboutServiceId} onChange={(value: string | undefined) => set({ aboutServiceId: value ?? null })} options={services.map(each => ({ value: each.id, label: words.nameOf(each) }))} /></Form.Item>
          <Form.Item {...item('aboutWindowId')}><Select id="intake-aboutWindowId" allowClear value={form.aboutWindowId} onChange={(value: string | undefined) => set({ aboutWindowId: value ?? null })} options={windows.map(each => ({ value: each.id, label: words.nameOf(each) }))} /></Form.Item>
          <Form.Item {...item('aboutStaffIds')}><Select id="intake-aboutStaffIds" mode="multiple" value={form.aboutStaffIds} onChange={aboutStaffIds => set({ aboutStaffIds })} options={words.people.map(({ id, name }) => ({ value: id, label: name }))} showSearch={{ optionFilterProp: 'label' }} /></Form.Item>
          {text('aboutProduct', 80)}
        </div>
        <PhotoField photoIds={form.photoIds} onChange={photoIds => set({ photoIds })} />
        {receive.errorText !== null && <Alert type="error" showIcon role="alert" title={receive.errorText} style={{ marginBlock: 12 }} />}
        <Flex gap="middle" align="center" style={{ marginTop: 12 }}>
          <Button type="primary" htmlType="submit" aria-busy={receive.isRunning} disabled={receive.isRunning} aria-keyshortcuts="Control+Enter">{t('intake.submit')} <kbd className="complaints-key" aria-hidden>Ctrl+⏎</kbd></Button>
          <Typography.Text type="secondary">{t('intake.keys')}</Typography.Text>
          <Typography.Text type="secondary" role="status">{draft.words}</Typography.Text>
        </Flex>
      </Form>
      <BesideIntake form={form} />
    </div>
  );
}

/** UTC ms as a field of date and time writes it, on this machine's clock. */
function localText(atMs: number | null): string {
  if (atMs === null) return '';
  return new Date(atMs - new Date(atMs).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
