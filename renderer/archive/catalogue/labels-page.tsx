import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Button, Flex, Input, InputNumber, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileLabel } from '../../../shared/archive.ts';
import { PageHead } from '../../components/page-head.tsx';
import { PrintedPaper } from '../../components/paper.tsx';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { Key, useFileKeys } from '../archive-keys.tsx';
import { FileSearch } from '../file-search.tsx';
import { useCatalogue } from '../use-catalogue.ts';
import { asTyped } from '../use-file-search.ts';
import { LabelSheets, labelsOnSheet } from './label-sheets.tsx';
import { readLabelled } from './labelled-files.ts';
import '../archive.css';
import './catalogue.css';

/** Labels to print: of files that were found, of a run of numbers, of an import; from the first free place of a used sheet. */
export function LabelsPage() {
  const { files } = useParams({ strict: false });
  const { t } = useTranslation('catalogue');
  const navigate = useNavigate();
  const { client, query } = useBranch();
  const queries = useQueryClient();
  const toText = useErrorText();
  const words = useCatalogue();
  const [added, setAdded] = useState<FileLabel[]>([]);
  const [removed, setRemoved] = useState(false);
  const [firstPlace, setFirstPlace] = useState(1);
  const [range, setRange] = useState({ from: '', until: '' });
  const [problem, setProblem] = useState<string | null>(null);
  const given = useQuery({ queryKey: [...query.archive.labels.key(), 'page', files], queryFn: () => loadGiven(), enabled: files !== undefined, staleTime: 0, gcTime: 0 });
  useEffect(() => setRemoved(false), [files]);
  const labels = [...(removed ? [] : given.data?.labels ?? []), ...added].filter((label, at, all) => all.findIndex(each => each.id === label.id) === at);
  const sheetCount = Math.ceil((labels.length + firstPlace - 1) / labelsOnSheet);

  const print = () => { if (labels.length > 0) window.print(); };
  useFileKeys({ 'Alt+P': print, 'Ctrl+P': print });

  async function loadGiven() {
    const labelled = readLabelled(files);
    if ('importId' in labelled) return client.archive.labels({ importId: labelled.importId });
    return { labels: await Promise.all(labelled.fileIds.map(fileId => client.archive.get({ fileId }))), hasMore: false };
  }

  async function attempt(work: () => Promise<string | null>) {
    setProblem(null);
    try {
      setProblem(await work());
    } catch (error) {
      setProblem(toText(error));
    }
  }
  const addFile = (fileId: string) => attempt(async () => {
    const file = await queries.fetchQuery(query.archive.get.queryOptions({ input: { fileId }, staleTime: 0, gcTime: 0 }));
    if (file.state === 'destroyed') return t('labels.destroyed', { number: file.archiveNumber });
    setAdded(before => [...before, file]);
    return null;
  });
  const addRange = () => attempt(async () => {
    const [fromNumber, untilNumber] = [asTyped(range.from), asTyped(range.until)];
    if (fromNumber === '' || untilNumber === '') return t('labels.rangeMissing');
    const found = await client.archive.labels({ fromNumber, untilNumber });
    setAdded(before => [...before, ...found.labels]);
    if (found.labels.length === 0) return t('labels.rangeNone', { from: fromNumber, until: untilNumber });
    return found.hasMore ? t('labels.more', { count: found.labels.length, last: found.labels.at(-1)?.archiveNumber }) : null;
  });

  return (
    <div className="labels-page">
      <Flex vertical gap="middle">
        <PageHead title={t('labels.title')} lead={t('labels.lead')} />
        {(given.error ?? problem) !== null && <Alert type="warning" showIcon role="alert" title={problem ?? toText(given.error)} />}
        {given.data?.hasMore && <Alert type="warning" showIcon title={t('labels.more', { count: given.data.labels.length, last: given.data.labels.at(-1)?.archiveNumber })} />}
        <Flex gap="small" align="center" wrap>
          <label htmlFor="labels-first">{t('labels.first')}</label>
          <InputNumber id="labels-first" min={1} max={labelsOnSheet} precision={0} value={firstPlace} onChange={place => setFirstPlace(place ?? 1)} />
          <Typography.Text type="secondary">{t('labels.firstHint')}</Typography.Text>
        </Flex>
        <Flex gap="small" wrap>
          <Button type="primary" disabled={labels.length === 0} aria-keyshortcuts="Alt+P" onClick={print}>{t('labels.print')} <Key label="Alt+P" /></Button>
          <Button disabled={labels.length === 0} onClick={() => { setAdded([]); setRemoved(true); }}>{t('labels.clear')}</Button>
          <Button onClick={() => void navigate({ to: '/archive' })}>{t('labels.leave')}</Button>
        </Flex>
        <div role="status">{labels.length === 0 ? t('labels.none') : t('labels.count', { count: labels.length, sheets: sheetCount })}</div>
        <Flex gap="small" wrap component="section" aria-label={t('labels.range')}>
          <Typography.Text strong style={{ width: '100%' }}>{t('labels.range')}</Typography.Text>
          <Input aria-label={t('labels.from')} placeholder={t('labels.from')} style={{ width: 170 }} maxLength={40} value={range.from} onChange={event => setRange({ ...range, from: event.target.value })} onPressEnter={() => void addRange()} />
          <Input aria-label={t('labels.until')} placeholder={t('labels.until')} style={{ width: 170 }} maxLength={40} value={range.until} onChange={event => setRange({ ...range, until: event.target.value })} onPressEnter={() => void addRange()} />
          <Button onClick={() => void addRange()}>{t('labels.addRange')}</Button>
        </Flex>
        <Typography.Text strong>{t('labels.search')}</Typography.Text>
        <div className="archive-panel"><FileSearch isInPanel takesFocus={files === undefined} onOpen={fileId => void addFile(fileId)} /></div>
      </Flex>
      {/* The sheets are wider than a narrow window: what scrolls takes the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="labels-page__sheets" role="region" tabIndex={0} aria-label={t('labels.preview')}><LabelSheets labels={labels} firstPlace={firstPlace} words={words} /></div>
      {labels.length > 0 && <PrintedPaper><LabelSheets labels={labels} firstPlace={firstPlace} words={words} /></PrintedPaper>}
    </div>
  );
}
