import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Table, Tag, Typography, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffMember } from '../../shared/staff.ts';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { useTimes } from '../hooks/use-times.ts';
import { ResetPasswordDialog } from './reset-password-dialog.tsx';
import { StaffDrawer } from './staff-drawer.tsx';
import { useRoleWords } from './use-role-words.ts';

type Open = { what: 'add' } | { what: 'change' | 'reset'; member: StaffMember } | null;

/** The people with an account: administrators change them, auditors read. */
export function StaffPage() {
  const { t } = useTranslation('staff');
  const { query } = useBranch();
  const toText = useErrorText();
  const isAdministrator = useSession()?.staff?.roles.includes('administrator') ?? false;
  const members = useQuery(query.staff.list.queryOptions());
  const [open, setOpen] = useState<Open>(null);
  const columns = useColumns(isAdministrator, setOpen);
  const close = () => setOpen(null);

  // Who only reads has nothing here to reach with Tab; the page itself takes the keyboard then, so that the arrows scroll it.
  const reading = isAdministrator ? {} : { role: 'region', 'aria-label': t('staff.title'), tabIndex: 0 };
  return (
    <Flex vertical gap="middle" style={{ padding: 16 }} {...reading}>
      <Flex justify="space-between" align="center">
        <Typography.Title level={1} style={{ fontSize: 20, margin: 0 }}>{t('staff.title')}</Typography.Title>
        {isAdministrator && <Button type="primary" onClick={() => setOpen({ what: 'add' })}>{t('staff.add')}</Button>}
      </Flex>
      <Typography.Text type="secondary">{t('staff.separation')}</Typography.Text>
      {members.error && <Alert type="error" showIcon title={toText(members.error)} />}
      <Table<StaffMember>
        rowKey="id"
        size="middle"
        columns={columns}
        dataSource={members.data ?? []}
        loading={members.isPending}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
      />
      {(open?.what === 'add' || open?.what === 'change') && <StaffDrawer member={open.what === 'change' ? open.member : null} onClose={close} />}
      {open?.what === 'reset' && <ResetPasswordDialog member={open.member} onClose={close} />}
    </Flex>
  );
}

function useColumns(isAdministrator: boolean, setOpen: (open: Open) => void): TableColumnsType<StaffMember> {
  const { t } = useTranslation('staff');
  const roleWords = useRoleWords();
  const times = useTimes();
  return [
    { title: t('name'), dataIndex: 'name', width: 140 },
    { title: t('loginName'), dataIndex: 'loginName', width: 160 },
    { title: t('roles'), dataIndex: 'roles', render: (_value, member) => roleWords(member.roles) },
    { title: t('state'), width: 200, render: (_value, member) => <StateOf member={member} /> },
    { title: t('lastSignedIn'), width: 150, render: (_value, { lastSignedInAt }) => lastSignedInAt === null ? t('never') : times.dayAndClock(lastSignedInAt) },
    ...(isAdministrator ? [{
      title: t('actions'),
      width: 200,
      render: (_value: unknown, member: StaffMember) => (
        <Flex gap={8}>
          <Button size="small" onClick={() => setOpen({ what: 'change', member })} aria-label={t('staff.changeNamed', { name: member.name })}>{t('change')}</Button>
          <Button size="small" onClick={() => setOpen({ what: 'reset', member })} aria-label={t('staff.resetNamed', { name: member.name })}>{t('staff.reset')}</Button>
        </Flex>
      ),
    }] : []),
  ];
}

function StateOf({ member }: { member: StaffMember }) {
  const { t } = useTranslation('staff');
  const times = useTimes();
  if (!member.isActive) return <Tag>{t('stateWord.inactive')}</Tag>;
  if (member.lockedUntilAt !== null && member.lockedUntilAt > Date.now()) return <Tag color="error">{t('stateWord.lockedUntil', { time: times.clock(member.lockedUntilAt) })}</Tag>;
  if (member.mustChangePassword) return <Tag color="warning">{t('stateWord.mustChange')}</Tag>;
  return <Tag color="success">{t('stateWord.active')}</Tag>;
}
