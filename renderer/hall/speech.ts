import type { Sentence } from './announcement.ts';

/** Longer than any sentence we speak: some engines report neither end nor error. */
const LONGEST_SENTENCE_MS = 20_000;

/** Speaks with the machine's own voice. Rejects when there is none for the language or the engine fails. */
export function speakAloud({ text, language }: Sentence): Promise<void> {
  const engine = window.speechSynthesis as SpeechSynthesis | undefined;
  if (!engine || !hasVoice(engine, language)) return Promise.reject(new Error('no voice'));
  return new Promise((resolve, reject) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = language;
    utterance.rate = 0.9;
    const timer = setTimeout(() => settle(() => reject(new Error('no end'))), LONGEST_SENTENCE_MS);
    // A closure over the utterance also keeps it from being collected, after which `end` never comes.
    const settle = (how: () => void) => {
      clearTimeout(timer);
      utterance.onend = null;
      utterance.onerror = null;
      how();
    };
    utterance.onend = () => settle(resolve);
    utterance.onerror = ({ error }) => settle(() => reject(new Error(error)));
    engine.speak(utterance);
  });
}

/** True when the machine can speak this language; voices may arrive a moment after the page has loaded. */
export function hasVoice(engine: SpeechSynthesis, language: Sentence['language']): boolean {
  const tongue = language.slice(0, 2);
  return engine.getVoices().some(voice => voice.lang.toLowerCase().replace('_', '-').startsWith(tongue) || (tongue === 'zh' && voice.lang.toLowerCase().startsWith('cmn')));
}
