import type { CaseRecord } from '../../shared/cases.ts';
import { usePaperTime, usePaperWords } from '../components/paper-words.ts';
import { Paper, PaperWords, SignatureSpaces } from '../components/paper.tsx';

interface CaseSheetProps { record: CaseRecord; className: string; photos: readonly SheetPhoto[]; printedAt: number }
/** `url` null: this machine has not got it */
export interface SheetPhoto { id: string; title: string; url: string | null }
const told = ['problem', 'cause', 'responsibleUnit', 'remedy', 'lesson', 'avoidance'] as const;

/** 案例学习单: one sheet for the morning meeting, with room for what was said and who was there. */
export function CaseSheet({ record, className, photos, printedAt }: CaseSheetProps) {
  const { inBoth } = usePaperWords('cases');
  const timeText = usePaperTime();
  const text = (key: string, data?: Record<string, string | number>) => <PaperWords text={inBoth(key, data)} />;
  return (
    <Paper title={inBoth('sheet.title')} number={record.number} printedAt={printedAt}>
      <h3 className="case-sheet__title">{record.form.title}</h3>
      <table className="case-sheet">
        <tbody>
          <tr><th scope="row">{text('field.classId')}</th><td>{className}</td><th scope="row">{text('sheet.state')}</th><td>{text(`state.${record.state}`)} {record.publishedAt !== null && timeText(record.publishedAt).slice(0, 10)}</td></tr>
          {told.map(part => <tr key={part} data-part={part}><th scope="row">{text(`field.${part}`)}</th><td colSpan={3}>{record.form[part]}</td></tr>)}
          {photos.length > 0 && <tr><th scope="row">{text('field.photoIds')}</th><td colSpan={3}><div className="case-sheet__photos">{photos.map(({ id, title, url }) => url === null ? <span key={id}>{title} {text('photo.absent')}</span> : <img key={id} src={url} alt={title} />)}</div></td></tr>}
          <tr><th scope="row">{text('checks.title')}</th><td colSpan={3}>{text('sheet.checks', { avoided: record.avoidedCount, recurred: record.recurredCount })}</td></tr>
          <tr><th scope="row">{text('sheet.said')}</th><td colSpan={3} className="case-sheet__room">{'\u00a0'}</td></tr>
        </tbody>
      </table>
      <SignatureSpaces signers={[{ role: inBoth('sheet.speaker') }, { role: inBoth('sheet.present') }]} />
    </Paper>
  );
}
