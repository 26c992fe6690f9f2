import { useId } from 'react';
import { Hatch } from './hatch.tsx';
import './half-hour-bars.css';

/** A row of bars: solid for the first, hatched for the second. */
export interface BarRow { name: string; values: ReadonlyMap<number, number> }

interface HalfHourBarsProps {
  /** what is read aloud in place of the picture */
  label: string;
  /** one or two, by minutes since midnight */
  rows: readonly BarRow[];
  /** the width it has at least, px: decides how many values and times can be written */
  roomPx?: number;
  plotHeight?: number;
}

/** Of a day with fewer half hours the bars do not grow wider. */
const fewestSlots = 8;
const digitPx = 6.6;

/**
 * Counts by half hour as bars with their values written above: read without colour, on paper as on a screen, and as words by who
 * does not see them. Words keep their size whatever the width; where there is no room for all, values are written upright, then
 * only the largest of each row, and not every time is.
 */
export function HalfHourBars({ label, rows, roomPx = 500, plotHeight = 120 }: HalfHourBarsProps) {
  const hatch = useId();
  const starts = [...new Set(rows.flatMap(({ values }) => [...values.keys()]))].sort((one, other) => one - other);
  const most = Math.max(1, ...rows.flatMap(({ values }) => [...values.values()]));
  const slots = Math.max(fewestSlots, starts.length);
  const slot = 100 / slots;
  const bar = slot * 0.84 / Math.max(1, rows.length);
  const barPx = bar * roomPx / 100;
  const valuePx = String(most).length * digitPx;
  const isUpright = valuePx > barPx;
  const areAllWritten = !isUpright || barPx >= 11;
  const timeEvery = Math.ceil(36 / (slot * roomPx / 100));
  const top = isUpright ? valuePx + 6 : 16;
  return (
    <figure className="half-hours">
      <svg role="img" aria-label={label} width="100%" height={top + plotHeight + 18}>
        <Hatch id={hatch} />
        <line x1="0" x2="100%" y1={top + plotHeight} y2={top + plotHeight} stroke="currentColor" />
        {starts.map((start, nth) => (
          <g key={start}>
            {rows.map(({ name, values }, row) => {
              const value = values.get(start) ?? 0;
              const height = value / most * plotHeight;
              const x = nth * slot + slot * 0.08 + row * bar;
              const isWritten = areAllWritten || value === Math.max(...values.values());
              return value === 0 ? null : (
                <g key={name}>
                  <rect x={`${x}%`} y={top + plotHeight - height} width={`${bar * 0.94}%`} height={height} fill={row === 0 ? 'currentColor' : `url(#${hatch})`} stroke="currentColor" strokeWidth="0.8" />
                  {isWritten && (
                    <svg x={`${x + bar * 0.47}%`} y={top + plotHeight - height - 4} overflow="visible">
                      <text textAnchor={isUpright ? 'start' : 'middle'} transform={isUpright ? 'rotate(-90)' : undefined} dy={isUpright ? 4 : 0} fontSize="11" fill="currentColor">{value}</text>
                    </svg>
                  )}
                </g>
              );
            })}
            {nth % timeEvery === 0 && <text x={`${(nth + 0.5) * slot}%`} y={top + plotHeight + 14} textAnchor="middle" fontSize="11" fill="currentColor">{clockText(start)}</text>}
          </g>
        ))}
      </svg>
      {rows.length > 1 && (
        <figcaption aria-hidden>
          {rows.map(({ name }, row) => (
            <span key={name} className="half-hours__name">
              <svg width="14" height="12"><rect x="0.5" y="0.5" width="13" height="11" fill={row === 0 ? 'currentColor' : `url(#${hatch})`} stroke="currentColor" /></svg> {name}
            </span>
          ))}
        </figcaption>
      )}
    </figure>
  );
}

/** `09:30` of minutes since midnight. */
export function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
