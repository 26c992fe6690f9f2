import type { DaySummary } from '../../../shared/summary.ts';
import { BusinessCard, ComplaintsCard, RestCards, SatisfactionCard } from './other-cards.tsx';
import { QueueCard, ServicesTable, WindowsTable } from './queue-cards.tsx';

/** Everything a summary says in numbers. `pageOf`: where a complaint is read. */
export function DayCards({ summary, pageOf }: { summary: DaySummary; pageOf(complaintId: string): string }) {
  return (
    <>
      <div className="summary__cards">
        <QueueCard summary={summary} />
        <ComplaintsCard complaints={summary.complaints} pageOf={pageOf} />
        <BusinessCard summary={summary} />
        <SatisfactionCard summary={summary} />
        <RestCards summary={summary} />
      </div>
      <ServicesTable services={summary.services} />
      <WindowsTable windows={summary.windows} />
    </>
  );
}
