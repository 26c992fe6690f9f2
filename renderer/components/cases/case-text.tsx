import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRecord, PersonalTrace } from '../../../shared/cases.ts';
import { CasePhotos } from './case-photos.tsx';
import './cases.css';

const parts = ['problem', 'cause', 'responsibleUnit', 'remedy', 'lesson', 'avoidance'] as const;

/** A case as it is read: what happened, why, what was done, and last what everybody is to do from now on. */
export function CaseText({ record, marksTraces = false }: { record: CaseRecord; marksTraces?: boolean }) {
  const { t } = useTranslation('cases');
  const written = parts.filter(part => record.form[part] !== '' || record.state === 'draft');
  return (
    <dl className="case-text">
      {written.map(part => (
        <div key={part} className="case-text__part" data-part={part}>
          <dt>{t(`field.${part}`)}</dt>
          <dd>
            {record.form[part] || <span className="case-text__open">{t('notWritten')}</span>}
            {tracesIn(part)}
            {part === 'problem' && record.photos.length > 0 && <CasePhotos caseId={record.id} photos={record.photos} isReviewed={record.publishedAt !== null} />}
          </dd>
        </div>
      ))}
      {record.form.keywords.length > 0 && <div className="case-text__part" data-part="keywords"><dt>{t('field.keywords')}</dt><dd>{record.form.keywords.join(t('separator'))}{tracesIn('keywords')}</dd></div>}
    </dl>
  );

  function tracesIn(field: PersonalTrace['field']): ReactNode {
    return marksTraces && record.personalTraces.filter(trace => trace.field === field).map(trace => <TraceMark key={trace.kind} trace={trace} />);
  }
}

/** What in a field looks like a person's data, beside the field itself. */
export function TraceMark({ trace }: { trace: PersonalTrace }): ReactNode {
  const { t } = useTranslation('cases');
  return <Tag variant="outlined" color="warning" className="case-mark case-text__trace">▲ {t('trace.mark', { kind: t(`trace.${trace.kind}`) })}</Tag>;
}
