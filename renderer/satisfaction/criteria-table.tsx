import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Form, Input, InputNumber, Modal, Select, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { criterionKinds, type Criterion } from '../../shared/satisfaction.ts';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useCommand } from '../hooks/use-command.ts';
import { useTimes } from '../hooks/use-times.ts';

/** The year's targets as they were set and revised: nothing is overwritten, the newest of a kind counts. */
export function CriteriaTable({ year }: { year: number }) {
  const { t } = useTranslation('satisfaction');
  const { client, query } = useBranch();
  const times = useTimes();
  const mayChange = useSession()?.staff?.roles.includes('manager') ?? false;
  const [isSetting, setSetting] = useState(false);
  const list = useQuery(query.satisfaction.criteria.queryOptions({ input: { year }, staleTime: 0 }));
  const set = useCommand(client.satisfaction.setCriterion, { changes: [query.satisfaction.criteria.key()], onDone: () => setSetting(false), onRefused: () => undefined });
  const newest = new Set(criterionKinds.map(kind => list.data?.find(each => each.kind === kind)?.id));
  return (
    <section aria-label={t('criteria.title', { year })}>
      <Flex justify="space-between" align="center"><Typography.Title level={2} style={{ fontSize: 16 }}>{t('criteria.title', { year })}</Typography.Title>{mayChange && <Button onClick={() => setSetting(true)}>{t('criteria.set')}</Button>}</Flex>
      <Table<Criterion>
        rowKey="id" size="small" pagination={false} loading={list.isPending} dataSource={list.data ?? []} locale={{ emptyText: t('criteria.none') }}
        columns={[
          { key: 'kind', title: t('criteria.kind'), render: (_, each) => t(each.kind) }, { key: 'target', title: t('criteria.target'), width: 120, render: (_, { targetPercent }) => `≥ ${targetPercent} %` },
          { key: 'counts', title: t('criteria.counts'), width: 120, render: (_, { id }) => t(newest.has(id) ? 'criteria.now' : 'criteria.earlier') },
          { title: t('criteria.note'), dataIndex: 'note' }, { key: 'set', title: t('criteria.setBy'), width: 200, render: (_, { setAt, setByName }) => `${setByName} ${times.dayAndClock(setAt)}` },
        ]}
      />
      {isSetting && (
        <Modal open title={t('criteria.set')} footer={null} mask={{ closable: false }} destroyOnHidden onCancel={() => setSetting(false)}>
          <Form<Pick<Criterion, 'kind' | 'targetPercent' | 'note'>> layout="vertical" requiredMark={false} initialValues={{ kind: 'satisfiedShare', targetPercent: 85, note: '' }} onFinish={values => void set.run({ ...values, year })}>
            <Form.Item name="kind" label={t('criteria.kind')}><Select options={criterionKinds.map(value => ({ value, label: t(value) }))} /></Form.Item>
            <Form.Item name="targetPercent" label={t('criteria.target')} rules={[{ type: 'integer', min: 1, max: 100, required: true, message: t('criteria.percent') }]}><InputNumber suffix="%" style={{ width: 140 }} /></Form.Item>
            <Form.Item name="note" label={t('criteria.note')} rules={[{ required: true, whitespace: true, message: t('fillIn') }]}><Input maxLength={200} /></Form.Item>
            {set.errorText !== null && <Alert type="error" showIcon role="alert" title={set.errorText} style={{ marginBottom: 12 }} />}
            <Button type="primary" htmlType="submit" aria-busy={set.isRunning} disabled={set.isRunning}>{t('keep')}</Button>
          </Form>
        </Modal>
      )}
    </section>
  );
}
