import { ORPCError } from '@orpc/contract';
import { Alert, Button, Flex, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PublicationProblem } from '../../../shared/console-publishing.ts';
import { useAction } from '../../hooks/use-command.ts';
import { useHeadquarters } from '../use-headquarters.tsx';
import type { BodyOf, EditorProps } from './editor-props.ts';

type Body = BodyOf<'calendarYear'>;

/** A year of the work calendar: pasted lines are read, then looked at. */
export function CalendarEditor({ value, onChange }: EditorProps<Body>) {
  const { t, i18n } = useTranslation('complaintRules');
  const { client } = useHeadquarters();
  const [text, setText] = useState('');
  const [problems, setProblems] = useState<readonly string[]>([]);
  const read = useAction(client.publishing.readCalendar, {
    onDone: year => { setProblems([]); onChange(year); },
    onRefused(words, error) {
      const found = error instanceof ORPCError && error.code === 'PUBLICATION_WRONG' ? (error.data as { problems: PublicationProblem[] }).problems : null;
      setProblems(found ? found.map(({ code, data }) => t(`fault.${code}`, data)) : [words]);
    },
  });
  return (
    <Flex vertical gap={4}>
      <label htmlFor="calendar-lines">{t('calendar.hint')}</label>
      <Input.TextArea id="calendar-lines" rows={6} value={text} placeholder={t('calendar.example')} spellCheck={false} onChange={event => { setText(event.target.value); setProblems([]); }} />
      <div><Button disabled={text.trim() === '' || read.isRunning} aria-busy={read.isRunning} onClick={() => void read.run({ text })}>{t('calendar.look')}</Button></div>
      {problems.length > 0 && <Alert type="error" showIcon role="alert" title={t('calendar.wrong')} description={<ul>{problems.map(each => <li key={each}>{each}</li>)}</ul>} />}
      {value && value.days.length > 0 && (
        <Alert
          type="info" showIcon title={t('headquartersPublishing:calendar.holds', { year: value.year, count: value.days.length })}
          description={<ul style={{ columns: 3, margin: 0 }}>{value.days.map(({ day, kind, nameZh, nameEn }) => <li key={day}>{day} {t(`dayKind.${kind}`)} {i18n.language === 'en' ? nameEn : nameZh}</li>)}</ul>}
        />
      )}
    </Flex>
  );
}
