/**
 * What of a customer may be seen before a purpose is chosen. Pure; every function works on whole characters as people
 * count them (a rare character beyond the BMP, or one with a variation mark, is one), never on UTF-16 halves.
 */

const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const longestStars = 8;

/** Text whose every UTF-16 unit is one character: printable ASCII, Chinese characters and marks. The segmenter takes its time. */
const isPlain = /^[ -~·…、。，（）\u4e00-\u9fff]*$/u;
const split = (text: string): string[] => (isPlain.test(text) ? text.split('') : Array.from(characters.segment(text), each => each.segment));
const stars = (count: number): string => '*'.repeat(Math.min(Math.max(count, 1), longestStars));

/**
 * 张*明, 张* (two characters), * (one). A Chinese name shows its first and last character; a name in Latin letters the
 * first letter of each word, because its last letter tells nothing. Long names are cut to eight stars.
 */
export function maskName(name: string): string {
  const trimmed = name.trim();
  if (/^[\p{Script=Latin}\p{M}\s.'’-]+$/u.test(trimmed)) {
    return trimmed.split(/\s+/u).map(word => (split(word).length > 1 ? split(word)[0] : '') + stars(split(word).length - 1)).join(' ');
  }
  const letters = split(trimmed);
  if (letters.length <= 1) return '*';
  const last = letters.length === 2 ? '' : letters.at(-1);
  return `${letters[0]}${stars(letters.length - (last ? 2 : 1))}${last}`;
}

/** 138****6712; a number too short to hide four digits behind its ends shows at most its last four, or nothing. */
export function maskPhone(phone: string): string {
  const digits = split(phone);
  if (digits.length >= 11) return `${digits.slice(0, 3).join('')}${stars(digits.length - 7)}${digits.slice(-4).join('')}`;
  return showEnd(digits);
}

/** 1101**********1234: the region and the last four of an 18 or 15 digit number; of other papers at most the last four. */
export function maskIdNumber(idNumber: string): string {
  const digits = split(idNumber);
  if (digits.length >= 15) return `${digits.slice(0, 4).join('')}${'*'.repeat(Math.min(digits.length - 8, 10))}${digits.slice(-4).join('')}`;
  return showEnd(digits);
}

/** …7731: at most the last four, and never more than half of it. */
export function maskAccountNumber(accountNumber: string): string {
  const digits = split(accountNumber);
  const shown = Math.min(4, Math.floor(digits.length / 2));
  return `…${shown ? digits.slice(-shown).join('') : ''}`;
}

const roads = /^\P{N}*?(?:大道|大街|街道|胡同|(?<![铁公])路|街|巷|弄)/u;
const districts = /^\P{N}*(?:(?<![小社园校厂库院新])区|县|市|旗|镇|乡)/u;

/** 浙江省杭州市西湖区文三路****: to the road, else to the district; never a digit, never house, block or room. */
export function maskAddress(address: string): string {
  const trimmed = address.trim();
  const upTo = (roads.exec(trimmed) ?? districts.exec(trimmed))?.[0] ?? '';
  return `${upTo}****`;
}

function showEnd(digits: string[]): string {
  const shown = digits.length >= 7 ? 4 : 0;
  return stars(digits.length - shown) + (shown ? digits.slice(-shown).join('') : '');
}
