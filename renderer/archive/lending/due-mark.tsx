import { Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { daysFrom } from '../../../shared/calendar.ts';
import type { Loan } from '../../../shared/lending.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { useBusinessDate } from './use-business-date.ts';

const soonWithinDays = 3;

/** When a loan is due and how that stands today: a shape and words, never colour alone. */
export function DueMark({ loan }: { loan: Loan }) {
  const { t } = useTranslation('lending');
  const times = useTimes();
  const today = useBusinessDate();
  const { returned, dueOn, overdueDays } = loan;
  if (returned) return <Tag variant="outlined" className="lending-mark">✓ {t('due.returned', { at: times.dayAndClock(returned.at) })}</Tag>;
  const leftDays = daysFrom(today, dueOn);
  return (
    <span className="lending-number">
      {overdueDays > 0 && <Tag color="error" className="lending-mark">▲ {t('due.overdue', { days: overdueDays })}</Tag>}
      {overdueDays === 0 && leftDays === 0 && <Tag color="warning" className="lending-mark">◆ {t('due.today')}</Tag>}
      {overdueDays === 0 && leftDays > 0 && leftDays <= soonWithinDays && <Tag variant="outlined" className="lending-mark">◇ {t('due.left', { days: leftDays })}</Tag>}
      {overdueDays === 0 && leftDays > soonWithinDays && <span>{t('due.left', { days: leftDays })}</span>}
      <br />
      <Typography.Text type="secondary">{dueOn}{loan.isDueProvisional ? t('due.provisional') : ''}</Typography.Text>
    </span>
  );
}
