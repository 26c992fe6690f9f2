import { Alert, Flex, Steps, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { ChooseLedger } from './choose-ledger.tsx';
import { ImportDone } from './import-done.tsx';
import type { LedgerKind, Mapping, Opened, Progress } from './ledger-kind.ts';
import { MapColumns } from './map-columns.tsx';
import { ReviewRows } from './review-rows.tsx';
import { sendLedger } from './send-ledger.ts';

type Step =
  | { at: 'choose' }
  | { at: 'map'; opened: Opened; mapping: Mapping }
  | { at: 'review'; opened: Opened; mapping: Mapping; checked: Progress }
  | { at: 'done'; result: Progress };

const stepNames = ['choose', 'map', 'check', 'done'] as const;

/** Bringing a ledger in: choose the file, match its columns, look at what passed, store it. */
export function LedgerImport({ kind, counts, onChanged }: { kind: LedgerKind; counts: ReactNode; onChanged(): void }) {
  const { t } = useTranslation(kind.namespace);
  const toText = useErrorText();
  const [step, setStep] = useState<Step>({ at: 'choose' });
  const [fault, setFault] = useState<string | null>(null);
  const [note, setNote] = useState<string | null>(null);

  /** Runs one call; a refusal appears in words above the step and the step stays as it is. */
  async function attempt(work: () => Promise<void>) {
    setFault(null);
    setNote(null);
    try {
      await work();
    } catch (error) {
      setFault(toText(error));
    }
  }

  const open = (file: File, onSent: (share: number) => void) => attempt(async () => {
    const opened = await sendLedger(kind.road, file, onSent);
    setStep({ at: 'map', opened, mapping: opened.suggestedMapping });
  });
  const openSheet = (importId: string, sheetName: string) => attempt(async () => {
    const opened = await kind.road.openLedger({ importId, sheetName });
    setStep({ at: 'map', opened, mapping: opened.suggestedMapping });
  });

  function startAnew(words: string | null = null) {
    setFault(null);
    setNote(words);
    setStep({ at: 'choose' });
    onChanged();
  }

  return (
    <Flex vertical gap="middle" style={{ padding: 16 }}>
      <Flex justify="space-between" align="baseline" gap="middle" wrap>
        <Typography.Title level={1} style={{ fontSize: 20, margin: 0 }}>{t('import.title')}</Typography.Title>
        {counts}
      </Flex>
      <Steps size="small" current={{ choose: 0, map: 1, review: 2, done: 3 }[step.at]} items={stepNames.map(name => ({ title: t(`import.steps.${name}`) }))} />
      {fault !== null && <Alert type="error" showIcon title={fault} role="alert" closable={{ onClose: () => setFault(null) }} />}
      {note !== null && <Alert type="info" showIcon title={note} role="status" closable={{ onClose: () => setNote(null) }} />}
      {step.at === 'choose' && <ChooseLedger kind={kind} onChoose={open} />}
      {step.at === 'map' && (
        <MapColumns
          kind={kind} key={`${step.opened.importId} ${step.opened.sheetName}`} opened={step.opened} mapping={step.mapping}
          onSheet={sheetName => openSheet(step.opened.importId, sheetName)}
          onBack={() => void leave(step.opened.importId)}
          onCheck={mapping => attempt(async () => {
            const checked = await kind.road.checkLedger({ importId: step.opened.importId, mapping });
            setStep({ at: 'review', opened: step.opened, mapping, checked });
          })}
        />
      )}
      {step.at === 'review' && (
        <ReviewRows
          kind={kind} checked={step.checked}
          onBack={() => { setFault(null); setStep({ at: 'map', opened: step.opened, mapping: step.mapping }); }}
          onLeave={() => void leave(step.checked.importId)}
          onStopped={() => startAnew(t('import.store.cancelled'))}
          onDone={result => { setFault(null); setStep({ at: 'done', result }); onChanged(); }}
          onRefused={text => { startAnew(t('import.store.failed')); setFault(text); }}
          onFault={setFault}
        />
      )}
      {step.at === 'done' && <ImportDone kind={kind} result={step.result} onAgain={() => startAnew()} onFault={setFault} />}
    </Flex>
  );

  async function leave(importId: string) {
    await attempt(async () => { await kind.road.cancelImport({ importId }); });
    startAnew();
  }
}
