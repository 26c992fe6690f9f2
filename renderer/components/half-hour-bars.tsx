import { useId } from 'react';
import './half-hour-bars.css';

/** A row of bars: solid for the first, hatched for the second. */
export interface BarRow { name: string; values: ReadonlyMap<number, number> }

const [left, top, plotHeight, slotWidth] = [8, 18, 110, 44];

/**
 * Counts by half hour as bars with their values written above: read without colour, on paper as on a screen, and as words by who
 * does not see them. `rows`: one or two, by minutes since midnight.
 */
export function HalfHourBars({ label, rows }: { label: string; rows: readonly BarRow[] }) {
  const hatch = useId();
  const starts = [...new Set(rows.flatMap(({ values }) => [...values.keys()]))].sort((one, other) => one - other);
  const most = Math.max(1, ...rows.flatMap(({ values }) => [...values.values()]));
  const width = left * 2 + slotWidth * Math.max(1, starts.length);
  const barWidth = (slotWidth - 8) / rows.length;
  return (
    <figure className="half-hours">
      <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${top + plotHeight + 22}`}>
        <defs>
          <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="5" stroke="currentColor" strokeWidth="1.6" /></pattern>
        </defs>
        <line x1={left} x2={width - left} y1={top + plotHeight} y2={top + plotHeight} stroke="currentColor" />
        {starts.map((start, slot) => (
          <g key={start} transform={`translate(${left + slot * slotWidth}, 0)`}>
            {rows.map(({ name, values }, row) => {
              const value = values.get(start) ?? 0;
              const height = value / most * plotHeight;
              const x = 4 + row * barWidth;
              return value === 0 ? null : (
                <g key={name}>
                  <rect x={x} y={top + plotHeight - height} width={barWidth - 1} height={height} fill={row === 0 ? 'currentColor' : `url(#${hatch})`} stroke="currentColor" strokeWidth="0.8" />
                  <text x={x + barWidth / 2} y={top + plotHeight - height - 3} textAnchor="middle" fontSize="10" fill="currentColor">{value}</text>
                </g>
              );
            })}
            <text x={slotWidth / 2} y={top + plotHeight + 14} textAnchor="middle" fontSize="10" fill="currentColor">{clockText(start)}</text>
          </g>
        ))}
      </svg>
      {rows.length > 1 && (
        <figcaption aria-hidden>
          {rows.map(({ name }, row) => (
            <span key={name} style={{ marginInlineEnd: 16 }}>
              <svg width="14" height="12" style={{ marginInlineEnd: 4 }}><rect x="0.5" y="0.5" width="13" height="11" fill={row === 0 ? 'currentColor' : `url(#${hatch})`} stroke="currentColor" /></svg>{name}
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
