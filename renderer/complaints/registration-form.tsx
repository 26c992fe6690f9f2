import type { ReactNode } from 'react';
import type { ComplaintStory } from '../../shared/complaints.ts';
import { deadlineKinds } from '../../shared/deadlines.ts';
import { usePaperTime, usePaperWords } from '../components/paper-words.ts';
import { Paper, PaperWords, SignatureSpaces } from '../components/paper.tsx';
import type { ComplaintWords } from './use-complaint-words.ts';
import type { PaperPerson } from './use-paper-person.tsx';

interface RegistrationFormProps { story: ComplaintStory; words: ComplaintWords; person: PaperPerson | null; photos: readonly { title: string; url: string; sha256: string }[]; printedAt: number }

/** 投诉登记表: the customary fields, the photos with their hashes, room for signatures. */
export function RegistrationForm({ story, words, person, photos, printedAt }: RegistrationFormProps) {
  const { inBoth } = usePaperWords('complaints');
  const timeText = usePaperTime();
  const text = (key: string, data?: Record<string, string | number>) => <PaperWords text={inBoth(key, data)} />;
  const { form } = story;
  const promised = deadlineKinds.flatMap(kind => (story.deadlines[kind]?.dueAt ? [{ kind, at: story.deadlines[kind].dueAt }] : []));
  const rows: (readonly [string, ReactNode])[][] = [
    [['paper.received', timeText(story.receivedAt)], ['form.channel', text(`channel.${form.channel}`)]],
    [['form.complainantName', form.isAnonymous ? text('anonymous') : person?.complainantName], ['form.complainantPhone', person?.complainantPhone]],
    [['form.accountNumber', person?.accountNumber], ['form.agentName', person?.agentName]],
    [['form.address', person?.address]],
    [['form.classId', words.className(story.classId)], ['paper.severity', `${story.severity}`]],
    [['paper.about', [...story.aboutStaffNames, form.aboutProduct].filter(Boolean).join('、')], ['form.where', form.where]],
    [['form.what', form.what]], [['form.remedySought', form.remedySought]],
    [['paper.promises', promised.map(({ kind, at }) => <div key={kind}>{text(`kind.${kind}`)} {timeText(at)}</div>)]],
  ];
  return (
    <Paper title={inBoth('paper.registration')} number={story.number} printedAt={printedAt}>
      <table className="paper__form">
        <tbody>
          {rows.map(cells => (
            // A long account goes on over the page; a short row stays whole.
            <tr key={cells[0]?.[0]} style={cells[0]?.[0] === 'form.what' ? { breakInside: 'auto' } : undefined}>
              {cells.map(([label, content]) => [
                <th key={`${label}-label`} scope="row">{text(label)}</th>,
                <td key={label} colSpan={cells.length === 1 ? 3 : 1} style={{ whiteSpace: 'pre-line' }}>{content}</td>,
              ])}
            </tr>
          ))}
        </tbody>
      </table>
      {photos.map(({ title, url, sha256 }) => <figure key={sha256} style={{ breakInside: 'avoid', margin: '8px 0' }}><img src={url} alt={title} style={{ maxWidth: '100%', maxHeight: '90mm' }} /><figcaption>{title} · SHA-256 {sha256}</figcaption></figure>)}
      <SignatureSpaces signers={[{ role: inBoth('paper.complainant') }, { role: inBoth('paper.takenIn'), name: story.takenInByName }, { role: inBoth('paper.manager') }]} />
    </Paper>
  );
}
