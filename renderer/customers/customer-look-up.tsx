import { SearchOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Flex, Input, Typography } from 'antd';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { MaskedCustomer } from '../../shared/customers.ts';
import { isComposing } from '../components/composition.ts';
import { useBranch } from '../hooks/branch-client.tsx';
import { useErrorText } from '../hooks/use-error-text.ts';
import { CustomerOption } from './customer-option.tsx';
import './customer-look-up.css';

const pauseBeforeAskingMs = 150;
const longestList = 12;

interface CustomerLookUpProps {
  onChoose(customer: MaskedCustomer): void;
  autoFocus?: boolean;
}

/**
 * Finds a customer by what the clerk has: two characters of a name, pinyin, initials, four digits, a paper's number.
 * Type, arrows, Enter; Escape clears. Nothing is asked while an input method composes. An Enter that comes before the answer waits
 * for it.
 */
export function CustomerLookUp({ onChoose, autoFocus = false }: CustomerLookUpProps) {
  const { t } = useTranslation('customers');
  const { query } = useBranch();
  const toText = useErrorText();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const [isInComposition, setInComposition] = useState(false);
  const [active, setActive] = useState(0);
  /** an Enter that came before the answer, and who stood highlighted then */
  const [early, setEarly] = useState<{ words: string; seenId: string | undefined } | null>(null);
  const words = typed.trim();

  useEffect(() => {
    if (isInComposition || words === asked) return undefined;
    const timer = setTimeout(() => setAsked(words), words === '' ? 0 : pauseBeforeAskingMs);
    return () => clearTimeout(timer);
  }, [words, asked, isInComposition]);
  useEffect(() => setActive(0), [asked]);

  const search = useQuery({
    ...query.customers.find.queryOptions({ input: { query: asked, limit: longestList } }),
    enabled: asked !== '', placeholderData: keepPreviousData, staleTime: 5000,
  });
  const matches = asked === '' ? [] : search.data?.matches ?? [];
  const [first] = matches;
  // What is listed answers what is in the field; Enter must not take somebody out of an older list.
  const isAnswered = asked === words && asked !== '' && search.isSuccess && !search.isPlaceholderData;
  useEffect(() => {
    if (!early || !isAnswered) return;
    setEarly(null);
    // Nobody is taken whom the clerk has not seen where others were found, too: then the list waits for another Enter.
    if (first && early.words === words && (matches.length === 1 || first.id === early.seenId)) onChoose(first);
  }, [early, isAnswered, words, first, matches.length, onChoose]);
  const optionId = (at: number): string => `${listId}-${at}`;

  function press(event: KeyboardEvent<HTMLInputElement>) {
    // Ctrl+Enter is the desk's: it ends the visit, wherever the clerk types.
    if (isComposing(event) || event.ctrlKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setEarly(null);
      if (matches.length > 0) setActive((active + (event.key === 'ArrowDown' ? 1 : matches.length - 1)) % matches.length);
    } else if (event.key === 'Enter' && words !== '') {
      // The desk's own Enter must not fire from the field.
      event.preventDefault();
      event.stopPropagation();
      const chosen = isAnswered ? matches[active] : undefined;
      if (chosen) onChoose(chosen);
      else if (!isAnswered) {
        setAsked(words);
        setEarly({ words, seenId: matches[active]?.id });
      }
    } else if (event.key === 'Escape' && typed !== '') {
      event.preventDefault();
      event.stopPropagation();
      setTyped('');
    }
  }

  return (
    <Flex vertical gap={4} className="look-up">
      <Input
        role="combobox" aria-label={t('lookUp.label')} aria-autocomplete="list" aria-haspopup="listbox"
        aria-expanded={matches.length > 0} aria-controls={matches.length > 0 ? listId : undefined} aria-activedescendant={matches.length > 0 ? optionId(active) : undefined}
        prefix={<SearchOutlined aria-hidden />} placeholder={t('lookUp.hint')} allowClear autoComplete="off" spellCheck={false}
        maxLength={60} value={typed} autoFocus={autoFocus}
        onChange={event => {
          setTyped(event.target.value);
          setEarly(null);
        }}
        onCompositionStart={() => setInComposition(true)}
        onCompositionEnd={() => setInComposition(false)}
        onKeyDown={press}
      />
      {search.error && asked !== '' && <Alert type="error" showIcon title={toText(search.error)} />}
      <div role="status" className="look-up__status">
        {statusText()}
      </div>
      {matches.length > 0 && (
        <ul id={listId} role="listbox" aria-label={t('lookUp.found')} className="look-up__list">
          {matches.map((match, at) => (
            <CustomerOption key={match.id} id={optionId(at)} customer={match} matchedBy={match.matchedBy} isActive={at === active} onPoint={() => setActive(at)} onChoose={() => onChoose(match)} />
          ))}
        </ul>
      )}
      {asked === '' && <Typography.Text type="secondary" className="look-up__teach">{t('lookUp.teach')}</Typography.Text>}
    </Flex>
  );

  function statusText(): string {
    if (asked === '' || search.error) return '';
    if (!isAnswered) return matches.length > 0 ? '' : t('lookUp.searching');
    if (matches.length === 0) return t('lookUp.none', { words: asked });
    return search.data?.hasMore ? t('lookUp.more', { count: matches.length }) : t('lookUp.count', { count: matches.length });
  }
}
