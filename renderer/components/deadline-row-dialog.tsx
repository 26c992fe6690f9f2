import { Button, Flex, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import { complaintChannels } from '../../shared/complaints.ts';
import { deadlineKinds, type DeadlineRow } from '../../shared/deadlines.ts';
import { termOf, termUnits, unitOf, type TermUnit } from './term-words.ts';

const every = '';
interface TypedTerm { unit: TermUnit; amount: number; countedFrom: 'sameDay' | 'nextDay' }
interface TypedRow { channel: string; classId: string; fromDay: string; sourceZh: string; sourceEn: string; firstContact: TypedTerm; answer: TypedTerm; close: TypedTerm }

/** One row of the table. Its extensions stay as they are: rules of the trade, not of the hall. */
export function DeadlineRowDialog({ row, classes, onKeep, onClose }: { row: DeadlineRow | null; classes: { value: string; label: string }[]; onKeep(row: DeadlineRow): void; onClose(): void }) {
  const { t } = useTranslation('complaintRules');
  const typed = (kind: (typeof deadlineKinds)[number]): TypedTerm => ({ unit: unitOf(row?.[kind] ?? null), amount: row?.[kind]?.amount ?? 1, countedFrom: row?.[kind]?.countedFrom ?? 'nextDay' });
  const start: TypedRow = {
    channel: row?.channel ?? every, classId: row?.classId ?? every, fromDay: row?.fromDay ?? '', sourceZh: row?.sourceZh ?? '', sourceEn: row?.sourceEn ?? '',
    firstContact: typed('firstContact'), answer: typed('answer'), close: typed('close'),
  };

  function keep(values: TypedRow) {
    const term = ({ unit, amount, countedFrom }: TypedTerm) => termOf(unit, amount ?? 0, countedFrom);
    onKeep({
      id: row?.id ?? uuidv7(), channel: values.channel || null, classId: values.classId || null, fromDay: values.fromDay || null, extensions: row?.extensions ?? [],
      firstContact: term(values.firstContact), answer: term(values.answer), close: term(values.close), sourceZh: values.sourceZh, sourceEn: values.sourceEn || values.sourceZh,
    });
  }

  return (
    <Modal open title={t(row ? 'deadlines.changeRow' : 'deadlines.add')} width={640} footer={null} mask={{ closable: false }} destroyOnHidden onCancel={onClose}>
      <Form<TypedRow> layout="vertical" requiredMark={false} initialValues={start} onFinish={keep}>
        <Flex gap="small">
          <Form.Item name="channel" label={t('deadlines.channel')} style={{ flex: 1 }}><Select options={[{ value: every, label: t('deadlines.everyChannel') }, ...complaintChannels.map(value => ({ value, label: t(`complaints:channel.${value}`) }))]} /></Form.Item>
          <Form.Item name="classId" label={t('deadlines.class')} style={{ flex: 2 }}><Select showSearch={{ optionFilterProp: 'label' }} options={[{ value: every, label: t('deadlines.everyClass') }, ...classes]} /></Form.Item>
          <Form.Item name="fromDay" label={t('deadlines.fromDay')} style={{ flex: 1 }}><Input type="date" /></Form.Item>
        </Flex>
        {deadlineKinds.map(kind => (
          <Flex key={kind} gap="small" align="end" role="group" aria-label={t(`complaints:kind.${kind}`)}>
            <Form.Item name={[kind, 'unit']} label={t(`complaints:kind.${kind}`)} style={{ flex: 2 }}><Select options={termUnits.map(value => ({ value, label: t(`unit.${value}`) }))} /></Form.Item>
            <Form.Item name={[kind, 'amount']} label={t('deadlines.amount')} style={{ flex: 1 }}><InputNumber style={{ width: '100%' }} /></Form.Item>
            <Form.Item name={[kind, 'countedFrom']} label={t('deadlines.countedFrom')} style={{ flex: 1 }}><Select options={(['sameDay', 'nextDay'] as const).map(value => ({ value, label: t(`from.${value}`) }))} /></Form.Item>
          </Flex>
        ))}
        <Form.Item name="sourceZh" label={t('deadlines.sourceZh')} rules={[{ required: true, whitespace: true, message: t('fillIn') }]}><Input maxLength={200} /></Form.Item>
        <Form.Item name="sourceEn" label={t('deadlines.sourceEn')}><Input maxLength={300} /></Form.Item>
        <Flex justify="end" gap="small"><Button onClick={onClose}>{t('complaints:dialog.back')}</Button><Button type="primary" htmlType="submit">{t('deadlines.keepRow')}</Button></Flex>
      </Form>
    </Modal>
  );
}
