import { Fragment, useId, type ReactNode } from 'react';
import { Hatch } from './hatch.tsx';
import './wait-bars.css';

/** The waits of a service, ms; median and P90 are null when nobody was called. */
export interface ServiceWait { id: string; name: ReactNode; n: number; medianMs: number | null; p90Ms: number | null; targetMs: number }

/**
 * Wait by service: the median as a solid bar, on to the P90 hatched, the target as an upright line, and the numbers beside; who
 * misses the target with the P90 has a mark. Read without colour. `scaleMs`: the wait at the right end, so that two beside each
 * other have one scale.
 */
export function WaitBars({ label, waits, scaleMs, minutes, whenNobody }: { label: string; waits: readonly ServiceWait[]; scaleMs: number; minutes(ms: number | null): string; whenNobody: ReactNode }) {
  const hatch = useId();
  const share = (ms: number) => `${Math.min(100, ms * 100 / scaleMs)}%`;
  return (
    <figure className="wait-bars" role="img" aria-label={label}>
      <svg className="wait-bars__patterns" width="0" height="0"><Hatch id={hatch} /></svg>
      {waits.map(({ id, name, n, medianMs, p90Ms, targetMs }) => (
        <Fragment key={id}>
          <span className="wait-bars__name">{name}</span>
          <svg className="wait-bars__bar" width="100%" height="14">
            {medianMs !== null && p90Ms !== null && (
              <>
                <rect x="0" y="3" width={share(p90Ms)} height="8" fill={`url(#${hatch})`} stroke="currentColor" strokeWidth="0.8" />
                <rect x="0" y="3" width={share(medianMs)} height="8" fill="currentColor" />
              </>
            )}
            <line x1="0" x2="0" y1="0" y2="14" stroke="currentColor" />
            <line x1={share(targetMs)} x2={share(targetMs)} y1="0" y2="14" stroke="currentColor" strokeWidth="2.4" />
          </svg>
          <span className="wait-bars__values">{p90Ms === null ? whenNobody : <>{minutes(medianMs)} / {minutes(p90Ms)}<i>{p90Ms > targetMs ? '▲' : ''}</i></>}</span>
          <span className="wait-bars__n">{n}</span>
        </Fragment>
      ))}
    </figure>
  );
}

/** The scale on which every wait and target of a day has room, ms. */
export function scaleOf(waits: readonly ServiceWait[]): number {
  return Math.max(60_000, ...waits.map(({ p90Ms, targetMs }) => Math.max(p90Ms ?? 0, targetMs))) * 1.02;
}
