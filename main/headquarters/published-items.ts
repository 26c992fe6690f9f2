import { calendarYearDirective, complaintClassesDirective, deadlineTableDirective, noticeDirective, servicesDirective, settingsDirective, staffDirective } from '../../shared/directives.ts';
import type { PublishedKind } from '../../shared/console-publishing.ts';

/** One thing of a publication: what it is known by, what people call it, and what is said of it. */
export interface PublishedItem {
  key: string;
  name: string;
  fields: Record<string, unknown>;
}

/** What each kind of body is made of. `isWhole`: a body takes the place of the one before; else its items are added to those. */
const kinds: Record<Exclude<PublishedKind, 'noticeWithdrawn'>, { isWhole: boolean; itemsOf(body: unknown): PublishedItem[]; bodyOf(items: readonly PublishedItem[]): unknown }> = {
  services: {
    isWhole: false,
    itemsOf: body => servicesDirective.parse(body).services.map(service => ({ key: service.prefix, name: `${service.prefix} ${service.nameZh}`, fields: service })),
    bodyOf: items => ({ services: items.map(({ fields }) => fields).toSorted((a, b) => String(a['prefix']).localeCompare(String(b['prefix']))) }),
  },
  staff: {
    isWhole: false,
    itemsOf: body => staffDirective.parse(body).staff.map(person => ({ key: person.loginName, name: `${person.name} ${person.loginName}`, fields: person })),
    bodyOf: items => ({ staff: items.map(({ fields }) => fields) }),
  },
  calendarYear: {
    isWhole: true,
    itemsOf: body => calendarYearDirective.parse(body).days.map(day => ({ key: day.day, name: `${day.day} ${day.nameZh}`, fields: day })),
    bodyOf: items => ({ year: Number(items[0]?.key.slice(0, 4) ?? 0), days: items.map(({ fields }) => fields) }),
  },
  notice: {
    isWhole: false,
    itemsOf(body) {
      const notice = noticeDirective.partial({ postedAt: true, postedByName: true }).parse(body);
      return [{ key: notice.id, name: notice.titleZh, fields: notice }];
    },
    bodyOf: items => items.at(-1)?.fields ?? null,
  },
  complaintClasses: {
    isWhole: false,
    itemsOf: body => complaintClassesDirective.parse(body).classes.map(each => ({ key: each.id, name: each.nameZh, fields: each })),
    bodyOf: items => ({ classes: items.map(({ fields }) => fields) }),
  },
  deadlineTable: {
    isWhole: true,
    itemsOf: body => deadlineTableDirective.parse(body).rows.map(row => ({ key: row.id, name: row.sourceZh, fields: row })),
    bodyOf: items => ({ rows: items.map(({ fields }) => fields) }),
  },
  settings: {
    isWhole: false,
    itemsOf(body) {
      const { values, locked, unlocked } = settingsDirective.parse(body);
      const named = new Set<string>([...Object.keys(values), ...locked, ...unlocked]);
      return [...named].map(key => ({
        key, name: key,
        fields: {
          ...key in values ? { value: values[key as keyof typeof values] } : {},
          ...(locked as string[]).includes(key) ? { isLocked: true } : (unlocked as string[]).includes(key) ? { isLocked: false } : {},
        },
      }));
    },
    bodyOf: items => ({
      values: Object.fromEntries(items.flatMap(({ key, fields }) => 'value' in fields ? [[key, fields['value']]] : [])),
      locked: items.flatMap(({ key, fields }) => fields['isLocked'] === true ? [key] : []),
      unlocked: items.flatMap(({ key, fields }) => fields['isLocked'] === false ? [key] : []),
    }),
  },
};

/** The items of one body. Throws where it is no body of its kind: a publication was checked before it was stored. */
export function itemsOf(kind: PublishedKind, body: unknown): PublishedItem[] {
  return kind === 'noticeWithdrawn' ? [] : kinds[kind].itemsOf(body);
}

/** The items that hold after bodies of one kind were published one after the other. */
export function itemsInForce(kind: PublishedKind, bodies: readonly unknown[]): PublishedItem[] {
  if (kind === 'noticeWithdrawn') return [];
  if (kinds[kind].isWhole) return bodies.length === 0 ? [] : itemsOf(kind, bodies.at(-1));
  const held = new Map<string, PublishedItem>();
  for (const item of bodies.flatMap(body => itemsOf(kind, body))) {
    const before = held.get(item.key);
    // A setting that is published without its lock keeps the lock it had.
    held.set(item.key, before ? { ...item, fields: { ...before.fields, ...item.fields } } : item);
  }
  return [...held.values()];
}

/** The body that would say all of it at once; null where nothing was published. */
export function bodyInForce(kind: PublishedKind, bodies: readonly unknown[]): unknown {
  const items = itemsInForce(kind, bodies);
  if (kind === 'noticeWithdrawn' || bodies.length === 0) return null;
  return kinds[kind].bodyOf(items);
}

/** Whether what is not in a body any more is taken away by it. */
export function takesThePlace(kind: PublishedKind): boolean {
  return kind !== 'noticeWithdrawn' && kinds[kind].isWhole;
}
