import { longestAnswerBytes } from '../../shared/sync-state.ts';
import type { Directive } from '../../shared/sync.ts';
import { type BundleAnswer, writeAnswer } from '../sync/bundle.ts';

/** The file that goes back: receipts, and as many of the directives, in their order, as a branch takes with one file. */
export function answerOf(said: Omit<BundleAnswer, 'directives'>, directives: readonly Directive[], sign: (bytes: Buffer) => Buffer): { file: Buffer; directives: number } {
  for (let fitting = directives.length; ; fitting = Math.floor(fitting / 2)) {
    const file = writeAnswer({ ...said, directives: directives.slice(0, fitting) }, sign);
    if (file.length <= longestAnswerBytes || fitting === 0) return { file, directives: fitting };
  }
}
