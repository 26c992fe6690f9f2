import { Alert, Button, Drawer, Flex, Form, Input, InputNumber, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import type { Service } from '../../shared/queue.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { RequiredDocumentsFields } from './required-documents-fields.tsx';

interface ServiceDrawerProps {
  /** null for a new one */
  service: Service | null;
  others: readonly Service[];
  onSaved(saved: Service): void;
  onClose(): void;
}

const time = /^([01]\d|2[0-3]):[0-5]\d$/;

/** One service's form. What can be judged here is said beside its field; what the service refuses, above the buttons. */
export function ServiceDrawer({ service, others, onSaved, onClose }: ServiceDrawerProps) {
  const { t } = useTranslation('queue');
  const { client, query } = useBranch();
  const [form] = Form.useForm<Omit<Service, 'id'>>();
  const [id] = useState(() => service?.id ?? uuidv7());
  const [refusal, setRefusal] = useState<string | null>(null);
  const save = useCommand(client.queue.saveService, { changes: [query.queue.listServices.key()], onDone: onSaved, onRefused: setRefusal });
  const start: Omit<Service, 'id'> = service ?? {
    prefix: firstFreePrefix(others), nameZh: '', nameEn: '', targetWaitMinutes: 15, targetServiceMinutes: 10, requiredDocuments: [], opensAt: '08:30', closesAt: '17:30', isActive: true,
  };
  const minutesRule = { type: 'integer' as const, min: 1, max: 240, required: true, message: t('services.check.minutes') };

  return (
    <Drawer
      open title={service ? t('services.edit', { prefix: service.prefix }) : t('services.add')} size={560} onClose={onClose} mask={{ closable: false }} destroyOnHidden
      footer={(
        <Flex justify="end" gap="small">
          <Button onClick={onClose}>{t('services.cancel')}</Button>
          <Button type="primary" aria-busy={save.isRunning} disabled={save.isRunning} onClick={() => form.submit()}>{t('services.save')}</Button>
        </Flex>
      )}
    >
      <Form
        form={form} layout="vertical" initialValues={start} requiredMark={false} scrollToFirstError={{ focus: true }}
        onFinish={values => { setRefusal(null); void save.run({ id, ...values }); }}
      >
        <Flex gap="middle">
          <Form.Item
            name="prefix" label={t('services.prefix')} extra={t('services.prefixHint')} style={{ width: 150 }} normalize={(typed: string) => typed.trim().toUpperCase()}
            rules={[
              { required: true, pattern: /^[A-Z]$/, message: t('services.check.prefix') },
              { validator: (_, prefix: string) => (others.some(each => each.prefix === prefix) ? Promise.reject(new Error(t('services.check.prefixTaken', { prefix }))) : Promise.resolve()) },
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
        {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
        {/* Enter in a field saves; the visible button stands in the foot. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </Drawer>
  );
}

function firstFreePrefix(others: readonly Service[]): string {
  const taken = new Set(others.map(each => each.prefix));
  return [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find(letter => !taken.has(letter)) ?? '';
}
