import { addNameTerms, addTerms } from '../text/name-terms.ts';
import { plainCode } from '../text/plain-text.ts';

/**
 * The words one customer can be found by, each one term of the search index, so that every customary look-up reads one
 * list of the index and not many: that is what keeps it as fast at a million customers as at a hundred thousand.
 * A letter in front keeps the kinds apart; those of the name are in main/text/name-terms.ts:
 *
 * | | |
 * | --- | --- |
 * | `t13812346712` `u6712` | phone, its last four |
 * | `d…` `f…` | id number, its last four and last six |
 * | `a…` `z…` | account number, its last four |
 */
export interface Findable {
  name: string;
  phone: string | null;
  idNumber: string | null;
  accountNumber: string | null;
}

/** The terms of one customer, separated by blanks, ready for the index. */
export function searchTokensOf(customer: Findable): string {
  const tokens = new Set<string>();
  addNameTerms(tokens, customer.name);
  const phone = plainCode(customer.phone);
  if (phone) addTerms(tokens, `t${phone}`, phone.length > 4 && `u${phone.slice(-4)}`);
  const idNumber = plainCode(customer.idNumber);
  if (idNumber) addTerms(tokens, `d${idNumber}`, idNumber.length > 4 && `f${idNumber.slice(-4)}`, idNumber.length > 6 && `f${idNumber.slice(-6)}`);
  const accountNumber = plainCode(customer.accountNumber);
  if (accountNumber) addTerms(tokens, `a${accountNumber}`, accountNumber.length > 4 && `z${accountNumber.slice(-4)}`);
  return [...tokens].join(' ');
}
