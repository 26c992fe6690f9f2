import type { ComplaintForm } from '../../shared/complaints.ts';
import { plainCode, plainName } from '../text/plain-text.ts';

type Wanted = Pick<ComplaintForm, 'isAnonymous' | 'customerId' | 'classId' | 'what' | 'complainantName' | 'complainantPhone'>;

/** Fields an intake form cannot be handed in without, in the order they stand in it; those that are empty. A known customer's name and phone are known. */
export function missingFields(form: Wanted): (keyof Wanted)[] {
  const wanted: (keyof Wanted)[] = form.isAnonymous || form.customerId !== null ? ['classId', 'what'] : ['complainantName', 'complainantPhone', 'classId', 'what'];
  return wanted.filter(field => form[field] === null || form[field] === '');
}

/** What two complaints have in common when they are of the same person, as it is compared; null: too little was given to say. */
export interface RepeatKeys { phoneKey: string | null; accountKey: string | null; addressKey: string | null }

const shortestPhone = 7;
const shortestAccount = 4;
const shortestAddress = 6;

export function repeatKeys({ complainantPhone, accountNumber, address }: Pick<ComplaintForm, 'complainantPhone' | 'accountNumber' | 'address'>): RepeatKeys {
  const atLeast = (text: string, letters: number) => text.length >= letters ? text : null;
  // +86 before a number is the same number.
  return {
    phoneKey: atLeast(plainCode(complainantPhone).replace(/^(?:00)?86(?=1\d{10}$)/, ''), shortestPhone),
    accountKey: atLeast(plainCode(accountNumber), shortestAccount), addressKey: atLeast(plainName(address), shortestAddress),
  };
}

/** From here on two texts are probably about the same matter. */
export const likelyTheSame = 0.34;

/**
 * How much two texts have in common, 0 to 1: the pairs of neighbouring characters of the shorter one that the longer one has too.
 * Texts of fewer than six pairs say too little: 0.
 */
export function likeness(one: string, other: string): number {
  const [pairs, others] = [pairsOf(one), pairsOf(other)];
  const [fewer, more] = pairs.size <= others.size ? [pairs, others] : [others, pairs];
  if (fewer.size < 6) return 0;
  let common = 0;
  for (const pair of fewer) if (more.has(pair)) common += 1;
  return common / fewer.size;
}

function pairsOf(text: string): Set<string> {
  const letters = [...plainName(text)];
  return new Set(letters.slice(1).map((letter, at) => letters[at]! + letter));
}
