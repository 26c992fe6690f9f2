import fc from 'fast-check';
import { fates, type Fate } from './bad-line.ts';
import { longValue, type Program, type Row } from './branch-machine.ts';
import { branchPoints, type BranchPoint } from './mortal-database.ts';
import { headquartersPoints, type HeadquartersPoint, type Side } from './postgres-wire.ts';

/** One thing that happens in a history; plain values, so that a history can be kept as text. */
export type Move =
  | { move: 'write'; rows: Row[] }
  /** a round in which requests have these fates; those behind them arrive */
  | { move: 'round'; fates: Fate[] }
  /** headquarters gives the branch a directive */
  | { move: 'publish' }
  | { move: 'killBranch'; at: BranchPoint; side: Side }
  | { move: 'killHeadquarters'; at: HeadquartersPoint; side: Side }
  | { move: 'clock'; of: 'branch' | 'headquarters'; days: number }
  | { move: 'backUp' }
  /** headquarters' newest backup takes its database's place; its archive is read in at once, or only when somebody thinks of it */
  | { move: 'putBack'; fills: boolean }
  | { move: 'branchBackUp' }
  /** the branch's newest backup takes its database's place: what it has written since is known at headquarters alone, as far as it was sent */
  | { move: 'branchPutBack' }
  | { move: 'clone' }
  | { move: 'cloneWrites'; rows: Row[] }
  | { move: 'cloneRound'; fates: Fate[] }
  | { move: 'upgrade'; of: 'branch' | 'headquarters' }
  | { move: 'disk'; of: 'branch' | 'headquarters' | 'archive'; isFull: boolean };

/** A history: the program its branch begins with, which of two machines goes on in the end, and what happens. */
export interface History {
  program: Program;
  survivor: 'first' | 'clone';
  moves: Move[];
}

const side = fc.constantFrom<Side>('before', 'after');
// Few keys, so that rows are written again and again.
const value = fc.constantFrom(null, null, '', '甲', '乙', '\\', '\t\n"', '𠮷', longValue);
const rows = fc.uniqueArray(fc.record({ key: fc.nat(6), value }), { selector: ({ key }) => key, minLength: 1, maxLength: 4 });
const someFates = fc.array(fc.constantFrom<Fate>('arrives', 'arrives', ...fates), { maxLength: 6 });

/** What may happen, the commoner things more often. */
export const anyMove: fc.Arbitrary<Move>[] = [
  ...[1, 2, 3].map(() => fc.record({ move: fc.constant('write' as const), rows })),
  ...[1, 2, 3].map(() => fc.record({ move: fc.constant('round' as const), fates: someFates })),
  fc.constant({ move: 'publish' as const }),
  ...[1, 2].map(() => fc.record({ move: fc.constant('killBranch' as const), at: fc.constantFrom(...branchPoints), side })),
  ...[1, 2].map(() => fc.record({ move: fc.constant('killHeadquarters' as const), at: fc.constantFrom(...headquartersPoints), side })),
  fc.record({ move: fc.constant('clock' as const), of: fc.constantFrom('branch' as const, 'headquarters' as const), days: fc.constantFrom(-400, -2, 1, 2, 3, 400) }),
  fc.constant({ move: 'backUp' as const }),
  fc.record({ move: fc.constant('putBack' as const), fills: fc.boolean() }),
  fc.constant({ move: 'branchBackUp' as const }),
  fc.constant({ move: 'branchPutBack' as const }),
  fc.constant({ move: 'clone' as const }),
  fc.record({ move: fc.constant('cloneWrites' as const), rows }),
  fc.record({ move: fc.constant('cloneRound' as const), fates: someFates }),
  fc.record({ move: fc.constant('upgrade' as const), of: fc.constantFrom('branch' as const, 'headquarters' as const) }),
  fc.record({ move: fc.constant('disk' as const), of: fc.constantFrom('branch' as const, 'headquarters' as const, 'archive' as const), isFull: fc.boolean() }),
];
