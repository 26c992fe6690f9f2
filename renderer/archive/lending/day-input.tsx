import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface DayInputProps {
  id: string;
  /** `YYYY-MM-DD`, empty when none is chosen */
  value: string;
  from: string;
  until: string;
  onChange(day: string): void;
}

/** A day, typed as 2026-11-24 or chosen; days outside of the allowed ones cannot be chosen. */
export function DayInput({ id, value, from, until, onChange }: DayInputProps) {
  return (
    <DatePicker
      id={id} style={{ width: 220 }} value={value === '' ? null : dayjs(value)} format="YYYY-MM-DD" allowClear={false}
      minDate={dayjs(from)} maxDate={dayjs(until)} onChange={day => onChange(day?.format('YYYY-MM-DD') ?? '')}
    />
  );
}
