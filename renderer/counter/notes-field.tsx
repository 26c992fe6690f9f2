import { Flex, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { VisitNotes } from './use-visit-notes.ts';

/** The visit's notes, with what became of them said beside the label. */
export function NotesField({ notes }: { notes: VisitNotes }) {
  const { t } = useTranslation('counter');
  return (
    <div>
      <Flex justify="space-between">
        <label htmlFor="visit-notes">{t('notes.label')}</label>
        <Typography.Text type={notes.state === 'refused' ? 'danger' : 'secondary'} aria-live="polite">
          {notes.text === '' && notes.state === 'saved' ? '' : t(`notes.${notes.state}`)}
        </Typography.Text>
      </Flex>
      <Input.TextArea
        id="visit-notes" value={notes.text} maxLength={2000} autoSize={{ minRows: 2, maxRows: 4 }} placeholder={t('notes.hint')}
        onChange={event => notes.change(event.target.value)} onBlur={() => void notes.save()}
      />
      {notes.refusal !== null && <Typography.Text type="danger" role="alert">{notes.refusal}</Typography.Text>}
    </div>
  );
}
