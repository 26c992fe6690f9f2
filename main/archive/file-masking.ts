import type { FileState, MaskedFile } from '../../shared/archive.ts';
import { maskAccountNumber, maskAddress, maskName } from '../text/masking.ts';

/** What of a file is personal, beside what is not. */
export interface MaskableFile extends Omit<MaskedFile, 'maskedTitle' | 'maskedName' | 'maskedAccountNumber' | 'maskedAddress' | 'state'> {
  title: string;
  subjectName: string;
  subjectAccountNumber: string | null;
  subjectAddress: string | null;
  subjectIdNumber: string | null;
  state: FileState;
}

/** What may be shown of a file before a purpose is chosen. */
export function maskFileRow(file: MaskableFile): MaskedFile {
  const { title, subjectName, subjectAccountNumber, subjectAddress, subjectIdNumber, ...open } = file;
  return {
    ...open,
    maskedTitle: maskTitle(title, { subjectName, subjectAddress, numbers: [subjectAccountNumber, subjectIdNumber] }),
    maskedName: maskNames(subjectName),
    maskedAccountNumber: subjectAccountNumber === null ? null : maskAccountNumber(subjectAccountNumber),
    maskedAddress: subjectAddress === null ? null : maskAddress(subjectAddress),
  };
}

/** 张*明、李*: each of several names that stand in one field. */
export function maskNames(names: string): string {
  return names.split(betweenNames).map((part, at) => (at % 2 === 1 ? part : part.trim() === '' ? part : maskName(part))).join('');
}

const betweenNames = /([、,，;；/／]\s*)/u;
/** So long a number in a title is an account, a phone or an id, whatever the other fields say. */
const longNumbers = /\d[\dXx]{6,}/gu;

/**
 * A title without the person: the subject's names, address and numbers are masked wherever they stand in it, also with
 * blanks between their characters, and so is every number of seven digits and more. Other people's names that somebody
 * wrote into a title cannot be known: titles should not have them (docs/user-guide/archivist.md).
 */
export function maskTitle(title: string, subject: { subjectName: string; subjectAddress: string | null; numbers: readonly (string | null)[] }): string {
  const { subjectName, subjectAddress, numbers } = subject;
  const names = [subjectName, ...subjectName.split(betweenNames).filter((_, at) => at % 2 === 0)].map(name => name.trim()).filter(name => name !== '');
  const hidden: [text: string, mask: (found: string) => string][] = [
    ...(subjectAddress ? [[subjectAddress, maskAddress]] as [string, (found: string) => string][] : []),
    ...numbers.flatMap(number => (number ? [[number, maskAccountNumber]] as [string, (found: string) => string][] : [])),
    ...names.toSorted((one, other) => other.length - one.length).map((name): [string, (found: string) => string] => [name, () => maskNames(name)]),
  ];
  const folded = foldedText(title);
  return hidden
    .filter(([text]) => folded.includes(foldedText(text)))
    .reduce((soFar, [text, mask]) => soFar.replace(spacedOut(text), found => mask(found)), title.normalize('NFC'))
    .replace(longNumbers, found => maskAccountNumber(found));
}

/** Without blanks and dots, and of one case at least as far as an expression that takes no heed of case goes. */
function foldedText(text: string): string {
  return text.normalize('NFC').replace(/[\s·•]/gu, '').toLowerCase().toUpperCase();
}

/** The text, also with blanks or a dot between its characters, whatever its case. */
function spacedOut(text: string): RegExp {
  const letters = [...text.normalize('NFC').replace(/[\s·•]/gu, '')].map(letter => letter.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'));
  return new RegExp(letters.join('[\\s·•]*'), 'giu');
}
