import { Button, Dropdown } from 'antd';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { ComplaintStory } from '../../shared/complaints.ts';
import { PrintedPaper } from '../components/paper.tsx';
import { RegistrationForm } from './registration-form.tsx';
import { CallBackForm, Receipt, ReplyLetter } from './complaint-papers.tsx';
import { usePhotoUrls } from './use-photo-urls.ts';
import { usePaperPerson } from './use-paper-person.tsx';
import type { ComplaintWords } from './use-complaint-words.ts';

const papers = ['receipt', 'registration', 'letter', 'callBack'] as const;
type PaperKind = (typeof papers)[number];

/** The papers of a complaint, printed at a choice: the receipt, the registration form, the reply, the call-back form. */
export function StoryPapers({ story, words }: { story: ComplaintStory; words: ComplaintWords }) {
  const { t } = useTranslation('complaints');
  const [kind, setKind] = useState<PaperKind | null>(null);
  const [printedAt, setPrintedAt] = useState(0);
  const person = usePaperPerson(story.id);
  const photos = usePhotoUrls();
  const hasLetter = story.steps.some(({ facts }) => facts.kind === 'answered');
  useEffect(() => setKind(null), [story.stepCount]);

  async function print(chosen: PaperKind) {
    // Names on paper are names shown: their entry comes first.
    if (chosen !== 'callBack' && !await person.reveal(chosen === 'letter' ? 'letter' : 'intakePaper')) return;
    if (chosen === 'registration') await photos.load(story.photos);
    flushSync(() => { setPrintedAt(Date.now()); setKind(chosen); });
    window.print();
  }

  const paper = kind !== null && {
    receipt: <Receipt story={story} words={words} person={person.shown} printedAt={printedAt} />,
    registration: <RegistrationForm story={story} words={words} person={person.shown} photos={photos.urls} printedAt={printedAt} />,
    letter: <ReplyLetter story={story} person={person.shown} printedAt={printedAt} />,
    callBack: <CallBackForm story={story} words={words} printedAt={printedAt} />,
  }[kind];
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items: papers.map(key => ({ key, label: t(`paper.${key}`), disabled: key === 'letter' && !hasLetter, onClick: () => void print(key) })) }}>
        <Button aria-haspopup="menu">{t('paper.print')} ▾</Button>
      </Dropdown>
      {person.problem}
      {paper && <PrintedPaper>{paper}</PrintedPaper>}
    </>
  );
}
