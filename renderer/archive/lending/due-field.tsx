import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BranchOutputs } from '../../../shared/branch-contract.ts';
import { DayInput } from './day-input.tsx';

export type ProposedDue = BranchOutputs['lending']['proposeDue'];

interface DueFieldProps {
  id: string;
  proposed: ProposedDue;
  levelName: string;
  today: string;
  value: string;
  problem: string | null;
  onChange(day: string): void;
}

/** The due day, with the latest one allowed and why it is that day. */
export function DueField({ id, proposed, levelName, today, value, problem, onChange }: DueFieldProps) {
  const { t } = useTranslation('lending');
  const why = t(`lend.dueWhy.${proposed.daysAre}`, { level: levelName, days: proposed.days, day: proposed.dueOn });
  return (
    <Form.Item
      label={t('lend.dueOn')} htmlFor={id} validateStatus={problem === null ? undefined : 'error'} help={problem ?? undefined}
      extra={proposed.isProvisional ? `${why} ${t('lend.provisional')}` : why}
    >
      <DayInput id={id} from={today} until={proposed.dueOn} value={value} onChange={onChange} />
    </Form.Item>
  );
}
