import type { History } from './moves.ts';

/** Histories that once went wrong, shortened by fast-check; each is played again before any new one. */
export const keptHistories: Record<string, History> = {
  'a machine goes on in an epoch that its copy has left': {
    program: 'same', survivor: 'clone',
    moves: [
      { move: 'clone' }, { move: 'cloneWrites', rows: [{ key: 1, value: '乙' }] }, { move: 'cloneRound', fates: [] },
      { move: 'write', rows: [{ key: 1, value: '甲' }] }, { move: 'round', fates: [] },
      { move: 'cloneWrites', rows: [{ key: 2, value: '乙' }] }, { move: 'cloneRound', fates: [] }, { move: 'write', rows: [{ key: 2, value: '甲' }] }, { move: 'round', fates: [] },
    ],
  },
  'headquarters is put back from before an epoch that its archive has': {
    program: 'same', survivor: 'first',
    moves: [
      { move: 'backUp' }, { move: 'clone' }, { move: 'cloneWrites', rows: [{ key: 1, value: '乙' }] }, { move: 'cloneRound', fates: [] },
      { move: 'write', rows: [{ key: 1, value: '甲' }] }, { move: 'round', fates: [] }, { move: 'putBack', fills: false },
      { move: 'write', rows: [{ key: 3, value: '甲' }] }, { move: 'round', fates: [] },
    ],
  },
  'headquarters is put back from before it was told what became of a directive': {
    program: 'older', survivor: 'first',
    moves: [{ move: 'publish' }, { move: 'backUp' }, { move: 'round', fates: [] }, { move: 'putBack', fills: false }],
  },
  'headquarters is put back and gives something before it hears of the branch': {
    program: 'same', survivor: 'first',
    moves: [{ move: 'backUp' }, { move: 'publish' }, { move: 'publish' }, { move: 'round', fates: [] }, { move: 'putBack', fills: true }, { move: 'publish' }, { move: 'round', fates: [] }],
  },
  'a machine whose token its copy has had replaced is enrolled again': {
    program: 'older', survivor: 'clone',
    moves: [{ move: 'clock', of: 'headquarters', days: 3 }, { move: 'clone' }, { move: 'write', rows: [{ key: 0, value: '\t\n"' }] }, { move: 'round', fates: [] }],
  },
  // Never went wrong: the commonest history of this kind, so that it is played however few are.
  'a branch is put back from before what it has sent': {
    program: 'same', survivor: 'first',
    moves: [
      { move: 'write', rows: [{ key: 1, value: '甲' }, { key: 2, value: '甲' }] }, { move: 'round', fates: [] }, { move: 'branchBackUp' },
      { move: 'write', rows: [{ key: 1, value: '乙' }, { key: 3, value: '乙' }, { key: 2, value: null }] }, { move: 'round', fates: [] }, { move: 'branchPutBack' },
      { move: 'write', rows: [{ key: 4, value: '' }] },
    ],
  },
};
