import type { ConsoleInputs } from '../../shared/headquarters-console.ts';
import { tradeCatalogue } from '../branch/trade-catalogue.ts';
import { defaultClasses } from '../complaints/class-defaults.ts';
import { defaultDeadlineTable } from '../complaints/deadline-defaults.ts';
import { itemsInForce } from './published-items.ts';

/**
 * What a trade customarily begins with, as a body that can be published. `classes`: bodies of classes published before; a deadline
 * table names the class of reports among them, and without published classes leaves out the rows that would need one.
 */
export function starterOf({ kind, trade }: Pick<ConsoleInputs['publishing']['starter'], 'kind' | 'trade'>, classes: readonly unknown[], newId: () => string): unknown {
  switch (kind) {
    case 'services': return { services: tradeCatalogue(trade).services.map(service => ({ ...service, opensAt: '08:30', closesAt: '17:30', isActive: true })) };
    case 'complaintClasses': return { classes: defaultClasses(trade, newId).map(({ position: _, ...each }) => ({ ...each, isActive: true })) };
    case 'deadlineTable': {
      const reports = itemsInForce('complaintClasses', classes).find(({ fields }) => fields['isReport'] === true)?.key ?? null;
      const rows = defaultDeadlineTable(trade, { suggestionBoxChannel: 'suggestionBox', reportClassId: reports ?? '' });
      return { rows: rows.filter(({ classId }) => classId !== '') };
    }
  }
}
