import { Alert, Button, Drawer, Flex, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import type { Service } from '../../shared/queue.ts';
import { newService, ServiceFields } from '../components/service-fields.tsx';
import { useBranch } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';

interface ServiceDrawerProps {
  /** null for a new one */
  service: Service | null;
  others: readonly Service[];
  onSaved(saved: Service): void;
  onClose(): void;
}

/** One service's form. What can be judged here is said beside its field; what the service refuses, above the buttons. */
export function ServiceDrawer({ service, others, onSaved, onClose }: ServiceDrawerProps) {
  const { t } = useTranslation('queue');
  const { client, query } = useBranch();
  const [form] = Form.useForm<Omit<Service, 'id'>>();
  const [id] = useState(() => service?.id ?? uuidv7());
  const [refusal, setRefusal] = useState<string | null>(null);
  const save = useCommand(client.queue.saveService, { changes: [query.queue.listServices.key()], onDone: onSaved, onRefused: setRefusal });
  const taken = others.map(({ prefix }) => prefix);

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
        form={form} layout="vertical" initialValues={service ?? newService(taken)} requiredMark={false} scrollToFirstError={{ focus: true }}
        onFinish={values => { setRefusal(null); void save.run({ id, ...values }); }}
      >
        <ServiceFields taken={taken} />
        {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
        {/* Enter in a field saves; the visible button stands in the foot. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </Drawer>
  );
}
