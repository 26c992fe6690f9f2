import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Empty, Flex, Input, Radio, Select, Skeleton, Typography, type InputRef } from 'antd';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isComposing } from '../components/composition.ts';
import { PageHead } from '../components/page-head.tsx';
import { useSession } from '../hooks/branch-client.tsx';
import { useComplaintClasses } from '../hooks/use-complaint-classes.ts';
import { useErrorText } from '../hooks/use-error-text.ts';
import { FoundCase } from './found-case.tsx';
import { lists, useLibrary, type CaseList } from './use-library.ts';
import './library.css';

/** The case library 案例库: asked in one's own words, answered with why each fits; and what waits for review or a later check. */
export function LibraryPage() {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const toText = useErrorText();
  const classes = useComplaintClasses();
  const roles = useSession()?.staff?.roles ?? [];
  const { asked, found, cases, counts, ask } = useLibrary();
  const field = useRef<InputRef>(null);
  const list = useRef<HTMLOListElement>(null);
  useSlash(() => field.current?.focus({ cursor: 'all' }));
  const mayWrite = roles.some(role => role === 'clerk' || role === 'archivist' || role === 'manager');
  const reviews = roles.some(role => role === 'archivist' || role === 'manager');
  const shown = lists.filter(each => each === 'mine' ? mayWrite : each === 'toReview' || each === 'toCheck' ? reviews || roles.includes('auditor') : true);
  const counted: Partial<Record<CaseList, number>> = counts ?? {};
  const isNarrowed = asked.words !== '' || asked.classId !== undefined;

  /** From the field into the results and among them; above the first is the field again. */
  function press(event: KeyboardEvent) {
    if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || isComposing(event) || event.target instanceof HTMLInputElement && event.target !== field.current?.input) return;
    const links = [...list.current?.querySelectorAll<HTMLElement>('a') ?? []];
    const at = links.indexOf(document.activeElement as HTMLElement);
    if (at === -1 && document.activeElement !== field.current?.input) return;
    event.preventDefault();
    const to = at + (event.key === 'ArrowDown' ? 1 : -1);
    if (to < 0) field.current?.focus({ cursor: 'all' });
    else links[Math.min(to, links.length - 1)]?.focus();
  }

  return (
    <Flex vertical gap="small" className="cases-page" onKeyDown={press}>
      <PageHead title={t('library.title')} lead={t('library.lead')}>
        {mayWrite && <Button onClick={() => void navigate({ to: '/cases/new' })}>{t('library.write')}</Button>}
      </PageHead>
      <Flex gap="small" align="start">
        <Input.Search
          key={asked.words} ref={field} autoFocus defaultValue={asked.words} size="large" maxLength={200} allowClear autoComplete="off" style={{ flex: 1 }} aria-label={t('library.search')} aria-keyshortcuts="/"
          placeholder={t('library.searchHint')} enterButton={t('library.find')} onSearch={words => ask({ words: words.trim(), ...words.trim() !== '' && { which: 'published' } })}
        />
        <Select
          aria-label={t('library.class')} size="large" style={{ width: 260 }} allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={t('library.allClasses')}
          value={asked.classId} onChange={(classId: string | undefined) => ask({ classId })} options={classes.classOptions}
        />
      </Flex>
      <Flex gap="middle" align="center" wrap>
        <Radio.Group
          aria-label={t('library.list')} optionType="button" value={asked.which} onChange={event => ask({ which: event.target.value as CaseList, words: '' })}
          options={shown.map(value => ({ value, label: counted[value] === undefined ? t(`list.${value}`) : t('list.counted', { list: t(`list.${value}`), count: counted[value] }) }))}
        />
        <Typography.Text type="secondary" role="status">{asked.words !== '' && cases.length > 0 ? t('library.found', { words: asked.words }) : ''}</Typography.Text>
        {cases.length > 0 && <Typography.Text type="secondary" style={{ marginInlineStart: 'auto' }}>{t('library.keys')}</Typography.Text>}
      </Flex>
      {found.error && <Alert type="error" showIcon role="alert" title={toText(found.error)} action={<Button size="small" onClick={() => void found.refetch()}>{t('again')}</Button>} />}
      {found.isPending && <Skeleton active aria-label={t('loading')} />}
      {found.isSuccess && cases.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<span style={{ whiteSpace: 'pre-line' }}>{t(isNarrowed ? 'empty.narrowed' : `empty.${asked.which}`)}</span>} />}
      <ol ref={list} className="cases-found">{cases.map(each => <li key={each.id}><FoundCase found={each} which={asked.which} className={each.classId === null ? '' : classes.className(each.classId)} /></li>)}</ol>
      {found.hasNextPage && <Button style={{ alignSelf: 'center' }} loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('library.more')}</Button>}
    </Flex>
  );
}

/** `/` goes to the field from anywhere on the page but another field, also in the full-width form of an input method. */
function useSlash(toField: () => void): void {
  const newest = useRef(toField);
  newest.current = toField;
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      if (!['/', '／', '、'].includes(event.key) || event.ctrlKey || event.altKey || event.metaKey || isComposing(event)) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, [role="dialog"]')) return;
      event.preventDefault();
      newest.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
