import { SearchOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Empty, Flex, Input, Typography, type InputRef } from 'antd';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isComposing } from '../components/composition.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { Key } from './archive-keys.tsx';
import { FileFilterFields } from './file-filter-fields.tsx';
import { FileRow } from './file-row.tsx';
import { useCatalogue } from './use-catalogue.ts';
import { useFileSearch, type FileFilters } from './use-file-search.ts';

interface FileSearchProps {
  onOpen(fileId: string): void;
  /** Beside a visit `/` belongs to the desk. */
  isInPanel?: boolean;
  takesFocus?: boolean;
  /** shown while nothing was asked */
  children?: ReactNode;
}

/** Finds files by what is on a label, a form or in somebody's mouth. Type, arrows, Enter; `/` comes back to the field. */
export function FileSearch({ onOpen, isInPanel = false, takesFocus = true, children }: FileSearchProps) {
  const { t } = useTranslation('archive');
  const { query } = useBranch();
  const queries = useQueryClient();
  const toText = useErrorText();
  const words = useCatalogue();
  const listId = useId();
  const field = useRef<InputRef>(null);
  const [filters, setFilters] = useState<FileFilters>({});
  const [active, setActive] = useState(0);
  const [labelError, setLabelError] = useState<unknown>(null);
  const search = useFileSearch(filters);
  const { matches, asked } = search;
  useEffect(() => setActive(0), [asked, filters]);
  useSlash(!isInPanel, () => field.current?.focus({ cursor: 'all' }));
  const open = (fileId: string) => {
    // Where the page stays, the next label that is scanned replaces this one.
    field.current?.select();
    onOpen(fileId);
  };
  const optionId = (at: number): string => `${listId}-${at}`;

  /** A scanner types a label's number and Enter faster than any search: that file opens at once. */
  async function openByNumber(archiveNumber: string) {
    setLabelError(null);
    try {
      const file = await queries.fetchQuery(query.archive.byNumber.queryOptions({ input: { archiveNumber }, staleTime: 0, gcTime: 0 }));
      if (file) open(file.id);
      else search.askNow();
    } catch (error) {
      setLabelError(error);
    }
  }

  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (isComposing(event) || event.ctrlKey || event.altKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (matches.length > 0) setActive((active + (event.key === 'ArrowDown' ? 1 : matches.length - 1)) % matches.length);
    } else if (event.key === 'Enter' && search.words !== '') {
      event.preventDefault();
      event.stopPropagation();
      const chosen = search.isAnswered ? matches[active] : undefined;
      if (chosen) open(chosen.id);
      else if (/\d/.test(search.words) && search.words.length <= 40) void openByNumber(search.words);
      else search.askNow();
    } else if (event.key === 'Escape' && search.typed !== '') {
      event.preventDefault();
      event.stopPropagation();
      search.setTyped('');
    }
  }

  return (
    <section className="file-search" aria-label={t('search.label')}>
      <Input
        ref={field} role="combobox" aria-label={t('search.label')} aria-autocomplete="list" aria-haspopup="listbox"
        aria-expanded={matches.length > 0} aria-controls={matches.length > 0 ? listId : undefined} aria-activedescendant={matches.length > 0 ? optionId(active) : undefined}
        size={isInPanel ? 'middle' : 'large'} prefix={<SearchOutlined aria-hidden />} suffix={isInPanel ? undefined : <Key label="/" />} placeholder={t('search.hint')}
        autoComplete="off" spellCheck={false} maxLength={60} autoFocus={takesFocus} value={search.typed}
        onChange={event => { setLabelError(null); search.setTyped(event.target.value); }}
        {...search.composition}
        onKeyDown={press}
      />
      <FileFilterFields filters={filters} words={words} onChange={setFilters} />
      {(search.error ?? labelError ?? words.error) !== null && (
        <Alert
          type="error" showIcon title={toText(search.error ?? labelError ?? words.error)} role="alert"
          action={search.error !== null && <Button size="small" onClick={search.tryAgain}>{t('search.again')}</Button>}
        />
      )}
      <div role="status" className="file-search__status"><Typography.Text type="secondary">{statusText()}</Typography.Text></div>
      {matches.length > 0 && (
        <ul id={listId} role="listbox" aria-label={t('search.found')} className="file-search__list">
          {matches.map((match, at) => (
            <FileRow key={match.id} id={optionId(at)} file={match} matchedBy={match.matchedBy} words={words} isActive={at === active} onPoint={() => setActive(at)} onOpen={() => open(match.id)} />
          ))}
        </ul>
      )}
      {search.isAnswered && matches.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<Flex vertical gap={4}><span>{t('search.none', { words: asked })}</span><Typography.Text type="secondary">{t('search.noneText')}</Typography.Text></Flex>} />
      )}
      {asked === '' && children}
    </section>
  );

  function statusText(): string {
    if (asked === '' || search.error) return '';
    if (!search.isAnswered) return t('search.searching');
    if (matches.length === 0) return '';
    return search.hasMore ? t('search.more', { count: matches.length }) : t('search.count', { count: matches.length });
  }
}

/** `/` goes to the field from anywhere on the page, also in the full-width forms of an input method. */
function useSlash(isListening: boolean, toField: () => void): void {
  const newest = useRef(toField);
  newest.current = toField;
  useEffect(() => {
    if (!isListening) return undefined;
    const listen = (event: globalThis.KeyboardEvent) => {
      if (!['/', '／', '、'].includes(event.key) || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || isComposing(event)) return;
      const isTyping = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable="true"]') !== null;
      if (isTyping || document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      event.preventDefault();
      newest.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [isListening]);
}
