import { Button, Card } from 'antd';
import { Link } from '@tanstack/react-router';
import { createContext, useContext, type ReactNode } from 'react';
import type { RecordsAsked } from '../../../shared/summary.ts';

/** Opens the records behind a figure, under the figure's name. Null: the records are elsewhere, and figures lead nowhere. */
export const OpenRecords = createContext<((figure: string, asked: RecordsAsked) => void) | null>(null);

/** Figures of one subject. */
export function FigureCard({ title, children }: { title: string; children: ReactNode }) {
  return <Card size="small" title={title} className="summary__card"><dl className="summary__figures">{children}</dl></Card>;
}

/** A figure: its name, what it is, how it is worked out, and a way to its records, here or on the page that keeps them. */
export function Figure({ name, value, formula, asked, page }: { name: string; value: ReactNode; formula?: string; asked?: RecordsAsked; page?: string }) {
  const isAtBranch = useContext(OpenRecords) !== null;
  return (
    <div className="summary__figure">
      <dt>{name}{formula && <small>{formula}</small>}</dt>
      <dd>{asked ? <RecordsButton name={name} asked={asked}>{value}</RecordsButton> : page && isAtBranch ? <Link to={page}>{value}</Link> : value}</dd>
    </div>
  );
}

/** A value that opens its records; read aloud with its name. */
export function RecordsButton({ name, asked, children }: { name: string; asked: RecordsAsked; children: ReactNode }) {
  const open = useContext(OpenRecords);
  if (!open) return children;
  return <Button type="link" size="small" className="summary__value" onClick={() => open(name, asked)}><span className="summary__unseen">{name} </span>{children}</Button>;
}
