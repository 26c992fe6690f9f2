import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Flex, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BranchStory } from '../../../shared/console-branches.ts';
import type { HeldChange, HeldGroup, ReplayOutcome } from '../../../shared/console-quarantine.ts';
import { useCommand } from '../../hooks/use-command.ts';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { useTimes } from '../../hooks/use-times.ts';
import { shownLive } from '../shown-live.ts';
import { TableName, useTableWords } from '../table-words.tsx';
import { useHeadquarters, useMay } from '../use-headquarters.tsx';
import { ConfirmDialog, type Confirmed } from './confirm-dialog.tsx';

/** Changes that could not be taken over, by table and reason, with what an administrator may do once the cause is mended. */
export function HeldChanges({ story }: { story: BranchStory }) {
  const { t } = useTranslation('headquarters');
  const { client, query } = useHeadquarters();
  const { message } = App.useApp();
  const toText = useErrorText();
  const isAdministrator = useMay('administrator');
  const [asked, setAsked] = useState<Confirmed | null>(null);
  const groups = useQuery(query.quarantine.list.queryOptions({ input: { branchId: story.id }, ...shownLive }));
  const tell = ({ replayed, stillHeld }: ReplayOutcome) => void (stillHeld === 0 ? message.success(t('quarantine.replayed', { count: replayed })) : message.warning(t('quarantine.stillHeld', { replayed, count: stillHeld })));
  const replay = useCommand(client.quarantine.replay, { changes: [query.branches.key(), query.quarantine.key()], onDone: tell });

  if (groups.error) return <Alert type="error" showIcon role="alert" title={toText(groups.error)} />;
  if (groups.data?.length === 0) return <span className="console-empty">{t('quarantine.empty')}</span>;
  return (
    <Flex vertical gap="middle">
      <Flex gap="middle" align="center" wrap>
        <Typography.Text type="secondary">{t(isAdministrator ? 'quarantine.lead' : 'quarantine.leadReader')}</Typography.Text>
        {isAdministrator && <Button loading={replay.isRunning} disabled={!groups.data} onClick={() => void replay.run({ branchId: story.id, row: null })}>{t('quarantine.replayAll')}</Button>}
      </Flex>
      {groups.data?.map(group => (
        <Group
          key={`${group.table}/${group.reason}`} group={group} isAdministrator={isAdministrator} isBusy={replay.isRunning}
          onReplay={({ key }) => void replay.run({ branchId: story.id, row: { table: group.table, key } })}
          onDismiss={({ epoch, seq }) => setAsked({ what: 'dismissHeld', epoch, seq })}
        />
      ))}
      {asked && <ConfirmDialog story={story} asked={asked} onClose={() => setAsked(null)} />}
    </Flex>
  );
}

interface GroupProps { group: HeldGroup; isAdministrator: boolean; isBusy: boolean; onReplay(change: HeldChange): void; onDismiss(change: HeldChange): void }

function Group({ group, isAdministrator, isBusy, onReplay, onDismiss }: GroupProps) {
  const { t, i18n } = useTranslation('headquarters');
  const times = useTimes();
  const tableWords = useTableWords();
  const { table, reason, changes, count, waitingBehind } = group;
  const why = i18n.exists(`heldReason.${reason}`, { ns: 'headquarters' }) ? t(`heldReason.${reason}`) : reason;
  const named = (act: string, { epoch, seq }: HeldChange) => `${act} ${t('changeOf', { epoch, seq })}`;
  return (
    <section aria-label={`${tableWords(table)} ${why}`}>
      <Typography.Title level={2} style={{ fontSize: 16, margin: '0 0 6px' }}><TableName table={table} /> {why} <Typography.Text type="secondary" style={{ fontWeight: 400 }}>{waitingBehind === 0 ? t('quarantine.groupCount', { count }) : t('quarantine.groupCounts', { count, behind: waitingBehind })}</Typography.Text></Typography.Title>
      <Table<HeldChange>
        rowKey={({ epoch, seq }) => `${epoch}/${seq}`} size="small" pagination={{ pageSize: 20, hideOnSinglePage: true }} dataSource={changes}
        columns={[
          { key: 'seq', title: t('quarantine.change'), width: 170, className: 'console-number', render: (_, { epoch, seq }) => t('changeOf', { epoch, seq }) },
          { key: 'key', title: t('quarantine.key'), render: (_, { key }) => <span className="console-hash">{key}</span> },
          { key: 'detail', title: t('quarantine.detail'), width: 180, render: (_, { detail }) => <span className="console-hash">{detail}</span> },
          { key: 'since', title: t('quarantine.since'), width: 140, render: (_, { heldAt }) => times.dayAndClock(heldAt) },
          { key: 'behind', title: t('quarantine.behind'), width: 110, className: 'console-number', render: (_, change) => change.waitingBehind === 0 ? '' : change.waitingBehind },
          ...isAdministrator ? [{
            key: 'do', title: t('do'), width: 170, render: (_: unknown, change: HeldChange) => (
              <Flex gap={4}>
                <Button size="small" disabled={isBusy} aria-label={named(t('quarantine.replay'), change)} onClick={() => onReplay(change)}>{t('quarantine.replay')}</Button>
                <Button size="small" danger disabled={isBusy} aria-label={named(t('quarantine.dismiss'), change)} onClick={() => onDismiss(change)}>{t('quarantine.dismiss')}</Button>
              </Flex>
            ),
          }] : [],
        ]}
      />
      {count > changes.length && <Typography.Text type="secondary">{t('quarantine.more', { count: count - changes.length })}</Typography.Text>}
    </section>
  );
}
