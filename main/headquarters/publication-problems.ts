import { complaintChannels } from '../../shared/complaints.ts';
import type { PublicationProblem, Publishable } from '../../shared/console-publishing.ts';
import type { DeadlineTableProblem } from '../../shared/deadlines.ts';
import { rolesAreSeparated } from '../../shared/staff.ts';
import { classPathOf, classTree, deepestClass } from '../complaints/class-tree.ts';
import { deadlineTableProblems } from '../complaints/deadline-table.ts';
import { itemsInForce } from './published-items.ts';

type BodyOf<Kind extends Publishable['kind']> = Extract<Publishable, { kind: Kind }>['body'];
type PublishedClass = BodyOf<'complaintClasses'>['classes'][number];

/** What a publication is checked against: what of the same branches holds already. */
export interface Published {
  /** bodies of classes that were published, in order */
  classes: readonly unknown[];
  /** `YYYY-MM-DD` */
  today: string;
}

/** Everything that is wrong with what is to be published; empty: it may go out. */
export function publicationProblems({ kind, body }: Publishable, published: Published): PublicationProblem[] {
  switch (kind) {
    case 'services': return twice(body.services.map(({ prefix }) => prefix), 'prefixTwice');
    case 'staff': return [...twice(body.staff.map(({ loginName }) => loginName), 'loginNameTwice'), ...body.staff.filter(({ roles }) => !rolesAreSeparated(roles)).map(({ name }) => problem('rolesNotSeparated', { name }))];
    case 'calendarYear': return [...twice(body.days.map(({ day }) => day), 'dayTwice'), ...body.days.filter(({ day }) => !day.startsWith(`${body.year}-`)).map(({ day }) => problem('otherYear', { day, year: body.year }))];
    case 'notice': return noticeProblems(body, published);
    case 'complaintClasses': return classProblems(body, published.classes);
    case 'deadlineTable': return tableProblems(body, published.classes);
    case 'settings': return Object.keys(body.values).length + body.locked.length + body.unlocked.length === 0 ? [problem('nothingSet')] : body.locked.filter(key => body.unlocked.includes(key)).map(setting => problem('lockedAndUnlocked', { setting }));
  }
}

function problem(code: string, data: PublicationProblem['data'] = {}): PublicationProblem {
  return { code, data };
}

function twice(keys: readonly string[], code: string): PublicationProblem[] {
  return [...new Set(keys.filter((key, at) => keys.indexOf(key) !== at))].map(key => problem(code, { key }));
}

function noticeProblems({ fromDate, toDate, titleEn, wordsEn }: BodyOf<'notice'>, { today }: Published): PublicationProblem[] {
  return [
    ...toDate < fromDate ? [problem('endsBeforeItBegins')] : toDate < today ? [problem('termOver', { toDate })] : [],
    ...(titleEn === '') === (wordsEn === '') ? [] : [problem('halfEnglish')],
  ];
}

/** Classes that were published stay: the tree is checked as it will be. */
function classProblems({ classes }: BodyOf<'complaintClasses'>, before: readonly unknown[]): PublicationProblem[] {
  const all = itemsInForce('complaintClasses', [...before, { classes }]).map(({ fields }) => fields as PublishedClass);
  const names = all.map(({ parentId, nameZh }) => `${parentId ?? ''}/${nameZh}`);
  return [
    ...twice(classes.map(({ id }) => id), 'classTwice'),
    ...all.filter(({ parentId }) => parentId !== null && !all.some(({ id }) => id === parentId)).map(({ nameZh }) => problem('noParent', { name: nameZh })),
    ...all.filter(each => isInCircle(all, each)).map(({ nameZh }) => problem('underItself', { name: nameZh })),
    ...all.filter(({ id }) => classPathOf(all, id).length > deepestClass).map(({ nameZh }) => problem('tooDeep', { name: nameZh, deepest: deepestClass })),
    ...all.filter((_, at) => names.indexOf(names[at] ?? '') !== at).map(({ nameZh }) => problem('nameTwice', { name: nameZh })),
  ];
}

function isInCircle(classes: readonly PublishedClass[], { id, parentId }: PublishedClass): boolean {
  for (let at = parentId, floors = 0; at !== null && floors <= classes.length; floors += 1) {
    if (at === id) return true;
    at = classes.find(each => each.id === at)?.parentId ?? null;
  }
  return false;
}

/** A table may only name classes that its branches have: those that were published to them. */
function tableProblems({ rows }: BodyOf<'deadlineTable'>, publishedClasses: readonly unknown[]): PublicationProblem[] {
  const classes = itemsInForce('complaintClasses', publishedClasses).map(({ fields }) => fields as PublishedClass);
  const nameOf = (id: string) => classPathOf(classes, id).map(each => classes.find(({ id: itsId }) => itsId === each)?.nameZh ?? '').join(' / ') || id;
  const numbers = (rowIds: readonly string[]) => rowIds.map(id => rows.findIndex(row => row.id === id) + 1).join(', ');
  // Without published classes every branch has a tree of its own, and only rows for every class can be right.
  const tree = classes.length > 0 ? classTree(classes) : [{ id: anyClass }];
  return deadlineTableProblems(rows, { channels: complaintChannels, classes: tree }).map(inWords);

  function inWords(found: DeadlineTableProblem): PublicationProblem {
    const data: PublicationProblem['data'] = {};
    if ('rowIds' in found) data['rows'] = numbers(found.rowIds);
    if ('channel' in found) data['channel'] = found.channel ?? '';
    if ('classId' in found) data['className'] = found.classId === null || found.classId === anyClass ? '' : nameOf(found.classId);
    if ('day' in found) data['day'] = found.day ?? '';
    if ('most' in found) data['most'] = found.most;
    return problem(`table.${found.code}`, data);
  }
}

const anyClass = 'any';
