import type { SeededRandom } from '../../../main/branch/demonstration/seeded-random.ts';
import type { Fragment } from './fragments.ts';

/** Says something once; what stands in braces comes from `fill`. */
export type Wording = (random: SeededRandom, fill: Fill) => string;
type Fill = (name: string) => string;

/** Each wording of a field in the grammar of `CaseMatter`, read once for many cases. */
export function readWordings(text: string): Wording[] {
  return text.split('|').map(readOne);
}

function readOne(text: string): Wording {
  const parts = text.split(/(\[[^\]]*\]|\{[^}]*\})/).filter(Boolean).map((part): Wording => {
    if (part.startsWith('{')) {
      const name = part.slice(1, -1);
      return (_, fill) => fill(name);
    }
    if (!part.startsWith('[')) return () => part;
    const choices = part.slice(1, -1).split('/').map(readOne);
    return (random, fill) => random.pick(choices)(random, fill);
  });
  const only = parts[0];
  if (only && parts.length === 1) return only;
  return (random, fill) => {
    let said = '';
    for (const part of parts) said += part(random, fill);
    return said;
  };
}

/** Fragments read for `fillOnce`. */
export function readFragments(fragments: Record<string, Fragment>): ReadonlyMap<string, Wording[]> {
  return new Map(Object.entries(fragments).map(([name, fragment]) => [name, typeof fragment === 'string' ? readWordings(fragment) : [fragment]]));
}

/** What one case's braces are filled with: drawn when first asked for, then the same. */
export function fillOnce(random: SeededRandom, fragments: ReadonlyMap<string, Wording[]>): Fill {
  const filled = new Map<string, string>();
  const fill = (name: string): string => {
    const known = filled.get(name);
    if (known !== undefined) return known;
    const wordings = fragments.get(name);
    if (!wordings) throw new Error(`no fragment is called ${name}`);
    const said = random.pick(wordings)(random, fill);
    filled.set(name, said);
    return said;
  };
  return fill;
}
