import { useEffect, useState } from 'react';
import { hasVoice } from './speech.ts';

export type Sound = 'ready' | 'needsClick' | 'noVoice';

/** Whether this display can speak: browsers want one click first, and the machine needs a Chinese voice. */
export function useSound(): Sound {
  const [isClicked, setIsClicked] = useState(() => Boolean(window.branchDesk) || navigator.userActivation.hasBeenActive);
  const [canSpeak, setCanSpeak] = useState(chineseVoiceThere);

  useEffect(() => {
    const clicked = () => setIsClicked(true);
    window.addEventListener('pointerdown', clicked);
    window.addEventListener('keydown', clicked);
    const heard = () => setCanSpeak(chineseVoiceThere());
    const engine = window.speechSynthesis as SpeechSynthesis | undefined;
    engine?.addEventListener('voiceschanged', heard);
    return () => {
      window.removeEventListener('pointerdown', clicked);
      window.removeEventListener('keydown', clicked);
      engine?.removeEventListener('voiceschanged', heard);
    };
  }, []);

  if (!canSpeak) return 'noVoice';
  return isClicked ? 'ready' : 'needsClick';
}

function chineseVoiceThere(): boolean {
  const engine = window.speechSynthesis as SpeechSynthesis | undefined;
  return engine !== undefined && hasVoice(engine, 'zh-CN');
}
