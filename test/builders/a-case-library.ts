import { seededRandom, type SeededRandom } from '../../main/branch/demonstration/seeded-random.ts';
import type { Trade } from '../../main/complaints/deadline-defaults.ts';
import type { CaseForm } from '../../shared/cases.ts';
import { trades } from '../../shared/staff.ts';
import { bankMatters } from './case-library/bank-matters.ts';
import type { CaseMatter } from './case-library/case-matter.ts';
import { fragments, framing, framingFragments, tradeFragments } from './case-library/fragments.ts';
import { insuranceMatters } from './case-library/insurance-matters.ts';
import { powerMatters } from './case-library/power-matters.ts';
import { propertyMatters } from './case-library/property-matters.ts';
import { fillOnce, readFragments, readWordings, type Wording } from './case-library/wording.ts';

/** A case as its author writes it, with the class by its Chinese name in the tree of its trade. */
export interface LibraryCase extends Omit<CaseForm, 'classId' | 'channel' | 'photoIds'> {
  trade: Trade;
  className: string;
}

/** What went wrong, by trade. None is a matter of the pairs in test/cases/pairs, though many lie close to one. */
export const libraryMatters: Record<Trade, readonly CaseMatter[]> = { power: powerMatters, bank: bankMatters, insurance: insuranceMatters, property: propertyMatters };

const shortest = 60;
const longest = 400;

/**
 * `count` cases no two of which say the same, as a library holds them after years: some terse, some wordy.
 * The same seed yields the same cases, and fewer of them are the beginning of more. A branch holds those of its own trade
 * alone: there everything lies closer together.
 */
export function* caseLibrary(count: number, seed: number, ofTrades: readonly Trade[] = trades): Generator<LibraryCase, void, undefined> {
  const random = seededRandom(seed);
  const tellers = ofTrades.flatMap(trade => libraryMatters[trade].map(matter => tellerOf(trade, matter)));
  const said = new Set<string>();
  while (said.size < count) {
    const told = random.pick(tellers)(random);
    const length = lengthOf(told);
    const words = `${told.problem}${told.cause}${told.remedy}`;
    if (length < shortest || length > longest || said.has(words)) continue;
    said.add(words);
    yield told;
  }
}

/** Characters over all that is written. */
export function lengthOf({ title, problem, cause, responsibleUnit, remedy, lesson, avoidance }: LibraryCase): number {
  return title.length + problem.length + cause.length + responsibleUnit.length + remedy.length + lesson.length + avoidance.length;
}

const frame = {
  before: readWordings(framing.before), problem: readWordings(framing.problem), cause: readWordings(framing.cause),
  remedy: readWordings(framing.remedy), lesson: readWordings(framing.lesson), avoidance: readWordings(framing.avoidance),
};

function tellerOf(trade: Trade, matter: CaseMatter): (random: SeededRandom) => LibraryCase {
  const known = readFragments({ ...fragments, ...framingFragments, ...tradeFragments[trade] });
  const title = readWordings(matter.title), problem = readWordings(matter.problem), cause = readWordings(matter.cause), unit = readWordings(matter.unit);
  const remedy = readWordings(matter.remedy), lesson = readWordings(matter.lesson), avoidance = readWordings(matter.avoidance);
  const keywords = matter.keywords.split(' ');

  return random => {
    const fill = fillOnce(random, known);
    const wordiness = random.pickWeighted([[0, 2], [0.4, 5], [0.85, 3]]);
    const one = (wordings: readonly Wording[]) => random.pick(wordings)(random, fill);
    const perhaps = (wordings: readonly Wording[]) => random.chance(wordiness) ? one(wordings) : '';
    /** A field at length: a second of its wordings where there is one, and what is said around it. */
    const atLength = (wordings: readonly Wording[], around: readonly Wording[]) => {
      const first = random.between(0, wordings.length - 1);
      let said = wordings[first]!(random, fill);
      if (wordings.length > 1 && random.chance(wordiness)) said += wordings[(first + random.between(1, wordings.length - 1)) % wordings.length]!(random, fill);
      return said + perhaps(around);
    };
    return {
      trade, className: matter.className,
      title: one(title),
      problem: perhaps(frame.before) + atLength(problem, frame.problem) + perhaps(frame.problem),
      cause: atLength(cause, frame.cause),
      responsibleUnit: one(unit),
      remedy: atLength(remedy, frame.remedy),
      lesson: atLength(lesson, frame.lesson),
      avoidance: atLength(avoidance, frame.avoidance),
      keywords: keywords.filter(() => random.chance(0.8)),
    };
  };
}
