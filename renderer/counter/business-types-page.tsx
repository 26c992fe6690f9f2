import { EditOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Select, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import type { BusinessType } from '../../shared/counter.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { BusinessTypeForm } from './business-type-form.tsx';

/** Administration: the kinds of business a clerk can choose from, by service. */
export function BusinessTypesPage() {
  const { t, i18n } = useTranslation('counter');
  const { query } = useBranch();
  const toText = useErrorText();
  const services = useQuery(query.queue.listServices.queryOptions());
  const types = useQuery(query.counter.listBusinessTypes.queryOptions());
  const [serviceId, setServiceId] = useState<string | null>(null);
  const [edited, setEdited] = useState<BusinessType | null>(null);

  const serviceOptions = (services.data ?? []).map(service => ({
    value: service.id, label: `${service.prefix} ${i18n.language === 'en' ? service.nameEn : service.nameZh}`,
  }));
  const labelOf = (id: string) => serviceOptions.find(option => option.value === id)?.label ?? '';
  const shown = (types.data ?? []).filter(type => serviceId === null || type.serviceId === serviceId);
  const fault = services.error ?? types.error;
  const newTypeOf = serviceId ?? serviceOptions[0]?.value;

  return (
    <Flex vertical gap="middle">
      <Flex justify="space-between" align="center" gap="middle" wrap>
        <Typography.Title level={1} style={{ fontSize: 20, margin: 0 }}>{t('types.title')}</Typography.Title>
        <Flex gap="small">
          <Select
            style={{ width: 240 }} allowClear value={serviceId} onChange={chosen => setServiceId(chosen ?? null)}
            options={serviceOptions} placeholder={t('types.allServices')} aria-label={t('types.service')}
          />
          <Button
            type="primary" icon={<PlusOutlined aria-hidden />} disabled={newTypeOf === undefined}
            onClick={() => newTypeOf && setEdited({ id: uuidv7(), serviceId: newTypeOf, nameZh: '', nameEn: '', isActive: true })}
          >
            {t('types.add')}
          </Button>
        </Flex>
      </Flex>
      {fault && <Alert type="error" showIcon title={toText(fault)} />}
      <Table<BusinessType>
        rowKey="id" size="small" loading={types.isPending} dataSource={shown} pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t('types.empty') }}
        columns={[
          { title: t('types.service'), dataIndex: 'serviceId', render: labelOf },
          { title: t('types.nameZh'), dataIndex: 'nameZh' },
          { title: t('types.nameEn'), dataIndex: 'nameEn' },
          { title: t('types.state'), dataIndex: 'isActive', render: (isActive: boolean) => <Tag variant="filled">{t(isActive ? 'types.active' : 'types.inactive')}</Tag> },
          {
            title: t('types.change'), key: 'change', width: 80,
            render: (_, type) => (
              <Button
                type="text" size="small" icon={<EditOutlined aria-hidden />} onClick={() => setEdited(type)}
                aria-label={t('types.changeOf', { name: i18n.language === 'en' ? type.nameEn : type.nameZh })}
              />
            ),
          },
        ]}
      />
      {edited && (
        <BusinessTypeForm
          key={edited.id} type={edited} isNew={!types.data?.some(type => type.id === edited.id)}
          services={serviceOptions} onClose={() => setEdited(null)}
        />
      )}
    </Flex>
  );
}
