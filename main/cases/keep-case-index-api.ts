import { createHash } from 'node:crypto';
import type { BranchParts } from '../branch/branch-parts.ts';
import { clearCaseIndex, indexCases, indexMark, markCaseIndex, publishedNotIndexed } from './case-index-store.ts';
import { denials, emptyWords, lightWords } from './case-light-words.ts';
import { writtenSynonyms } from './case-synonyms.ts';
import { caseTradeWords } from './case-trade-words.ts';
import { loadCaseWords } from './case-words.ts';

type Parts = Pick<BranchParts, 'database' | 'log'>;

/** One transaction indexes so many: the counters' commands wait for it. */
const indexedAtOnce = 20;

/** What terms are made by: the words and the program's version. */
function markOf(version: string): string {
  return createHash('sha256').update(JSON.stringify([version, writtenSynonyms, caseTradeWords, ...[lightWords, emptyWords, denials].map(words => [...words])])).digest('hex');
}

/**
 * Makes the index of published cases anew, beside the work, where another version of the program made it or where it is not
 * there: after an update, or when a new machine has taken a lost branch's place. Until it is done a search finds only the
 * cases that are in it again. A start that is cut short goes on at the next.
 */
export function keepCaseIndex({ database, log }: Parts, version: string): { done: Promise<number>; stop(): Promise<void> } {
  let isStopped = false;
  const done = bringUpToDate().catch((error: unknown) => {
    log.error({ err: error }, 'the index of cases could not be made anew');
    return 0;
  });
  return {
    done,
    async stop() {
      isStopped = true;
      await done;
    },
  };

  async function bringUpToDate(): Promise<number> {
    const mark = markOf(version);
    if (await database.read(indexMark) !== mark) {
      await database.change(async tx => {
        await clearCaseIndex(tx);
        await markCaseIndex(tx, mark);
      });
    }
    let indexed = 0;
    for (let after = 0; !isStopped;) {
      const rows = await database.read(reader => publishedNotIndexed(reader, after, indexedAtOnce));
      const last = rows.at(-1);
      if (!last) break;
      await loadCaseWords();
      // One that was published or taken back meanwhile is no longer among them.
      await database.change(async tx => indexCases(tx, await publishedNotIndexed(tx, after, indexedAtOnce)));
      after = last.searchId;
      indexed += rows.length;
    }
    if (indexed > 0) log.info({ indexed }, 'cases were indexed anew');
    return indexed;
  }
}
