import { useEffect } from 'react';
import { useHeadquarters } from '../../headquarters/use-headquarters.tsx';

const sayEveryMs = 60_000;

/** Says to headquarters that somebody is at the keyboard, at most once a minute: what pages ask by themselves keeps nobody signed in. */
export function useStayingSignedIn(): void {
  const { client } = useHeadquarters();
  useEffect(() => {
    let saidAt = Date.now();
    const say = () => {
      if (Date.now() - saidAt < sayEveryMs) return;
      saidAt = Date.now();
      void client.session.touch().catch(() => undefined);
    };
    const signs = ['keydown', 'pointerdown', 'wheel'] as const;
    for (const sign of signs) window.addEventListener(sign, say, { passive: true });
    return () => { for (const sign of signs) window.removeEventListener(sign, say); };
  }, [client]);
}
