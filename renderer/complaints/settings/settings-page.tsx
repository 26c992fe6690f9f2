import { useNavigate } from '@tanstack/react-router';
import { Button, Flex, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../components/page-head.tsx';
import { useSession } from '../../hooks/branch-client.tsx';
import { CalendarYears } from './calendar-years.tsx';
import { ClassTable } from './class-table.tsx';
import { DeadlineRules } from './deadline-rules.tsx';
import { LimitsForm } from './limits-form.tsx';
import '../complaints.css';

/** The rules of complaints: classes, deadlines with the hall's hours, what follows when they are missed, and the work calendar they are reckoned on. */
export function SettingsPage() {
  const { t } = useTranslation('complaintRules');
  const navigate = useNavigate();
  const mayChange = useSession()?.staff?.roles.includes('manager') ?? false;
  return (
    <Flex vertical gap="small" className="complaints-page">
      <PageHead title={t('title')} lead={t(mayChange ? 'lead' : 'leadReader')}><Button onClick={() => void navigate({ to: '/complaints' })}>{t('complaints:back')}</Button></PageHead>
      <Tabs
        items={[
          { key: 'classes', label: t('classes.title'), children: <ClassTable mayChange={mayChange} /> },
          { key: 'deadlines', label: t('deadlines.title'), children: <DeadlineRules mayChange={mayChange} /> },
          { key: 'limits', label: t('limits.title'), children: <LimitsForm mayChange={mayChange} /> },
          { key: 'calendar', label: t('calendar.title'), children: <CalendarYears mayChange={mayChange} /> },
        ]}
      />
    </Flex>
  );
}
