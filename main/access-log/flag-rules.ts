import type { FlagRule } from '../../shared/access-log.ts';

/** Where a rule begins to wonder. */
export const flagThresholds = {
  /** this many different files … */
  manyFiles: 10,
  /** … within so many minutes */
  manyFilesMinutes: 10,
  /** this many looks by one person at one customer … */
  samePersonAgain: 3,
  /** … within so many days, without a visit of the customer between */
  samePersonAgainDays: 30,
} as const;

/** One look that happened: something of a customer or a file was opened by somebody. */
export interface Look {
  /** UTC ms */
  at: number;
  staffId: string;
  fileId: string | null;
  customerId: string | null;
}

/** What is known of a look when it is judged. */
export interface LookCircumstances {
  /** null when the look was at no known customer */
  customer: {
    name: string;
    address: string | null;
    /** staff members who bear the customer's name */
    namesakeStaffIds: readonly string[];
    /** a visit or a ticket of the customer on the business date of the look */
    hadBusinessThatDay: boolean;
    /** looks of this person at this customer in the period, this one included, since the customer's last visit ended */
    looksSinceLastVisit: number;
  } | null;
  /** addresses of the customers who bear the looker's own name */
  ownAddresses: readonly string[];
  looker: { name: string };
  businessDate: string;
  /** time of day `HH:MM` of the look in the branch's time zone */
  time: string;
  /** when the hall's services are offered, from the first to the last; null when round the clock */
  hours: { opensAt: string; closesAt: string } | null;
  /** different files this person opened within the minutes of the rule, this one included */
  filesInShortTime: number;
  /** the same burst was flagged already: one flag for each burst is enough */
  burstIsFlagged: boolean;
}

export interface RaisedFlag {
  rule: FlagRule;
  /** ids, counts and times; never a name or an address */
  facts: Record<string, string | number>;
}

/**
 * The flags a look raises, for the manager to clear; product rules, "Archive", Review. A flag accuses nobody: it says what
 * was unusual and leaves the judgement to a person.
 */
export function flagsOf(look: Look, known: LookCircumstances): RaisedFlag[] {
  return [
    ...colleague(look, known), ...sameSurnameAndAddress(look, known), ...noBusinessThatDay(known),
    ...afterHours(known), ...manyFiles(look, known), ...samePersonAgain(known),
  ];
}

function colleague({ staffId }: Look, { customer }: LookCircumstances): RaisedFlag[] {
  const namesake = customer?.namesakeStaffIds.includes(staffId) ? staffId : customer?.namesakeStaffIds[0];
  return namesake === undefined ? [] : [{ rule: 'colleague', facts: { colleagueId: namesake, isOwnName: namesake === staffId ? 1 : 0 } }];
}

function sameSurnameAndAddress(_look: Look, { customer, looker, ownAddresses }: LookCircumstances): RaisedFlag[] {
  if (!customer?.address || customer.name === looker.name || surnameOf(customer.name) !== surnameOf(looker.name)) return [];
  const address = plainAddress(customer.address);
  return address !== '' && ownAddresses.some(own => plainAddress(own) === address) ? [{ rule: 'sameSurnameAndAddress', facts: {} }] : [];
}

function noBusinessThatDay({ customer, businessDate }: LookCircumstances): RaisedFlag[] {
  return customer && !customer.hadBusinessThatDay ? [{ rule: 'noBusinessThatDay', facts: { businessDate } }] : [];
}

function afterHours({ time, hours }: LookCircumstances): RaisedFlag[] {
  if (!hours || (hours.opensAt <= time && time < hours.closesAt)) return [];
  return [{ rule: 'afterHours', facts: { time, opensAt: hours.opensAt, closesAt: hours.closesAt } }];
}

function manyFiles({ fileId }: Look, { filesInShortTime, burstIsFlagged }: LookCircumstances): RaisedFlag[] {
  if (fileId === null || burstIsFlagged || filesInShortTime < flagThresholds.manyFiles) return [];
  return [{ rule: 'manyFiles', facts: { files: filesInShortTime, minutes: flagThresholds.manyFilesMinutes } }];
}

function samePersonAgain({ customer }: LookCircumstances): RaisedFlag[] {
  if (!customer || customer.looksSinceLastVisit < flagThresholds.samePersonAgain) return [];
  return [{ rule: 'samePersonAgain', facts: { looks: customer.looksSinceLastVisit, days: flagThresholds.samePersonAgainDays } }];
}

/**
 * From the first opening to the last closing of the services on offer; null when one of them is offered round the clock or
 * past midnight, so that no hour is outside, or when there is none to go by.
 */
export function hoursOf(services: readonly { opensAt: string; closesAt: string }[]): { opensAt: string; closesAt: string } | null {
  if (services.length === 0 || services.some(({ opensAt, closesAt }) => opensAt >= closesAt)) return null;
  const [opensAt] = services.map(each => each.opensAt).sort();
  const closesAt = services.map(each => each.closesAt).sort().at(-1);
  return opensAt && closesAt ? { opensAt, closesAt } : null;
}

const compoundSurnames = new Set([
  '欧阳', '司马', '上官', '诸葛', '夏侯', '皇甫', '尉迟', '公孙', '慕容', '令狐', '司徒', '司空', '东方', '南宫', '西门', '端木', '百里', '呼延', '轩辕', '宇文', '长孙', '独孤', '澹台', '东郭', '公冶', '闻人', '申屠', '濮阳', '淳于', '单于', '太史', '钟离', '鲜于', '闾丘', '万俟', '赫连',
]);

/** The surname of a Chinese name, one character or a known two; of a name in Latin letters its last word. */
export function surnameOf(name: string): string {
  const trimmed = name.trim();
  if (/^[\p{Script=Latin}\p{M}\s.'’-]+$/u.test(trimmed)) return (trimmed.split(/\s+/u).at(-1) ?? '').toLowerCase();
  const letters = [...trimmed];
  const two = letters.slice(0, 2).join('');
  return letters.length > 2 && compoundSurnames.has(two) ? two : letters[0] ?? '';
}

/** An address as it is compared: width, case, blanks and separators make no difference. */
export function plainAddress(address: string): string {
  return address.normalize('NFKC').toLowerCase().replace(/[\s,，.。、\-—_#·]/gu, '');
}
