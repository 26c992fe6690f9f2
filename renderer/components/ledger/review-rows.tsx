import { Button, Flex, Progress, Statistic, Table, Typography } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../hooks/use-command.ts';
import { useLive } from '../../hooks/use-live.ts';
import type { LedgerKind, Progress as ImportProgress } from './ledger-kind.ts';
import { useRefusedRows } from './use-refused-rows.ts';

interface ReviewRowsProps {
  kind: LedgerKind;
  checked: ImportProgress;
  onBack(): void;
  onLeave(): void;
  onStopped(): void;
  onDone(result: ImportProgress): void;
  onRefused(text: string): void;
  onFault(text: string): void;
}

/** What the check found, and the one press that stores the good rows. */
export function ReviewRows({ kind, checked, onBack, onLeave, onStopped, onDone, onRefused, onFault }: ReviewRowsProps) {
  const { t } = useTranslation(kind.namespace);
  const { importId } = checked;
  const [isStopping, setStopping] = useState(false);
  /** the refusal of a stopped import comes back to the press that began it, which knows no newer state */
  const wasStopped = useRef(false);
  const live = useLive(kind.watch(importId));
  const download = useRefusedRows(kind, importId, onFault);
  const store = useCommand(kind.road.storeLedger, {
    changes: kind.changes,
    onDone,
    onRefused: text => (wasStopped.current ? onStopped() : onRefused(text)),
  });
  const progress = live.picture?.stage === 'storing' ? live.picture : null;
  const refusedCount = checked.rowCount - checked.good;

  async function stop() {
    setStopping(true);
    wasStopped.current = true;
    const stage = await kind.road.cancelImport({ importId }).then(progress => progress.stage, () => null);
    if (stage === 'cancelled') return;
    // Too late, or not heard: the rows may be just becoming customers, and the answer of the store is on its way.
    wasStopped.current = false;
    setStopping(false);
  }

  if (store.isRunning) {
    const done = progress?.rowsDone ?? 0;
    const isLastStep = done >= checked.good;
    return (
      <Flex vertical gap="middle" align="flex-start">
        <Progress percent={Math.floor(done / Math.max(checked.good, 1) * 100)} aria-label={t('import.steps.done')} style={{ width: '100%' }} />
        <div role="status">{isLastStep ? t('import.store.last') : t('import.store.storing', { done, total: checked.good })}</div>
        <Button onClick={() => void stop()} loading={isStopping} disabled={isLastStep}>{t('import.store.cancel')}</Button>
      </Flex>
    );
  }
  return (
    <Flex vertical gap="middle">
      <Flex gap={40} wrap>
        {(['good', 'duplicatesInBranch', 'duplicatesInFile', 'refused'] as const).map(kind => (
          <Statistic key={kind} title={t(`import.check.${kind}`)} value={checked[kind]} />
        ))}
      </Flex>
      <Flex gap="small" wrap>
        <Button type="primary" autoFocus disabled={checked.good === 0} onClick={() => void store.run({ importId })}>{t('import.check.store', { count: checked.good })}</Button>
        {refusedCount > 0 && <Button loading={download.isRunning} onClick={() => void download.run()}>{t('import.check.download')}</Button>}
        <Button onClick={onBack}>{t('import.check.back')}</Button>
        <Button onClick={onLeave}>{t('import.check.leave')}</Button>
      </Flex>
      {checked.good === 0 && <Typography.Text type="warning">{t('import.check.nothing')}</Typography.Text>}
      {checked.problems.length === 0 ? <Typography.Text type="success">{t('import.check.noProblems')}</Typography.Text> : (
        <Table
          size="small" title={() => t(refusedCount > checked.problems.length ? 'import.check.problems' : 'import.check.problemsAll')}
          pagination={false} rowKey="rowNumber" dataSource={checked.problems}
          columns={[
            { title: t('import.check.row'), dataIndex: 'rowNumber', width: 90, align: 'end' },
            { title: t('import.check.problem'), dataIndex: 'problem', width: 280, render: (problem: ImportProgress['problems'][number]['problem']) => t(`import.problem.${problem}`) },
            { title: t('import.check.cell'), dataIndex: 'cell' },
          ]}
        />
      )}
    </Flex>
  );
}
