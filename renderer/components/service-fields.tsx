import { Flex, Form, Input, InputNumber, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Service } from '../../shared/queue.ts';
import { RequiredDocumentsFields } from './required-documents-fields.tsx';

const time = /^([01]\d|2[0-3]):[0-5]\d$/;

/** The fields of a service, with what can be judged of each beside it. `taken`: prefixes of the others. */
export function ServiceFields({ taken }: { taken: readonly string[] }) {
  const { t } = useTranslation('queue');
  const minutesRule = { type: 'integer' as const, min: 1, max: 240, required: true, message: t('services.check.minutes') };
  return (
    <>
      <Flex gap="middle">
        <Form.Item
          name="prefix" label={t('services.prefix')} extra={t('services.prefixHint')} style={{ width: 150 }} normalize={(typed: string) => typed.trim().toUpperCase()}
          rules={[
            { required: true, pattern: /^[A-Z]$/, message: t('services.check.prefix') },
            { validator: (_, prefix: string) => (taken.includes(prefix) ? Promise.reject(new Error(t('services.check.prefixTaken', { prefix }))) : Promise.resolve()) },
          ]}
        >
          <Input maxLength={1} autoFocus />
        </Form.Item>
        <Form.Item name="isActive" label={t('services.isActive')} valuePropName="checked"><Switch aria-label={t('services.isActive')} /></Form.Item>
      </Flex>
      <Form.Item name="nameZh" label={t('services.nameZh')} rules={[{ required: true, whitespace: true, max: 30, message: t('services.check.nameZh') }]}><Input /></Form.Item>
      <Form.Item name="nameEn" label={t('services.nameEn')} rules={[{ required: true, whitespace: true, max: 60, message: t('services.check.nameEn') }]}><Input /></Form.Item>
      <Flex gap="middle" wrap>
        <Form.Item name="targetWaitMinutes" label={t('services.targetWait')} rules={[minutesRule]}><InputNumber suffix={t('services.minutesUnit')} style={{ width: 120 }} /></Form.Item>
        <Form.Item name="targetServiceMinutes" label={t('services.targetService')} rules={[minutesRule]}><InputNumber suffix={t('services.minutesUnit')} style={{ width: 120 }} /></Form.Item>
        <Form.Item name="opensAt" label={t('services.opensAt')} rules={[{ required: true, pattern: time, message: t('services.check.time') }]}><Input style={{ width: 90 }} inputMode="numeric" /></Form.Item>
        <Form.Item name="closesAt" label={t('services.closesAt')} extra={t('services.hoursHint')} rules={[{ required: true, pattern: time, message: t('services.check.time') }]}>
          <Input style={{ width: 90 }} inputMode="numeric" />
        </Form.Item>
      </Flex>
      <RequiredDocumentsFields />
    </>
  );
}

/** What a new service begins with: the first letter nobody has. */
export function newService(taken: readonly string[]): Omit<Service, 'id'> {
  const prefix = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find(letter => !taken.includes(letter)) ?? '';
  return { prefix, nameZh: '', nameEn: '', targetWaitMinutes: 15, targetServiceMinutes: 10, requiredDocuments: [], opensAt: '08:30', closesAt: '17:30', isActive: true };
}
