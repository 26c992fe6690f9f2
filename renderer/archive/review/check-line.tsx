import { ScanOutlined } from '@ant-design/icons';
import { Alert, Button, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewItem } from '../../../shared/lending.ts';
import { isComposing } from '../../components/composition.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useCommand } from '../../hooks/use-command.ts';
import { useScannerFinds } from '../lending/use-scanner.ts';
import { asTyped } from '../use-file-search.ts';

/** The scanner's field: each label marks its file as on the shelf, and the last mark can be taken back. */
export function CheckLine({ reviewId, items, onChecked }: { reviewId: string; items: readonly ReviewItem[]; onChecked(item: ReviewItem): void }) {
  const { t } = useTranslation('reviews');
  const { client } = useBranch();
  const field = useRef<InputRef>(null);
  const [typed, setTyped] = useState('');
  const [last, setLast] = useState<ReviewItem | null>(null);
  const [said, setSaid] = useState<{ type: 'success' | 'warning' | 'info'; text: string } | null>(null);
  useEffect(() => field.current?.focus(), []);
  useScannerFinds(() => field.current?.focus({ cursor: 'all' }));
  const check = useCommand(client.lending.checkItem, { onRefused: text => setSaid({ type: 'warning', text }) });

  async function scan(archiveNumber: string) {
    const known = items.find(({ file }) => file.archiveNumber.toUpperCase() === archiveNumber.toUpperCase());
    if (known?.finding === 'onShelf') {
      setTyped('');
      return setSaid({ type: 'info', text: t('check.already', { number: known.file.archiveNumber }) });
    }
    const item = await check.run({ reviewId, archiveNumber: known?.file.archiveNumber ?? archiveNumber, finding: 'onShelf', words: '' });
    if (!item) return;
    onChecked(item);
    setLast(known ?? null);
    setTyped('');
    setSaid({ type: 'success', text: t('check.onShelf', { number: item.file.archiveNumber }) });
  }

  async function takeBack(before: ReviewItem) {
    const item = await check.run({ reviewId, archiveNumber: before.file.archiveNumber, finding: before.finding, words: before.words });
    if (!item) return;
    onChecked(item);
    setLast(null);
    setSaid({ type: 'info', text: t('check.takenBack', { number: item.file.archiveNumber }) });
    field.current?.focus();
  }

  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (isComposing(event) || event.key !== 'Enter') return;
    event.preventDefault();
    const archiveNumber = asTyped(typed);
    if (archiveNumber !== '') void scan(archiveNumber);
  }

  return (
    <div style={{ maxWidth: 620 }}>
      <Input
        ref={field} aria-label={t('check.label')} placeholder={t('check.hint')} prefix={<ScanOutlined aria-hidden />} autoComplete="off" spellCheck={false} maxLength={40}
        value={typed} onChange={event => setTyped(event.target.value)} onKeyDown={press}
      />
      <div role="status" style={{ marginTop: 8 }}>
        {said && <Alert type={said.type} showIcon title={said.text} action={last && said.type === 'success' ? <Button size="small" onClick={() => void takeBack(last)}>{t('check.takeBack')}</Button> : undefined} />}
      </div>
    </div>
  );
}
