import { Alert, App, Checkbox, DatePicker, Form, Input, Modal, Radio } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import { noticePlaces, noticeUrgencies, type Notice } from '../../shared/notices.ts';
import { NoticeMark } from '../components/notice-mark.tsx';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { businessDateOf } from '../../shared/business-date.ts';

/** What is known of the notice to write: nothing of a new one, all of one that is changed, its words alone of a copy. */
export type NoticeDraft = Partial<Pick<Notice, 'id' | 'urgency' | 'titleZh' | 'wordsZh' | 'titleEn' | 'wordsEn' | 'places' | 'fromDate' | 'toDate'>>;

interface Fields extends Pick<Notice, 'urgency' | 'titleZh' | 'wordsZh' | 'titleEn' | 'wordsEn' | 'places'> { term: [Dayjs, Dayjs] }

const usualDays = 7;

/** Writes a notice or changes one nobody has seen; it is kept as it stands and posted from the list. */
export function NoticeDialog({ draft, onClose }: { draft: NoticeDraft; onClose(): void }) {
  const { t } = useTranslation('notices');
  const { client, query } = useBranch();
  const { message } = App.useApp();
  const timeZone = useSession()?.branch?.timeZone ?? 'Asia/Shanghai';
  // A new notice gets its key once, so that a lost answer keeps it once.
  const [id] = useState(() => draft.id ?? uuidv7());
  const [form] = Form.useForm<Fields>();
  const [isOpened, setOpened] = useState(false);
  useEffect(() => { if (isOpened) form.getFieldInstance('titleZh')?.focus(); }, [isOpened, form]);
  const save = useCommand(client.notices.save, {
    changes: [query.notices.key()], onRefused: () => undefined,
    onDone: kept => { void message.success(t(kept.standing === 'draft' ? 'kept' : 'changed')); onClose(); },
  });
  const today = dayjs(businessDateOf(Date.now(), timeZone));
  const initial: Partial<Fields> = {
    urgency: 'ordinary', titleZh: '', wordsZh: '', titleEn: '', wordsEn: '', places: ['desk'], ...draft,
    term: [draft.fromDate ? dayjs(draft.fromDate) : today, draft.toDate ? dayjs(draft.toDate) : today.add(usualDays - 1, 'day')],
  };
  const needed = [{ required: true, whitespace: true, message: t('fillIn') }];

  function keep({ term: [from, to], titleEn, wordsEn, ...fields }: Fields) {
    void save.run({ id, ...fields, titleEn: titleEn ?? '', wordsEn: wordsEn ?? '', fromDate: from.format('YYYY-MM-DD'), toDate: to.format('YYYY-MM-DD') });
  }

  return (
    <Modal
      open title={t(draft.id === undefined ? 'write' : 'changeTitle')} width={640} style={{ top: 20 }} okText={t('keep')} cancelText={t('back')} okButtonProps={{ loading: save.isRunning }} mask={{ closable: false }} destroyOnHidden
      onOk={() => form.submit()} onCancel={onClose} afterOpenChange={setOpened}
    >
      <Form<Fields> form={form} layout="vertical" requiredMark={false} initialValues={initial} disabled={save.isRunning} onFinish={keep}>
        <Form.Item name="urgency" label={t('field.urgency')} extra={t('urgencyHint')}>
          <Radio.Group options={noticeUrgencies.map(value => ({ value, label: <NoticeMark urgency={value} /> }))} />
        </Form.Item>
        <Form.Item name="titleZh" label={t('field.title')} rules={needed}><Input maxLength={40} showCount autoComplete="off" /></Form.Item>
        <Form.Item name="wordsZh" label={t('field.words')} rules={needed}><Input.TextArea maxLength={600} showCount autoSize={{ minRows: 3, maxRows: 8 }} /></Form.Item>
        <Form.Item name="titleEn" label={t('field.titleEn')} extra={t('englishHint')}><Input maxLength={80} autoComplete="off" lang="en" /></Form.Item>
        <Form.Item name="wordsEn" label={t('field.wordsEn')}><Input.TextArea maxLength={1200} autoSize={{ minRows: 1, maxRows: 6 }} lang="en" /></Form.Item>
        <Form.Item name="places" label={t('field.places')} rules={[{ required: true, message: t('placesMissing') }]}>
          <Checkbox.Group options={noticePlaces.map(value => ({ value, label: t(`place.${value}`) }))} />
        </Form.Item>
        <Form.Item name="term" label={t('field.term')} extra={t('termHint')} rules={[{ required: true, message: t('fillIn') }]}>
          <DatePicker.RangePicker minDate={today} format="YYYY-MM-DD" allowClear={false} style={{ width: 320 }} />
        </Form.Item>
        {save.errorText !== null && <Alert type="error" showIcon role="alert" title={save.errorText} />}
        {/* Enter in a field submits only a form that has a submit button. */}
        <button type="submit" hidden tabIndex={-1} aria-hidden />
      </Form>
    </Modal>
  );
}
