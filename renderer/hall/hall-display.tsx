import { useTranslation } from 'react-i18next';
import { useBranch, useSession } from '../hooks/branch-client.tsx';
import { useLive } from '../hooks/use-live.ts';
import { useTimes } from '../hooks/use-times.ts';
import { CallList, Spotlight } from './calls.tsx';
import './hall.css';
import { NoticeBand } from './notice-band.tsx';
import { ServiceList } from './service-list.tsx';
import { useCallOutcomes } from './use-call-outcomes.ts';
import { useNow } from './use-now.ts';
import { useSound } from './use-sound.ts';
import { useSpotlight } from './use-spotlight.ts';
import { WindowList } from './window-list.tsx';

/** Below this a break is a hiccup nobody in the hall needs to hear of. */
const HICCUP_MS = 2_000;

/** Who goes where: for everybody in the hall, readable from ten metres. */
export function HallDisplay() {
  const { t } = useTranslation('hall');
  const { query } = useBranch();
  const session = useSession();
  const times = useTimes();
  const now = useNow();
  const sound = useSound();
  const { picture, staleSinceAt } = useLive(query.queue.watchHall.experimental_liveOptions());
  const fresh = useCallOutcomes(picture, picture?.announceInEnglish ?? false);
  const spotlight = useSpotlight(fresh);
  const isLost = staleSinceAt !== null && now - staleSinceAt > HICCUP_MS;
  const notices = picture?.notices.display ?? [];

  if (!session?.branch) return <main className="hall hall-empty"><h1>{t('notSetUp')}</h1></main>;
  return (
    <main className={isLost ? 'hall hall-lost' : 'hall'} data-notice={notices.length > 0 || undefined}>
      <header className="hall-head">
        <h1>{picture?.branchName ?? session.branch.name}</h1>
        {sound !== 'ready' && !isLost && <span className="hall-sound">{t(sound === 'noVoice' ? 'sound.noVoice' : 'sound.needsClick')}</span>}
        <time>{times.clock(now)}</time>
      </header>
      {isLost && <p className="hall-alarm" role="alert">{picture ? t('lost', { time: times.clockSeconds(picture.asOf) }) : t('lostEmpty')}</p>}
      {picture?.isDayClosed && <p className="hall-closed" role="status">{t('dayClosed')}</p>}
      <section className="hall-calls" aria-label={t('calls')} aria-live="polite">
        {spotlight && !isLost ? <Spotlight call={spotlight} /> : <CallList calls={picture?.calls ?? []} />}
      </section>
      <section className="hall-below">
        <ServiceList services={picture?.services ?? []} />
        <WindowList windows={picture?.windows ?? []} />
      </section>
      <NoticeBand notices={notices} now={now} />
    </main>
  );
}
