/** A list of the index: the numbers of the cases that hold a term, rising, parted by commas; and what holding it is worth. */
export interface Postings { list: string; weight: number }

export interface Candidate { searchId: number; score: number }

/**
 * Adds up what each case holds of what was asked and gives the best, best first; of equals the newer one. `only`: lists of the
 * cases that come into question, each case in at most one.
 */
export function bestOf(postings: readonly Postings[], most: number, only?: readonly string[]): Candidate[] {
  const highest = postings.reduce((high, { list }) => Math.max(high, Number(list.slice(list.lastIndexOf(',') + 1))), 0);
  const scores = new Float32Array(highest + 1);
  for (const { list, weight } of postings) addPostings(scores, list, weight);
  const isIn = only && new Float32Array(highest + 1);
  for (const list of only ?? []) if (isIn) addPostings(isIn, list, 1);
  let best: Candidate[] = [];
  let floor = 0;
  for (let searchId = 1; searchId <= highest; searchId += 1) {
    const score = scores[searchId]!;
    if (score <= 0 || score < floor || isIn?.[searchId] === 0) continue;
    best.push({ searchId, score });
    if (best.length >= most * 4) {
      best = best.toSorted(byScore).slice(0, most);
      floor = best[most - 1]!.score;
    }
  }
  return best.toSorted(byScore).slice(0, most);
}

const byScore = (one: Candidate, other: Candidate): number => other.score - one.score || other.searchId - one.searchId;

/** Digit by digit: a list has tens of thousands of numbers, and a string for each would be thrown away at once. */
function addPostings(scores: Float32Array, list: string, weight: number): void {
  let searchId = 0;
  for (let at = 0; at < list.length; at += 1) {
    const code = list.charCodeAt(at);
    if (code === comma) {
      if (searchId < scores.length) scores[searchId]! += weight;
      searchId = 0;
    } else searchId = searchId * 10 + code - zero;
  }
  if (searchId < scores.length) scores[searchId]! += weight;
}

const comma = ','.charCodeAt(0);
const zero = '0'.charCodeAt(0);
