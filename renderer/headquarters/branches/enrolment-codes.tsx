import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Form, Input, Modal, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsoleOutputs } from '../../../shared/headquarters-console.ts';
import { useCommand } from '../../hooks/use-command.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { useHeadquarters } from '../use-headquarters.tsx';

type Code = ConsoleOutputs['branches']['codes'][number];

/** A one-time code for a new branch, or for a machine that takes the place of `branch`'s lost one. It is shown this once. */
export function EnrolmentCodes({ branch, onClose }: { branch: { id: string; name: string } | null; onClose(): void }) {
  const { t } = useTranslation('headquarters');
  const { client, query } = useHeadquarters();
  const times = useTimes();
  const [form] = Form.useForm<{ note: string }>();
  const [made, setMade] = useState<ConsoleOutputs['branches']['makeCode'] | null>(null);
  const codes = useQuery(query.branches.codes.queryOptions({ staleTime: 0 }));
  const make = useCommand(client.branches.makeCode, { changes: [query.branches.codes.key()], onDone: setMade, onRefused: () => undefined });
  return (
    <Modal open title={branch ? t('code.replaceTitle', { name: branch.name }) : t('code.newTitle')} width={760} footer={<Button onClick={onClose}>{t('close')}</Button>} mask={{ closable: false }} destroyOnHidden onCancel={onClose}>
      <Flex vertical gap="small">
        <Typography.Text>{t(branch ? 'code.replaceLead' : 'code.newLead')}</Typography.Text>
        {made
          ? (
            <Alert
              type="success" role="status" title={<Typography.Text copyable={{ text: made.code, tooltips: [t('staff:copy'), t('staff:copied')] }} style={{ fontSize: 24, letterSpacing: '.06em' }} code>{made.code}</Typography.Text>}
              description={t('code.once', { until: times.dayAndClock(made.validUntil) })}
            />
          )
          : (
            <Form<{ note: string }> form={form} layout="inline" requiredMark={false} initialValues={{ note: branch ? branch.name : '' }} onFinish={({ note }) => void make.run({ branchId: branch?.id ?? null, note })}>
              <Form.Item name="note" label={t('code.note')} rules={[{ required: true, whitespace: true, message: t('fillIn') }]}><Input maxLength={80} style={{ width: 300 }} placeholder={t('code.noteExample')} autoFocus autoComplete="off" /></Form.Item>
              <Button type="primary" htmlType="submit" loading={make.isRunning}>{t('code.make')}</Button>
            </Form>
          )}
        {make.errorText && <Alert type="error" showIcon role="alert" title={make.errorText} />}
        <Table<Code>
          rowKey={({ madeAt, note }) => `${madeAt}${note}`} size="small" pagination={{ pageSize: 8, hideOnSinglePage: true }} dataSource={codes.data ?? []} loading={codes.isPending} locale={{ emptyText: t('code.none') }}
          columns={[
            { key: 'note', title: t('code.note'), dataIndex: 'note' },
            { key: 'for', title: t('code.for'), render: (_, { branchName }) => branchName ?? t('code.forNew') },
            { key: 'made', title: t('code.madeBy'), render: (_, { madeByName, madeAt }) => `${madeByName} ${times.dayAndClock(madeAt)}` },
            { key: 'state', title: t('column.state'), render: (_, { usedAt, usedByName, validUntil }) => usedAt !== null ? t('code.used', { name: usedByName ?? '', at: times.dayAndClock(usedAt) }) : validUntil < Date.now() ? t('code.over') : t('code.until', { at: times.dayAndClock(validUntil) }) },
          ]}
        />
      </Flex>
    </Modal>
  );
}
