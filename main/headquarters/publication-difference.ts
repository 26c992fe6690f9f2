import { isDeepStrictEqual } from 'node:util';
import type { DifferingItem, PublishedKind } from '../../shared/console-publishing.ts';
import { itemsInForce, itemsOf, takesThePlace, type PublishedItem } from './published-items.ts';

/**
 * What a body would change of what was published before: items that are new, items of which a field differs, and, where a body
 * takes the place of the one before, items that go. Items that are the same are counted.
 */
export function differenceOf(kind: PublishedKind, before: readonly unknown[], body: unknown): { items: DifferingItem[]; unchanged: number } {
  const held = new Map(itemsInForce(kind, before).map(item => [item.key, item]));
  const next = itemsOf(kind, body);
  const items: DifferingItem[] = [];
  for (const item of next) {
    const former = held.get(item.key);
    const fields = differingFields(former?.fields ?? {}, item.fields);
    if (!former) items.push({ key: item.key, name: item.name, how: 'added', fields });
    else if (fields.length > 0) items.push({ key: item.key, name: item.name, how: 'changed', fields });
  }
  if (takesThePlace(kind)) {
    const kept = new Set(next.map(({ key }) => key));
    items.push(...[...held.values()].filter(({ key }) => !kept.has(key)).map(removed));
  }
  return { items, unchanged: next.length - items.filter(({ how }) => how !== 'removed').length };
}

function removed({ key, name, fields }: PublishedItem): DifferingItem {
  return { key, name, how: 'removed', fields: Object.entries(fields).map(([field, before]) => ({ field, before, after: null })) };
}

/** Only fields that the new one names: what it leaves out stays as it was. */
function differingFields(before: Record<string, unknown>, after: Record<string, unknown>): DifferingItem['fields'] {
  return Object.entries(after).flatMap(([field, value]) => isDeepStrictEqual(before[field], value) ? [] : [{ field, before: before[field] ?? null, after: value }]);
}
