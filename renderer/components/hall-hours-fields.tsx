import { Form, Input, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HallHours, HallSession } from '../../shared/deadlines.ts';

/** Monday first, as people read a week; the number is the weekday's place in the hours. */
const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

interface HallHoursFieldsProps {
  hours: HallHours;
  mayChange: boolean;
  /** that they are fixed elsewhere: then nobody changes them here */
  lockedMark?: ReactNode;
  onChange(hours: HallHours): void;
}

/** When the hall is open, a line a day: `09:00-12:00 13:30-17:30`. Empty: closed. */
export function HallHoursFields({ hours, mayChange, lockedMark = null, onChange }: HallHoursFieldsProps) {
  const { t } = useTranslation('complaintRules');
  const setWeekday = (day: number, sessions: HallSession[]) => onChange({ ...hours, weekdays: hours.weekdays.map((each, at) => (at === day ? sessions : each)) as HallHours['weekdays'] });
  return (
    <section aria-label={t('hours.title')}>
      <Typography.Title level={2} style={{ fontSize: 16 }}>{t('hours.title')}</Typography.Title>
      <Typography.Paragraph type="secondary">{lockedMark ?? t('hours.hint')}</Typography.Paragraph>
      <Form layout="vertical" component="div" disabled={lockedMark !== null} style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 1fr))', gap: '0 12px' }}>
        {weekdays.map(day => <HoursOfDay key={day} label={t(`weekday.${day}`)} sessions={hours.weekdays[day]} mayChange={mayChange} onChange={sessions => setWeekday(day, sessions)} />)}
        <HoursOfDay label={t('hours.holiday')} sessions={hours.holiday} mayChange={mayChange} onChange={holiday => onChange({ ...hours, holiday })} />
        <HoursOfDay label={t('hours.makeUpWorkday')} sessions={hours.makeUpWorkday} mayChange={mayChange} onChange={makeUpWorkday => onChange({ ...hours, makeUpWorkday })} />
      </Form>
    </section>
  );
}

function HoursOfDay({ label, sessions, mayChange, onChange }: { label: string; sessions: readonly HallSession[]; mayChange: boolean; onChange(sessions: HallSession[]): void }) {
  const { t } = useTranslation('complaintRules');
  const [typed, setTyped] = useState(() => sessions.map(({ opensAt, closesAt }) => `${opensAt}-${closesAt}`).join(' '));
  const read = readSessions(typed);
  return (
    <Form.Item label={label} validateStatus={read ? undefined : 'error'} help={read ? undefined : t('hours.notHours')}>
      <Input
        aria-label={label} readOnly={!mayChange} placeholder={t('hours.closed')} value={typed}
        onChange={event => {
          setTyped(event.target.value);
          const now = readSessions(event.target.value);
          if (now) onChange(now);
        }}
      />
    </Form.Item>
  );
}

/** Sessions as they are typed; null: not hours. */
function readSessions(text: string): HallSession[] | null {
  const parts = text.normalize('NFKC').split(/[\s,;、]+/u).filter(part => part !== '');
  const sessions = parts.map(part => /^(\d{1,2}:\d{2})[-–—~至](\d{1,2}:\d{2})$/u.exec(part));
  if (sessions.some(each => each === null)) return null;
  return sessions.map(each => ({ opensAt: (each?.[1] ?? '').padStart(5, '0'), closesAt: (each?.[2] ?? '').padStart(5, '0') }));
}
