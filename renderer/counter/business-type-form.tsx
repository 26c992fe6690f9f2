import { Alert, Button, Drawer, Flex, Form, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BusinessType } from '../../shared/counter.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';

interface BusinessTypeFormProps {
  type: BusinessType;
  isNew: boolean;
  services: { value: string; label: string }[];
  onClose(): void;
}

export function BusinessTypeForm({ type, isNew, services, onClose }: BusinessTypeFormProps) {
  const { t } = useTranslation('counter');
  const { client, query } = useBranch();
  const [refusal, setRefusal] = useState<string | null>(null);
  const save = useCommand(client.counter.saveBusinessType, {
    changes: [query.counter.listBusinessTypes.key()], onDone: onClose, onRefused: setRefusal,
  });
  const named = [{ required: true, whitespace: true, message: t('types.nameMissing') }];

  return (
    <Drawer open size={420} title={t(isNew ? 'types.addTitle' : 'types.changeTitle')} onClose={onClose} destroyOnHidden>
      <Form<Omit<BusinessType, 'id'>>
        layout="vertical" initialValues={type} requiredMark={false}
        onFinish={filled => void save.run({ ...filled, id: type.id })}
      >
        <Form.Item name="serviceId" label={t('types.service')}><Select options={services} /></Form.Item>
        <Form.Item name="nameZh" label={t('types.nameZh')} rules={named}><Input maxLength={30} autoFocus /></Form.Item>
        <Form.Item name="nameEn" label={t('types.nameEn')} rules={named}><Input maxLength={60} /></Form.Item>
        <Form.Item name="isActive" label={t('types.isActive')} valuePropName="checked" extra={t('types.inactiveMeans')}><Switch /></Form.Item>
        {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" style={{ marginBlockEnd: 16 }} />}
        <Flex justify="end" gap="small">
          <Button onClick={onClose}>{t('types.leave')}</Button>
          <Button type="primary" htmlType="submit" disabled={save.isRunning} aria-busy={save.isRunning}>{t('types.save')}</Button>
        </Flex>
      </Form>
    </Drawer>
  );
}
