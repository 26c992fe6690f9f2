import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Table, Tag, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsoleStaff } from '../../../shared/console-session.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { useHeadquarters, useMay } from '../use-headquarters.tsx';
import { AccountDialog } from './account-dialog.tsx';
import { TemporaryPasswordDialog } from './temporary-password-dialog.tsx';

type Open = { what: 'add' } | { what: 'change' | 'reset'; person: ConsoleStaff } | null;

/** The people of headquarters: administrators change them, auditors read. */
export function AccountsPage() {
  const { t } = useTranslation('headquarters');
  const { query } = useHeadquarters();
  const toText = useErrorText();
  const isAdministrator = useMay('administrator');
  const people = useQuery(query.accounts.list.queryOptions());
  const [open, setOpen] = useState<Open>(null);
  const columns = useColumns(isAdministrator, setOpen);
  const close = () => setOpen(null);
  return (
    <Flex vertical gap="small">
      <PageHead title={t('accounts.title')} lead={t('accounts.lead')}>{isAdministrator && <Button type="primary" onClick={() => setOpen({ what: 'add' })}>{t('accounts.add')}</Button>}</PageHead>
      {people.error && <Alert type="error" showIcon role="alert" title={toText(people.error)} />}
      <Table<ConsoleStaff> rowKey="id" size="small" columns={columns} dataSource={people.data ?? []} loading={people.isPending} pagination={{ pageSize: 50, hideOnSinglePage: true }} />
      {(open?.what === 'add' || open?.what === 'change') && <AccountDialog person={open.what === 'change' ? open.person : null} onClose={close} />}
      {open?.what === 'reset' && <TemporaryPasswordDialog person={open.person} onClose={close} />}
    </Flex>
  );
}

function useColumns(isAdministrator: boolean, setOpen: (open: Open) => void): TableColumnsType<ConsoleStaff> {
  const { t } = useTranslation('headquarters');
  const times = useTimes();
  return [
    { title: t('staff:name'), dataIndex: 'name', width: 140 },
    { title: t('staff:loginName'), dataIndex: 'loginName', width: 160 },
    { title: t('staff:roles'), key: 'roles', render: (_, { roles }) => roles.map(role => t(`role.${role}`)).join(t('separator')) },
    { title: t('staff:state'), key: 'state', width: 190, render: (_, person) => <StateOf person={person} /> },
    { title: t('staff:lastSignedIn'), key: 'last', width: 150, render: (_, { lastSignedInAt }) => lastSignedInAt === null ? t('staff:never') : times.dayAndClock(lastSignedInAt) },
    ...isAdministrator ? [{
      title: t('do'), key: 'do', width: 210,
      render: (_: unknown, person: ConsoleStaff) => (
        <Flex gap={8}>
          <Button size="small" onClick={() => setOpen({ what: 'change', person })} aria-label={t('staff:staff.changeNamed', { name: person.name })}>{t('staff:change')}</Button>
          <Button size="small" onClick={() => setOpen({ what: 'reset', person })} aria-label={t('staff:staff.resetNamed', { name: person.name })}>{t('staff:staff.reset')}</Button>
        </Flex>
      ),
    }] : [],
  ];
}

function StateOf({ person }: { person: ConsoleStaff }) {
  const { t } = useTranslation('staff');
  const times = useTimes();
  if (!person.isActive) return <Tag>○ {t('stateWord.inactive')}</Tag>;
  if (person.lockedUntilAt !== null && person.lockedUntilAt > Date.now()) return <Tag color="error">▲ {t('stateWord.lockedUntil', { time: times.clock(person.lockedUntilAt) })}</Tag>;
  if (person.mustChangePassword) return <Tag color="warning">◐ {t('stateWord.mustChange')}</Tag>;
  return <Tag color="success">● {t('stateWord.active')}</Tag>;
}
