import { Checkbox, DatePicker, Form, Input, Radio } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { noticePlaces, noticeUrgencies, type Notice } from '../../shared/notices.ts';
import { NoticeMark } from './notice-mark.tsx';

/** What of a notice is written. */
export type WrittenNotice = Pick<Notice, 'urgency' | 'titleZh' | 'wordsZh' | 'titleEn' | 'wordsEn' | 'places' | 'fromDate' | 'toDate'>;
export interface NoticeValues extends Omit<WrittenNotice, 'fromDate' | 'toDate'> { term: [Dayjs, Dayjs] }

const usualDays = 7;

/** The values a form of a notice begins with. `today`: `YYYY-MM-DD` */
export function noticeValues(draft: Partial<WrittenNotice>, today: string): Partial<NoticeValues> {
  const first = dayjs(today);
  return {
    urgency: 'ordinary', titleZh: '', wordsZh: '', titleEn: '', wordsEn: '', places: ['desk'], ...draft,
    term: [draft.fromDate ? dayjs(draft.fromDate) : first, draft.toDate ? dayjs(draft.toDate) : first.add(usualDays - 1, 'day')],
  };
}

/** The notice that the form's values say. */
export function writtenNotice({ term: [from, to], titleEn, wordsEn, ...fields }: NoticeValues): WrittenNotice {
  return { ...fields, titleEn: titleEn ?? '', wordsEn: wordsEn ?? '', fromDate: from.format('YYYY-MM-DD'), toDate: to.format('YYYY-MM-DD') };
}

/** The fields of a notice, in both languages, with its places and its term. */
export function NoticeFields({ today }: { today: string }) {
  const { t } = useTranslation('notices');
  const needed = [{ required: true, whitespace: true, message: t('fillIn') }];
  return (
    <>
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
        <DatePicker.RangePicker minDate={dayjs(today)} format="YYYY-MM-DD" allowClear={false} style={{ width: 320 }} />
      </Form.Item>
    </>
  );
}
