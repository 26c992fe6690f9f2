import type { FileState } from '../../shared/archive.ts';
import { addNameTerms, addTerms } from '../text/name-terms.ts';
import { plainCode } from '../text/plain-text.ts';
import { neighbours, plainNumber, unitsOf } from './file-units.ts';

/**
 * What a file can be found by. Each is one term of the search index; a letter in front keeps the kinds apart. Those of the
 * name are in main/text/name-terms.ts:
 *
 * | | |
 * | --- | --- |
 * | `ngh201900123` `o0123` `o900123` | the archive number, its last four and last six |
 * | `a…` `z…` | account number, its last four |
 * | `r朝阳` `s朝阳路` | two, three neighbours in the address |
 * | `w过户` `v过户申` `x2019` | two, three neighbours in the title; a Latin word or number of it |
 * | `k…` `l…` `m…` `y2019` `ulent` | category, level, shelf, year, and the state of the few that are not on their shelf: what a search is narrowed by reads one list more, not every row |
 */
export interface FindableFile {
  archiveNumber: string;
  title: string;
  subjectName: string;
  subjectAccountNumber: string | null;
  subjectAddress: string | null;
  categoryId: string;
  levelId: string;
  shelfId: string | null;
  year: number;
  state: FileState;
}

/** The state as a term: nearly every file is on its shelf, and a list of nearly all narrows nothing. */
export const stateTerm = (state: FileState): string | false => state !== 'onShelf' && `u${state.toLowerCase()}`;

/** The `ascii` tokenizer parts terms at hyphens, so a key goes without. */
export const markTerm = (kind: 'k' | 'l' | 'm', id: string): string => kind + id.replaceAll('-', '').toLowerCase();

/** The terms of one file, separated by blanks, ready for the index. */
export function fileTermsOf(file: FindableFile): string {
  const terms = new Set<string>();
  const number = plainNumber(file.archiveNumber);
  addTerms(terms, `n${number}`, number.length > 4 && `o${number.slice(-4)}`, number.length > 6 && `o${number.slice(-6)}`);
  addNameTerms(terms, file.subjectName);
  const account = plainCode(file.subjectAccountNumber);
  if (account) addTerms(terms, `a${account}`, account.length > 4 && `z${account.slice(-4)}`);
  const address = unitsOf(file.subjectAddress ?? '');
  for (const two of neighbours(address, 2)) addTerms(terms, `r${two}`);
  for (const three of neighbours(address, 3)) addTerms(terms, `s${three}`);
  // The name has terms of its own; in the title it would only fill the index.
  for (const part of file.title.split(file.subjectName)) {
    const title = unitsOf(part);
    for (const unit of title) if (/^[a-z\d]{2,}$/u.test(unit)) addTerms(terms, `x${unit}`);
    for (const two of neighbours(title, 2)) addTerms(terms, `w${two}`);
    for (const three of neighbours(title, 3)) addTerms(terms, `v${three}`);
  }
  addTerms(terms, markTerm('k', file.categoryId), markTerm('l', file.levelId), file.shelfId !== null && markTerm('m', file.shelfId), `y${file.year}`, stateTerm(file.state));
  return [...terms].join(' ');
}
