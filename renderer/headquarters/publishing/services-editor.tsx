import { Button, Drawer, Flex, Form, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newService, ServiceFields } from '../../components/service-fields.tsx';
import type { BodyOf, EditorProps } from './editor-props.ts';

type Body = BodyOf<'services'>;
type Service = Body['services'][number];

/** The service catalogue, a row a service; known to branches by the prefix. */
export function ServicesEditor({ value, onChange }: EditorProps<Body>) {
  const { t, i18n } = useTranslation('queue');
  const { t: own } = useTranslation('headquartersPublishing');
  const services = value?.services ?? [];
  const [edited, setEdited] = useState<Service | 'new' | null>(null);
  const keep = (service: Service) => {
    const others = services.filter(({ prefix }) => prefix !== (edited === 'new' || edited === null ? service.prefix : edited.prefix));
    onChange({ services: [...others, service].toSorted((a, b) => a.prefix.localeCompare(b.prefix)) });
    setEdited(null);
  };
  return (
    <Flex vertical gap="small">
      <Table<Service>
        rowKey="prefix" size="small" pagination={false} dataSource={services} locale={{ emptyText: own('services.empty') }}
        columns={[
          { key: 'prefix', title: t('services.prefix'), dataIndex: 'prefix', width: 70 },
          { key: 'name', title: own('field.nameZh'), render: (_, each) => i18n.language === 'en' ? each.nameEn : each.nameZh },
          { key: 'wait', title: t('services.targetWait'), width: 130, render: (_, { targetWaitMinutes }) => own('minutes', { count: targetWaitMinutes }) },
          { key: 'hours', title: own('field.opensAt'), width: 130, render: (_, { opensAt, closesAt }) => `${opensAt}–${closesAt}` },
          { key: 'documents', title: t('services.documents'), width: 110, render: (_, { requiredDocuments }) => requiredDocuments.length },
          { key: 'state', title: t('services.isActive'), width: 110, render: (_, { isActive }) => <Tag variant="outlined">{isActive ? '● ' : '○ '}{own(isActive ? 'value.yes' : 'value.no')}</Tag> },
          { key: 'do', title: own('headquarters:do'), width: 100, render: (_, each) => <Button size="small" aria-label={own('changeOf', { name: `${each.prefix} ${each.nameZh}` })} onClick={() => setEdited(each)}>{own('change')}</Button> },
        ]}
      />
      <div><Button onClick={() => setEdited('new')}>{t('services.add')}</Button></div>
      {edited !== null && <ServiceForm service={edited === 'new' ? null : edited} taken={services.filter(each => each !== edited).map(({ prefix }) => prefix)} onKeep={keep} onClose={() => setEdited(null)} />}
    </Flex>
  );
}

function ServiceForm({ service, taken, onKeep, onClose }: { service: Service | null; taken: readonly string[]; onKeep(service: Service): void; onClose(): void }) {
  const { t } = useTranslation('queue');
  const { t: own } = useTranslation('headquartersPublishing');
  const [form] = Form.useForm<Service>();
  return (
    <Drawer
      open title={service ? t('services.edit', { prefix: service.prefix }) : t('services.add')} size={560} onClose={onClose} mask={{ closable: false }} destroyOnHidden
      footer={<Flex justify="end" gap="small"><Button onClick={onClose}>{t('services.cancel')}</Button><Button type="primary" onClick={() => form.submit()}>{own('keep')}</Button></Flex>}
    >
      <Form<Service> form={form} layout="vertical" requiredMark={false} initialValues={service ?? newService(taken)} scrollToFirstError={{ focus: true }} onFinish={onKeep}>
        <ServiceFields taken={taken} />
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </Drawer>
  );
}
