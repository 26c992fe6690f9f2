import { useNavigate } from '@tanstack/react-router';
import { Alert, App, Button, Checkbox, Flex, Form, Input, Radio, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { entrustedChannels, type EntrustedForm } from '../../../shared/complaints.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { BranchChoice } from '../branches/branch-choice.tsx';
import { useHeadquarters } from '../use-headquarters.tsx';
import { ClassSelect } from './class-select.tsx';
import '../headquarters.css';

type Texts = 'complainantName' | 'complainantPhone' | 'accountNumber' | 'address' | 'where' | 'aboutProduct' | 'remedySought' | 'source' | 'words';
type Values = Pick<EntrustedForm, 'channel' | 'isAnonymous' | 'urgency' | 'impact' | 'what'> & Record<Texts, string> & { branchId: string | null; classId: string | null };

const start: Values = {
  branchId: null, channel: 'hotline12345', source: '', classId: null, what: '', remedySought: '', urgency: 1, impact: 1, isAnonymous: false, complainantName: '', complainantPhone: '', accountNumber: '', address: '', where: '', aboutProduct: '', words: '',
};
const grades = [1, 2, 3] as const;

/** A complaint that headquarters took in, given to a branch to handle 交办. */
export function EntrustPage() {
  const { t } = useTranslation('headquartersComplaints');
  const { client, query } = useHeadquarters();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [branchId, setBranchId] = useState<string | null>(null);
  const isAnonymous = Form.useWatch('isAnonymous', form) ?? false;
  const entrust = useCommand(client.complaints.entrust, { changes: [query.complaints.key()], onRefused: () => undefined, onDone: () => { void message.success(t('entrust.done')); void navigate({ to: '/complaints' }); } });
  useEffect(() => form.focusField('branchId'), [form]);
  const needed = { required: true, whitespace: true, message: t('headquarters:fillIn') };
  const line = (name: Texts, maxLength: number, isNeeded = false) => <Form.Item name={name} label={t(name === 'source' || name === 'words' ? `entrust.${name}` : `complaints:form.${name}`)} rules={isNeeded ? [needed] : []}><Input maxLength={maxLength} autoComplete="off" /></Form.Item>;
  const grade = (name: 'urgency' | 'impact') => <Form.Item name={name} label={t(`complaints:form.${name}`)}><Radio.Group options={grades.map(value => ({ value, label: t(`complaints:${name}.${value}`) }))} /></Form.Item>;

  function submit({ branchId: chosen, classId, source, words, ...typed }: Values) {
    if (chosen === null || classId === null) return;
    void entrust.run({ branchId: chosen, source, words, form: { ...typed, classId, happenedAt: null } });
  }

  return (
    <Flex vertical gap="small">
      <PageHead title={t('entrust.title')} lead={t('entrust.lead')}><Button onClick={() => void navigate({ to: '/complaints' })}>{t('headquarters:back')}</Button></PageHead>
      <Form<Values>
        form={form} layout="vertical" requiredMark={false} initialValues={start} style={{ maxWidth: 900 }} onFinish={submit} aria-label={t('entrust.title')}
        onValuesChange={changed => { if ('branchId' in changed) { setBranchId(changed.branchId ?? null); form.setFieldValue('classId', null); } }}
      >
        <div className="console-fields">
          <Form.Item name="branchId" label={t('headquarters:branch')} rules={[needed]}><BranchField /></Form.Item>
          <Form.Item name="channel" label={t('complaints:form.channel')}><Select options={entrustedChannels.map(value => ({ value, label: t(`complaints:channel.${value}`) }))} /></Form.Item>
          {line('source', 80)}
        </div>
        <Form.Item name="classId" label={t('complaints:form.classId')} extra={branchId === null ? t('entrust.branchFirst') : undefined} rules={[needed]}><ClassSelect branchId={branchId} isForIntake disabled={branchId === null} /></Form.Item>
        <Form.Item name="what" label={t('complaints:form.what')} rules={[needed]}><Input.TextArea rows={4} maxLength={2000} showCount /></Form.Item>
        {line('remedySought', 300)}
        <div className="console-fields">{grade('urgency')}{grade('impact')}</div>
        <Form.Item name="isAnonymous" valuePropName="checked"><Checkbox>{t('complaints:form.isAnonymous')}</Checkbox></Form.Item>
        {!isAnonymous && <div className="console-fields">{line('complainantName', 40, true)}{line('complainantPhone', 30, true)}{line('accountNumber', 30)}</div>}
        <div className="console-fields">{!isAnonymous && line('address', 120)}{line('where', 120)}{line('aboutProduct', 80)}</div>
        <Form.Item name="words" label={t('entrust.words')}><Input.TextArea rows={2} maxLength={1000} /></Form.Item>
        {entrust.errorText !== null && <Alert type="error" showIcon role="alert" title={entrust.errorText} style={{ marginBottom: 12 }} />}
        <Button type="primary" htmlType="submit" aria-busy={entrust.isRunning} disabled={entrust.isRunning}>{t('entrust.do')}</Button>
      </Form>
    </Flex>
  );
}

/** The form gives value and change. */
function BranchField({ id, value = null, onChange }: { id?: string; value?: string | null; onChange?(branchId: string | null): void }) {
  return <BranchChoice id={id} isSure value={value} onChange={chosen => onChange?.(chosen)} />;
}
