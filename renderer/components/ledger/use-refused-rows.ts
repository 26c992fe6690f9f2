import { useTranslation } from 'react-i18next';
import { useAction } from '../../hooks/use-command.ts';
import type { LedgerKind } from './ledger-kind.ts';

/** Fetches the rows that were not taken and hands them to the browser as a file. */
export function useRefusedRows(kind: LedgerKind, importId: string, onFault: (text: string) => void) {
  const { i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const fetching = useAction(() => kind.road.refusedRows({ importId, language }), { onDone: save, onRefused: onFault });
  return { isRunning: fetching.isRunning, run: () => fetching.run(undefined) };
}

function save(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  // The browser has taken it once the click's task is over.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
