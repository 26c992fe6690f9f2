import { QRCode } from 'antd';
import type { ComplaintStory } from '../../shared/complaints.ts';
import { deadlineKinds } from '../../shared/deadlines.ts';
import { usePaperTime, usePaperWords } from '../components/paper-words.ts';
import { Paper, PaperWords, SignatureSpaces } from '../components/paper.tsx';
import type { SentLetter } from '../components/complaints/sent-letters.ts';
import type { ComplaintWords } from './use-complaint-words.ts';
import type { PaperPerson } from './use-paper-person.tsx';

interface PaperProps { story: ComplaintStory; printedAt: number }

/** 投诉回执: the number, also as a QR code, and every promised time. */
export function Receipt({ story, words, person, printedAt }: PaperProps & { words: ComplaintWords; person: PaperPerson | null }) {
  const { inBoth } = usePaperWords('complaints');
  const timeText = usePaperTime();
  const text = (key: string, data?: Record<string, string | number>) => <PaperWords text={inBoth(key, data)} />;
  return (
    <Paper title={inBoth('paper.receipt')} number={story.number} printedAt={printedAt}>
      <QRCode type="svg" value={story.number} size={96} bordered={false} color="#000" bgColor="#fff" aria-label={story.number} />
      <table>
        <tbody>
          <tr><th scope="row">{text('form.complainantName')}</th><td>{story.form.isAnonymous ? text('anonymous') : person?.complainantName}</td></tr>
          <tr><th scope="row">{text('form.classId')}</th><td>{words.className(story.classId)}</td></tr>
          <tr><th scope="row">{text('paper.received')}</th><td>{timeText(story.receivedAt)} {story.takenInByName}</td></tr>
          {deadlineKinds.map(kind => story.deadlines[kind]?.dueAt && <tr key={kind}><th scope="row">{text(`kind.${kind}`)}</th><td>{text('paper.before', { at: timeText(story.deadlines[kind].dueAt) })}</td></tr>)}
        </tbody>
      </table>
      <p>{text('paper.receiptWords')}</p>
    </Paper>
  );
}

/** A letter as it goes to the complainant, with the number of the register. */
export function Letter({ letter, words, person, printedAt }: { letter: SentLetter; words: ComplaintWords; person: PaperPerson | null; printedAt: number }) {
  const { inBoth, ofNames } = usePaperWords('complaints');
  const { nameZh, nameEn } = words.letterNames(letter.templateId);
  return (
    <Paper title={ofNames(nameZh, nameEn)} number={letter.number} printedAt={printedAt}>
      {person?.complainantName && <p><PaperWords text={inBoth('paper.to', { name: person.complainantName })} /></p>}
      <p style={{ whiteSpace: 'pre-line' }} lang="zh-CN">{letter.text}</p>
      <SignatureSpaces signers={[{ role: inBoth('paper.seal') }]} />
    </Paper>
  );
}

/** 回访单: what is asked, to be filled in by hand while the telephone is at the ear. */
export function CallBackForm({ story, words, printedAt }: PaperProps & { words: ComplaintWords }) {
  const { inBoth } = usePaperWords('complaints');
  const text = (key: string, data?: Record<string, number>) => <PaperWords text={inBoth(key, data)} />;
  const { form } = story;
  return (
    <Paper title={inBoth('paper.callBack')} number={story.number} printedAt={printedAt}>
      <table className="paper__form">
        <tbody>
          <tr><th scope="row">{text('form.complainantName')}</th><td>{form.maskedName ?? text('anonymous')}</td><th scope="row">{text('form.complainantPhone')}</th><td>{form.maskedPhone}</td></tr>
          <tr><th scope="row">{text('form.classId')}</th><td>{words.className(story.classId)}</td><th scope="row">{text('paper.handler')}</th><td>{story.handlerName}</td></tr>
          <tr><th scope="row">{text('form.what')}</th><td colSpan={3}>{story.summary}</td></tr>
          <tr><th scope="row">{text('paper.satisfaction')}</th><td colSpan={3}>{(['verySatisfied', 'satisfied', 'neutral', 'dissatisfied', 'veryDissatisfied'] as const).map(each => <span key={each} style={{ marginInlineEnd: 16 }}>□ {text(`outcome.${each}`)}</span>)}</td></tr>
          {[1, 2, 3].map(nth => <tr key={nth}><th scope="row">{text('paper.attempt', { nth })}</th><td colSpan={3} style={{ height: '12mm' }}>{'\u00a0'}</td></tr>)}
          <tr><th scope="row">{text('paper.opinion')}</th><td colSpan={3} style={{ height: '40mm' }}>{'\u00a0'}</td></tr>
        </tbody>
      </table>
      <SignatureSpaces signers={[{ role: inBoth('paper.caller') }]} />
    </Paper>
  );
}
