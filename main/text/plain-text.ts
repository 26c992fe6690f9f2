/** A name as it is compared: one width, lower case, nothing but its letters. Characters no table knows yet are kept. */
export function plainName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, each => (isRareLetter(each) ? each : ''));
}

/** A number as it is compared: one width, lower case, ASCII letters and digits alone. */
export function plainCode(code: string | null): string {
  return (code ?? '').normalize('NFKC').toLowerCase().replace(/[^a-z0-9]/gu, '');
}

/** True when there is a letter that is no Latin one, whatever marks it carries: something to find a name by as it is written. */
export function hasOtherThanLatin(text: string): boolean {
  return /[^\p{ASCII}]/u.test(plainName(text).normalize('NFD').replace(/\p{M}/gu, ''));
}

/** Old ledgers keep rare characters in the private area; newer ones may be younger than this machine's tables. */
function isRareLetter(letter: string): boolean {
  return /^[\p{Co}\p{Cn}]$/u.test(letter);
}
