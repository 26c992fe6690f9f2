import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Flex, TimePicker, Typography } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { quarterHourMinutes } from '../../shared/appointments.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { dayNumberOf } from '../../shared/calendar.ts';
import { zoneDays } from '../../shared/zone-days.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useOffice } from '../hooks/office.ts';
import { useCommand } from '../hooks/use-command.ts';
import { useTimes } from '../hooks/use-times.ts';

interface KeptPlaceProps {
  visitId: string;
  /** what the customer comes back for */
  serviceId: string;
  onRefused(text: string | null): void;
}

/** The place kept for this customer's return, which the slip says: kept, moved, or given up. */
export function KeptPlace({ visitId, serviceId, onRefused }: KeptPlaceProps) {
  const { t } = useTranslation('counter');
  const { client, query } = useBranch();
  const times = useTimes();
  const zone = useOffice().timeZone ?? 'Asia/Shanghai';
  const kept = useQuery(query.appointments.keptFor.queryOptions({ input: { visitId } })).data ?? null;
  const [isChoosing, setChoosing] = useState(false);
  const [day, setDay] = useState<Dayjs | null>(null);
  const [time, setTime] = useState<Dayjs | null>(null);
  const onDone = () => {
    setChoosing(false);
    onRefused(null);
  };
  const changes = [query.appointments.key()];
  const keep = useCommand(client.appointments.keepPlace, { onDone, onRefused, changes });
  const cancel = useCommand(client.appointments.cancel, { onDone, onRefused, changes });

  function choose() {
    setDay(kept ? dayjs(kept.businessDate) : null);
    setTime(kept ? dayjs(`${kept.businessDate}T${times.clock(kept.appointmentAt)}`) : null);
    setChoosing(true);
  }

  function submit() {
    if (!day || !time) return onRefused(t('place.incomplete'));
    const appointmentAt = zoneDays(zone).momentOn(dayNumberOf(day.format('YYYY-MM-DD')), time.hour() * 60 + time.minute());
    void keep.run({ visitId, serviceId, appointmentAt });
  }

  if (!isChoosing) {
    return (
      <Flex align="center" gap="small">
        <Typography.Text role="status">{kept ? t('place.kept', { at: times.dayAndClock(kept.appointmentAt) }) : ''}</Typography.Text>
        <Button onClick={choose}>{t(kept ? 'place.move' : 'place.keep')}</Button>
        {kept && <Button loading={cancel.isRunning} onClick={() => void cancel.run({ appointmentId: kept.id })}>{t('place.cancel')}</Button>}
      </Flex>
    );
  }
  return (
    <Flex
      align="center" gap="small" wrap role="group" aria-label={t('place.keep')}
      onKeyDown={event => { if (event.key === 'Escape' && !event.defaultPrevented) setChoosing(false); }}
    >
      <DatePicker autoFocus aria-label={t('place.day')} placeholder={t('place.day')} value={day} minDate={dayjs(businessDateOf(Date.now(), zone))} onChange={setDay} style={{ width: 140 }} />
      <TimePicker aria-label={t('place.time')} placeholder={t('place.time')} format="HH:mm" minuteStep={quarterHourMinutes} value={time} onChange={setTime} needConfirm={false} style={{ width: 110 }} />
      <Button type="primary" loading={keep.isRunning} onClick={submit}>{t('place.submit')}</Button>
      <Button onClick={() => setChoosing(false)}>{t('place.back')}</Button>
    </Flex>
  );
}
