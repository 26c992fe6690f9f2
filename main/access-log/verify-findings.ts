import type { Verification, VerifierFinding } from '../../shared/access-log.ts';

type Code = VerifierFinding['code'];
type Part = 'unchanged' | 'complete' | 'witnessed' | 'clock';
type Verdict = Verification['clock'];

/** Which verdict a finding speaks against, and how strongly. The table of docs/access-log-format.md says the same in words. */
const meaning: Record<Code, { against: Part; verdict: Verdict }> = {
  notALog: { against: 'unchanged', verdict: 'fail' },
  entryUnreadable: { against: 'unchanged', verdict: 'fail' },
  rootDiffers: { against: 'unchanged', verdict: 'fail' },
  detailDiffers: { against: 'unchanged', verdict: 'fail' },
  sequenceRepeated: { against: 'unchanged', verdict: 'fail' },
  checkpointUnsigned: { against: 'unchanged', verdict: 'fail' },
  checkpointOtherKey: { against: 'unchanged', verdict: 'fail' },
  checkpointInconsistent: { against: 'unchanged', verdict: 'fail' },
  knownCheckpointInconsistent: { against: 'unchanged', verdict: 'fail' },
  entriesUnsigned: { against: 'unchanged', verdict: 'unknown' },
  sequenceGap: { against: 'complete', verdict: 'fail' },
  checkpointAhead: { against: 'complete', verdict: 'fail' },
  checkpointMissing: { against: 'complete', verdict: 'fail' },
  knownCheckpointAhead: { against: 'complete', verdict: 'fail' },
  detailMissing: { against: 'complete', verdict: 'unknown' },
  witnessUnsigned: { against: 'witnessed', verdict: 'fail' },
  witnessOtherKey: { against: 'witnessed', verdict: 'fail' },
  witnessInconsistent: { against: 'witnessed', verdict: 'fail' },
  clockWentBack: { against: 'clock', verdict: 'fail' },
  clockAhead: { against: 'clock', verdict: 'fail' },
  clockGap: { against: 'clock', verdict: 'pass' },
};

/** A log that was rewritten has as many findings as entries; people need the first of each kind. */
const shownOfEachCode = 20;

/** What a verifier found, counted whole and shown in part. */
export class FindingList {
  readonly shown: VerifierFinding[] = [];
  readonly #countOf = new Map<Code, number>();
  readonly #worst: Record<Part, Verdict> = { unchanged: 'pass', complete: 'pass', witnessed: 'pass', clock: 'pass' };
  count = 0;

  add(code: Code, seq: number | null, facts: VerifierFinding['facts']): void {
    this.count += 1;
    const count = (this.#countOf.get(code) ?? 0) + 1;
    this.#countOf.set(code, count);
    if (count <= shownOfEachCode) this.shown.push({ code, seq: Number.isNaN(seq) ? null : seq, facts });
    const { against, verdict } = meaning[code];
    // A clock that was put right, and said so at once, is no proof of anything; it is no proof of plausible times either.
    const counts = code === 'clockWentBack' && facts['isRecorded'] === 1 ? 'unknown' : verdict;
    if (counts === 'fail' || (counts === 'unknown' && this.#worst[against] === 'pass')) this.#worst[against] = counts;
  }

  verdicts(): Record<Part, Verdict> {
    return { ...this.#worst };
  }
}
