import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isComposing } from '../components/composition.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { asTyped } from './use-file-search.ts';

/** Characters mean nothing where no field takes them; those of one label come at least so close together, however loaded the machine. */
const longestGapMs = 400;
const fewestCharacters = 5;

/**
 * A label scanned anywhere on the page opens its file, where no field takes the keys. The scanner is a keyboard: it types
 * the archive number and Enter.
 */
export function useScannedLabel(): void {
  const { t } = useTranslation('catalogue');
  const { query } = useBranch();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toText = useErrorText();
  const { message } = App.useApp();
  const open = async (archiveNumber: string) => {
    try {
      const file = await queries.fetchQuery(query.archive.byNumber.queryOptions({ input: { archiveNumber }, staleTime: 0, gcTime: 0 }));
      if (file) await navigate({ to: '/archive/file/$fileId', params: { fileId: file.id } });
      else void message.warning(t('scan.none', { number: archiveNumber }));
    } catch (error) {
      void message.error(toText(error));
    }
  };
  const newest = useRef(open);
  newest.current = open;

  useEffect(() => {
    let typed = '';
    let lastAt = 0;
    const listen = (event: KeyboardEvent) => {
      const isElsewhere = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable="true"]') !== null;
      if (isElsewhere || isComposing(event) || event.ctrlKey || event.altKey || event.metaKey || document.querySelector('[role="dialog"][aria-modal="true"]')) { typed = ''; return; }
      if (event.timeStamp - lastAt > longestGapMs) typed = '';
      lastAt = event.timeStamp;
      // Space presses what has the focus: that is a hand's.
      if (event.key.length === 1) typed = event.key === ' ' ? '' : typed + event.key;
      if (event.key !== 'Enter') return;
      const archiveNumber = asTyped(typed);
      typed = '';
      if (archiveNumber.length < fewestCharacters || archiveNumber.length > 40 || !/\d/.test(archiveNumber)) return;
      // The button that has the focus must not take the scanner's Enter for a press.
      event.preventDefault();
      event.stopPropagation();
      void newest.current(archiveNumber);
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}
