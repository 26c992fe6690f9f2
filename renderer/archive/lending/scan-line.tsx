import { ScanOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Input, type InputRef } from 'antd';
import { useState, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Loan } from '../../../shared/lending.ts';
import { isComposing } from '../../components/composition.ts';
import { useBranch } from '../../hooks/branch-client.tsx';
import { useErrorText } from '../../hooks/use-error-text.ts';
import { asTyped } from '../use-file-search.ts';

interface ScanLineProps {
  field: Ref<InputRef>;
  onLend(fileId: string): void;
  onTakeBack(loan: Loan): void;
}

/** One field for the scanner: what is on its shelf is lent, what is out is taken back. Nobody has to say which. */
export function ScanLine({ field, onLend, onTakeBack }: ScanLineProps) {
  const { t } = useTranslation('lending');
  const { client, query } = useBranch();
  const queries = useQueryClient();
  const toText = useErrorText();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  async function take(archiveNumber: string) {
    setProblem(null);
    try {
      const file = await queries.fetchQuery(query.archive.byNumber.queryOptions({ input: { archiveNumber }, staleTime: 0, gcTime: 0 }));
      if (!file) return setProblem(t('scan.none', { number: archiveNumber }));
      if (file.state === 'onShelf') return onLend(file.id);
      if (file.state !== 'lent') return setProblem(t('scan.neither', { number: file.archiveNumber, state: t(`archive:state.${file.state}`) }));
      const { loans: [loan] } = await client.lending.loans({ which: 'out', fileId: file.id });
      if (!loan) return setProblem(t('scan.noCard', { number: file.archiveNumber }));
      setTyped('');
      onTakeBack(loan);
    } catch (error) {
      setProblem(toText(error));
    }
  }

  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (isComposing(event) || event.key !== 'Enter') return;
    event.preventDefault();
    const archiveNumber = asTyped(typed);
    if (archiveNumber !== '') void take(archiveNumber);
  }

  return (
    <div className="lending-scan">
      <Input
        ref={field} aria-label={t('scan.label')} placeholder={t('scan.hint')} prefix={<ScanOutlined aria-hidden />} autoFocus autoComplete="off" spellCheck={false} maxLength={40}
        value={typed} onChange={event => { setTyped(event.target.value); setProblem(null); }} onKeyDown={press}
      />
      {problem !== null && <Alert type="warning" showIcon role="alert" title={problem} style={{ marginTop: 8 }} />}
    </div>
  );
}
