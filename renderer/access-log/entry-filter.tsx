import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Input, Select, Tag } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { logActions, type LogFilter } from '../../shared/access-log.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { addDays, startOfDay } from './start-of-day.ts';
import { useTimeZone } from './use-time-zone.ts';

interface EntryFilterProps {
  filter: LogFilter;
  onChange(filter: LogFilter): void;
  onRead(): void;
  isReading: boolean;
}

/** By person, action, outcome and days; a file or a customer is chosen from one of its entries. */
export function EntryFilter({ filter, onChange, onRead, isReading }: EntryFilterProps) {
  const { t } = useTranslation('accessLog');
  const { query } = useBranch();
  const { timeZone } = useTimeZone();
  const id = useId();
  const staff = useQuery(query.staff.list.queryOptions({ staleTime: 60_000 }));
  const [days, setDays] = useState({ from: '', until: '' });
  const set = (change: Partial<LogFilter>) => {
    // Only what was chosen: an empty filter reads in the log's own order.
    onChange(Object.fromEntries(Object.entries({ ...filter, ...change }).filter(([, value]) => value !== undefined)));
  };

  function setDay(which: 'from' | 'until', date: string) {
    setDays({ ...days, [which]: date });
    if (which === 'from') set({ fromAt: date ? startOfDay(date, timeZone) : undefined });
    else set({ untilAt: date ? startOfDay(addDays(date, 1), timeZone) : undefined });
  }

  return (
    <Flex gap="small" wrap align="center" role="search" aria-label={t('filter.title')}>
      <Select
        aria-label={t('filter.staff')} placeholder={t('filter.staff')} allowClear showSearch={{ optionFilterProp: 'label' }} style={{ width: 180 }} value={filter.staffId} onChange={staffId => set({ staffId })}
        options={(staff.data ?? []).map(each => ({ value: each.id, label: `${each.name} ${each.loginName}` }))}
      />
      <Select
        aria-label={t('filter.action')} placeholder={t('filter.action')} allowClear showSearch={{ optionFilterProp: 'label' }} style={{ width: 180 }} value={filter.action} onChange={action => set({ action })}
        options={logActions.map(action => ({ value: action, label: t(`action.${action}`) }))}
      />
      <Select
        aria-label={t('filter.outcome')} placeholder={t('filter.outcome')} allowClear style={{ width: 120 }} value={filter.outcome} onChange={outcome => set({ outcome })}
        options={(['done', 'refused'] as const).map(outcome => ({ value: outcome, label: t(`outcome.${outcome}`) }))}
      />
      <label htmlFor={`${id}-from`}>{t('filter.from')}</label>
      <Input id={`${id}-from`} type="date" style={{ width: 150 }} value={days.from} onChange={event => setDay('from', event.target.value)} />
      <label htmlFor={`${id}-until`}>{t('filter.until')}</label>
      <Input id={`${id}-until`} type="date" style={{ width: 150 }} value={days.until} onChange={event => setDay('until', event.target.value)} />
      {filter.fileId !== undefined && <Tag closable={{ 'aria-label': t('filter.everyFile') }} onClose={() => set({ fileId: undefined })}>{t('filter.oneFile')}</Tag>}
      {filter.customerId !== undefined && <Tag closable={{ 'aria-label': t('filter.everyCustomer') }} onClose={() => set({ customerId: undefined })}>{t('filter.oneCustomer')}</Tag>}
      <Button onClick={onRead} loading={isReading}>{t('filter.read')}</Button>
    </Flex>
  );
}
