import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Form, InputNumber, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { complaintLimits, type ComplaintLimits } from '../../../shared/deadline-table.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { LockedMark, useLockedSettings } from './locked-settings.tsx';

const fields = ['noticeAfterWorkingDays', 'mostReturns', 'reopenDays'] as const;
const settingOf = { noticeAfterWorkingDays: 'complaintNoticeAfterWorkingDays', mostReturns: 'complaintReturns', reopenDays: 'complaintReopenDays' } as const;

/** What is done when a deadline is missed, and how often a complaint may be given back, and how long it may be reopened. */
export function LimitsForm({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation('complaintRules');
  const { client, query } = useBranch();
  const toText = useErrorText();
  const isLocked = useLockedSettings();
  const [said, setSaid] = useState('');
  const stored = useQuery(query.deadlineTable.limits.queryOptions({ staleTime: 0 }));
  const save = useCommand(client.deadlineTable.saveLimits, { changes: [query.deadlineTable.limits.key(), query.complaints.key()], onDone: () => setSaid(t('limits.saved')), onRefused: () => setSaid('') });
  if (!stored.data) return stored.error ? <Alert type="error" showIcon role="alert" title={toText(stored.error)} /> : <Skeleton active aria-label={t('loading')} />;
  return (
    <Form<ComplaintLimits> layout="vertical" requiredMark={false} initialValues={stored.data} onFinish={values => void save.run(values)} onValuesChange={() => setSaid('')} aria-label={t('limits.title')}>
      <div role="status">{said !== '' && <Alert type="success" showIcon title={said} closable={{ onClose: () => setSaid('') }} />}</div>
      <Typography.Paragraph type="secondary">{t('limits.ladder')}</Typography.Paragraph>
      {fields.map(field => {
        const { minValue: min, maxValue: max } = complaintLimits.shape[field];
        return (
          <Form.Item
            key={field} name={field} label={t(`limits.${field}`)} extra={isLocked(settingOf[field]) ? <LockedMark /> : t(`limits.${field}Hint`)}
            rules={[{ validator: (_, value: unknown) => (complaintLimits.shape[field].safeParse(value).success ? Promise.resolve() : Promise.reject(new Error(t('limits.wrong', { min: min ?? 0, max: max ?? 0 })))) }]}
          >
            <InputNumber readOnly={!mayChange} disabled={isLocked(settingOf[field])} style={{ width: 160 }} />
          </Form.Item>
        );
      })}
      {save.errorText !== null && <Alert type="error" showIcon role="alert" title={save.errorText} style={{ marginBottom: 12 }} />}
      {mayChange && !fields.every(field => isLocked(settingOf[field])) && <Flex><Button type="primary" htmlType="submit" aria-busy={save.isRunning} disabled={save.isRunning}>{t('keep')}</Button></Flex>}
    </Form>
  );
}
