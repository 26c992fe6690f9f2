import { Alert, Button, Drawer, Flex, Form, Input, InputNumber, Radio, Switch, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import type { Service, ServiceWindow, ServingKind } from '../../shared/queue.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { useQueueWords } from './use-queue-words.ts';

interface WindowDrawerProps {
  /** null for a new one */
  window: ServiceWindow | null;
  others: readonly ServiceWindow[];
  services: readonly Service[];
  onSaved(saved: ServiceWindow): void;
  onClose(): void;
}

interface Fields { number: number; nameZh?: string; nameEn?: string; isActive: boolean; kinds: Record<string, ServingKind | 'none'> }

/** One window's form: its number, its names, and per service own, helping or not at all. */
export function WindowDrawer({ window, others, services, onSaved, onClose }: WindowDrawerProps) {
  const { t } = useTranslation('queue');
  const words = useQueueWords();
  const { client, query } = useBranch();
  const [form] = Form.useForm<Fields>();
  const [id] = useState(() => window?.id ?? uuidv7());
  const [refusal, setRefusal] = useState<string | null>(null);
  const save = useCommand(client.queue.saveWindow, { changes: [query.queue.listWindows.key()], onDone: onSaved, onRefused: setRefusal });
  const start: Fields = {
    number: window?.number ?? Math.max(0, ...others.map(each => each.number)) + 1,
    nameZh: window?.nameZh ?? '', nameEn: window?.nameEn ?? '', isActive: window?.isActive ?? true,
    kinds: Object.fromEntries(services.map(service => [service.id, window?.services.find(each => each.serviceId === service.id)?.kind ?? 'none'])),
  };

  function send({ kinds, nameZh = '', nameEn = '', ...fields }: Fields) {
    setRefusal(null);
    const listed = services.map(service => service.id);
    // Services that are not in use now stay as they were: the form does not show them.
    const kept = window?.services.filter(each => !listed.includes(each.serviceId)) ?? [];
    const chosen = listed.flatMap(serviceId => { const kind = kinds[serviceId]; return kind === 'own' || kind === 'helping' ? [{ serviceId, kind }] : []; });
    void save.run({ id, ...fields, nameZh: nameZh.trim(), nameEn: nameEn.trim(), services: [...kept, ...chosen] });
  }

  return (
    <Drawer
      open title={window ? t('windows.edit', { number: window.number }) : t('windows.add')} size={560} onClose={onClose} mask={{ closable: false }} destroyOnHidden
      footer={(
        <Flex justify="end" gap="small">
          <Button onClick={onClose}>{t('windows.cancel')}</Button>
          <Button type="primary" aria-busy={save.isRunning} disabled={save.isRunning} onClick={() => form.submit()}>{t('windows.save')}</Button>
        </Flex>
      )}
    >
      <Form form={form} layout="vertical" initialValues={start} requiredMark={false} scrollToFirstError={{ focus: true }} onFinish={send}>
        <Flex gap="middle">
          <Form.Item
            name="number" label={t('windows.number')}
            rules={[
              { type: 'integer', min: 1, max: 999, required: true, message: t('windows.check.number') },
              { validator: (_, number: number) => (others.some(each => each.number === number) ? Promise.reject(new Error(t('windows.check.numberTaken', { number }))) : Promise.resolve()) },
            ]}
          >
            <InputNumber autoFocus style={{ width: 110 }} />
          </Form.Item>
          <Form.Item name="isActive" label={t('windows.isActive')} valuePropName="checked"><Switch aria-label={t('windows.isActive')} /></Form.Item>
        </Flex>
        <Form.Item name="nameZh" label={t('windows.nameZh')} rules={[{ max: 30, message: t('windows.check.nameZh') }]}><Input placeholder={t('windows.nameHint')} /></Form.Item>
        <Form.Item name="nameEn" label={t('windows.nameEn')} rules={[{ max: 60, message: t('windows.check.nameEn') }]}><Input /></Form.Item>
        <Typography.Text>{t('windows.services')}</Typography.Text>
        <Typography.Paragraph type="secondary">{t('windows.matrixHint')}</Typography.Paragraph>
        {services.map(service => (
          <Flex key={service.id} justify="space-between" align="center" style={{ minHeight: 34 }}>
            <span>{words.service(service)}</span>
            <Form.Item name={['kinds', service.id]} noStyle>
              <Radio.Group
                aria-label={t('windows.kindOf', { prefix: service.prefix, name: words.name(service) })}
                options={(['own', 'helping', 'none'] as const).map(value => ({ value, label: t(`windows.${value}`) }))}
              />
            </Form.Item>
          </Flex>
        ))}
        {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
        {/* Enter in a field saves; the visible button stands in the foot. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </Drawer>
  );
}
