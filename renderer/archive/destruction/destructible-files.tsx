import { Alert, Checkbox, Flex, Input, Table, Typography, type InputRef } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BranchOutputs } from '../../../shared/branch-contract.ts';
import { isComposing } from '../../components/composition.ts';
import { LevelMark } from '../file-marks.tsx';
import { placeText } from '../file-row.tsx';
import { useScannerFinds } from '../lending/use-scanner.ts';
import type { CatalogueWords } from '../use-catalogue.ts';
import { asTyped } from '../use-file-search.ts';

type DestructibleFile = BranchOutputs['lending']['destructible'][number];

interface DestructibleFilesProps {
  files: readonly DestructibleFile[];
  words: CatalogueWords;
  isReading: boolean;
  chosen: readonly string[];
  onChoose(fileIds: string[]): void;
  /** between the scanner's field and the long list: what Tab reaches next */
  children: ReactNode;
}

/** What may be destroyed, to be ticked; a scanned label ticks its file, the beginning of a number narrows the list. */
export function DestructibleFiles({ files, words, isReading, chosen, onChoose, children }: DestructibleFilesProps) {
  const { t } = useTranslation('destruction');
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<{ type: 'success' | 'warning'; text: string } | null>(null);
  const field = useRef<InputRef>(null);
  useEffect(() => field.current?.focus(), []);
  useScannerFinds(() => field.current?.focus({ cursor: 'all' }));
  const start = asTyped(typed).toUpperCase();
  const shown = files.filter(({ archiveNumber }) => archiveNumber.toUpperCase().startsWith(start));
  const areAllChosen = shown.length > 0 && shown.every(({ id }) => chosen.includes(id));
  const isAnyChosen = shown.some(({ id }) => chosen.includes(id));

  const toggle = (ids: readonly string[], isOn: boolean) => onChoose(isOn ? [...new Set([...chosen, ...ids])] : chosen.filter(id => !ids.includes(id)));

  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (isComposing(event) || event.key !== 'Enter') return;
    event.preventDefault();
    if (start === '') return;
    const file = files.find(({ archiveNumber }) => archiveNumber.toUpperCase() === start);
    if (!file) return setSaid({ type: 'warning', text: t('files.notHere', { number: asTyped(typed) }) });
    toggle([file.id], true);
    setTyped('');
    setSaid({ type: 'success', text: t('files.ticked', { number: file.archiveNumber }) });
  }

  return (
    <Flex vertical gap="small">
      <Input
        id="destruction-scan" ref={field} aria-label={t('files.scan')} placeholder={t('files.scanHint')} autoComplete="off" spellCheck={false} maxLength={40} style={{ maxWidth: 620 }}
        value={typed} onChange={event => { setTyped(event.target.value); setSaid(null); }} onKeyDown={press}
      />
      <div role="status">{said && <Alert type={said.type} showIcon title={said.text} />}</div>
      {children}
      <Table<DestructibleFile>
        rowKey="id" size="small" dataSource={shown} loading={isReading} pagination={shown.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        locale={{ emptyText: t(files.length === 0 ? 'files.none' : 'files.noneSuch') }}
        columns={[
          {
            key: 'choose', width: 44,
            title: <Checkbox aria-label={t('files.chooseAll', { count: shown.length })} disabled={shown.length === 0} checked={areAllChosen} indeterminate={isAnyChosen && !areAllChosen} onChange={event => toggle(shown.map(({ id }) => id), event.target.checked)} />,
            render: (_, { id, archiveNumber }) => <Checkbox aria-label={t('files.choose', { number: archiveNumber })} checked={chosen.includes(id)} onChange={event => toggle([id], event.target.checked)} />,
          },
          { key: 'number', title: t('files.number'), width: 170, render: (_, { archiveNumber }) => <span className="destruction-number">{archiveNumber}</span> },
          { key: 'file', title: t('files.file'), render: (_, { maskedName, maskedTitle }) => <>{maskedName}<Typography.Text type="secondary"> · {maskedTitle}</Typography.Text></> },
          { key: 'pages', title: t('files.pages'), width: 70, align: 'end', render: (_, { pages }) => <span className="destruction-number">{pages}</span> },
          { key: 'level', title: t('files.level'), width: 110, render: (_, { levelId }) => <LevelMark levelId={levelId} words={words} /> },
          { key: 'place', title: t('files.place'), width: 170, render: (_, file) => placeText(file, words) || t('archive:row.noPlace') },
          { key: 'ended', title: t('files.ended'), width: 120, render: (_, { retentionEndsOn }) => <span className="destruction-number">{retentionEndsOn}</span> },
        ]}
      />
    </Flex>
  );
}
