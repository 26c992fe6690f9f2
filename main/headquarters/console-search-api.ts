import { implement } from '@orpc/server';
import { readComplaintNumber } from '../../shared/complaint-number.ts';
import { consoleSearchContract, mostFound, type Found } from '../../shared/console-search.ts';
import { staffOf, type HeadquartersCaller } from './caller.ts';
import { chooseBranches } from './console-branches-store.ts';
import { complaintsByNumber, filesByNumber, ticketsByNumber } from './console-search-store.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';

/** Finds what stands on paper, over all branches: each kind is looked for by its own index, and only where what was typed can be one. */
export function consoleSearchApi({ database: { queries } }: HeadquartersParts) {
  const contract = implement(consoleSearchContract).$context<HeadquartersCaller>();
  return { find: contract.find.handler(({ input, context }) => find(input.words, context)) };

  async function find(typed: string, context: HeadquartersCaller): Promise<Found> {
    const words = typed.normalize('NFKC');
    const { roles } = staffOf(context);
    const mayRead = roles.includes('supervisor') || roles.includes('auditor');
    const complaint = mayRead ? readComplaintNumber(words) : null;
    const ticket = /^[a-z]\d{1,4}$/iu.test(words) ? words.toUpperCase() : null;
    const [branches, complaints, tickets, files] = await Promise.all([
      chooseBranches(queries, words),
      complaint ? complaintsByNumber(queries, complaint) : [],
      ticket ? ticketsByNumber(queries, `${ticket.charAt(0)}${ticket.slice(1).padStart(3, '0')}`) : [],
      mayRead ? filesByNumber(queries, words) : [],
    ]);
    return { branches: branches.slice(0, mostFound), complaints, tickets, files };
  }
}
