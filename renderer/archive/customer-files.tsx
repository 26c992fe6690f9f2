import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Skeleton, Typography } from 'antd';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { FileRow } from './file-row.tsx';
import { useCatalogue } from './use-catalogue.ts';

/** The files of the customer at the counter. The list has the keyboard from the start: arrows, Enter. */
export function CustomerFiles({ customerId, onOpen }: { customerId: string; onOpen(fileId: string): void }) {
  const { t } = useTranslation('archive');
  const { query } = useBranch();
  const toText = useErrorText();
  const words = useCatalogue();
  const listId = useId();
  const list = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState(0);
  // Listing a person's files is an entry of the log: once per showing, never again by itself.
  const files = useQuery(query.archive.ofCustomer.queryOptions({ input: { customerId }, staleTime: Infinity, gcTime: 0 }));
  const found = files.data ?? [];
  const hasFound = found.length > 0;
  useEffect(() => { if (hasFound) list.current?.focus(); }, [hasFound]);

  function press(event: KeyboardEvent) {
    const chosen = found[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') setActive((active + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length);
    else if (event.key === 'Enter' && !event.ctrlKey && chosen) onOpen(chosen.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  if (files.error) return <Alert type="error" showIcon role="alert" title={toText(files.error)} action={<Button size="small" onClick={() => void files.refetch()}>{t('search.again')}</Button>} />;
  if (!files.data) return <Skeleton active title={false} aria-label={t('panel.loading')} />;
  if (found.length === 0) return <Typography.Text type="secondary"><strong>{t('panel.none')}</strong><br />{t('panel.noneText')}</Typography.Text>;
  return (
    <>
      <ul ref={list} role="listbox" tabIndex={0} aria-label={t('panel.list')} aria-activedescendant={`${listId}-${active}`} className="file-search__list" onKeyDown={press}>
        {found.map((file, at) => (
          <FileRow key={file.id} id={`${listId}-${at}`} file={file} matchedBy={null} words={words} isActive={at === active} onPoint={() => setActive(at)} onOpen={() => onOpen(file.id)} />
        ))}
      </ul>
      <Typography.Text type="secondary">{t('panel.keys')}</Typography.Text>
    </>
  );
}
