import { useQuery } from '@tanstack/react-query';
import { Select, type SelectProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useHeadquarters } from '../use-headquarters.tsx';

interface ClassSelectProps extends Omit<SelectProps<string>, 'value' | 'onChange' | 'options' | 'showSearch'> {
  /** null: the classes published to all branches */
  branchId: string | null;
  value?: string | null;
  onChange?(classId: string | null): void;
  /** for a new complaint: classes in use that are not divided further */
  isForIntake?: boolean;
}

/** A class of complaints, by part of its name. */
export function ClassSelect({ branchId, value = null, onChange, isForIntake = false, ...props }: ClassSelectProps) {
  const { i18n } = useTranslation();
  const { query } = useHeadquarters();
  const classes = useQuery(query.complaints.classes.queryOptions({ input: { branchId }, staleTime: 60_000 }));
  const shown = (classes.data ?? []).filter(({ isActive, isDivided }) => !isForIntake || (isActive && !isDivided));
  return (
    <Select<string>
      {...props} value={value} loading={classes.isFetching} showSearch={{ optionFilterProp: 'label' }} onChange={chosen => onChange?.(chosen ?? null)}
      options={shown.map(({ id, nameZh, nameEn }) => ({ value: id, label: i18n.language === 'en' ? nameEn : nameZh }))}
    />
  );
}
