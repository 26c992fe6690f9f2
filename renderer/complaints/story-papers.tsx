import { Button, Dropdown } from 'antd';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { ComplaintStory } from '../../shared/complaints.ts';
import { PrintedPaper } from '../components/paper.tsx';
import { RegistrationForm } from './registration-form.tsx';
import { CallBackForm, Letter, Receipt } from './complaint-papers.tsx';
import { lettersOf, type SentLetter } from '../components/complaints/sent-letters.ts';
import { usePhotoUrls } from './use-photo-urls.ts';
import { usePaperPerson } from './use-paper-person.tsx';
import type { ComplaintWords } from './use-complaint-words.ts';

const papers = ['receipt', 'registration', 'callBack'] as const;
type Chosen = (typeof papers)[number] | SentLetter;

/** The papers of a complaint, printed at a choice: the receipt, the registration form, the call-back form, and each letter that went out. Just taken in, the receipt is one press away. */
export function StoryPapers({ story, words, isJustReceived }: { story: ComplaintStory; words: ComplaintWords; isJustReceived: boolean }) {
  const { t } = useTranslation('complaints');
  const [kind, setKind] = useState<Chosen | null>(null);
  const [printedAt, setPrintedAt] = useState(0);
  const person = usePaperPerson(story.id);
  const photos = usePhotoUrls();
  const letters = lettersOf(story.steps);
  useEffect(() => setKind(null), [story.stepCount]);

  async function print(chosen: Chosen) {
    // Names on paper are names shown: their entry comes first.
    if (chosen !== 'callBack' && !await person.reveal(typeof chosen === 'object' ? 'letter' : 'intakePaper')) return;
    if (chosen === 'registration') await photos.load(story.photos);
    flushSync(() => { setPrintedAt(Date.now()); setKind(chosen); });
    window.print();
  }

  const paper = typeof kind === 'object' ? kind && <Letter letter={kind} words={words} person={person.shown} printedAt={printedAt} /> : {
    receipt: <Receipt story={story} words={words} person={person.shown} printedAt={printedAt} />,
    registration: <RegistrationForm story={story} words={words} person={person.shown} photos={photos.urls} printedAt={printedAt} />,
    callBack: <CallBackForm story={story} words={words} printedAt={printedAt} />,
  }[kind];
  return (
    <>
      {isJustReceived && <Button type="primary" autoFocus onClick={() => void print('receipt')}>{t('paper.printReceipt')}</Button>}
      <Dropdown
        trigger={['click']}
        menu={{ items: [
          ...papers.map(key => ({ key, label: t(`paper.${key}`), onClick: () => void print(key) })),
          ...letters.map(each => ({ key: each.number, label: `${words.nameOf(words.letterNames(each.templateId))} ${each.number}`, onClick: () => void print(each) })),
        ] }}
      >
        <Button aria-haspopup="menu">{t('paper.print')} ▾</Button>
      </Dropdown>
      {person.problem}
      {paper && <PrintedPaper>{paper}</PrintedPaper>}
    </>
  );
}
