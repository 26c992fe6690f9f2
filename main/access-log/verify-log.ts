import { type Verification, verification } from '../../shared/access-log.ts';
import { clockToleranceMs } from './entry-bytes.ts';
import { ownSignature, readCheckpoint, type TreeState } from './checkpoint.ts';
import { checkpointLine, type LogFileHeader } from './log-file.ts';
import { emptyRoot, GrowingTree, hashBytes } from './merkle-tree.ts';
import { keyIdOf } from './signed-note.ts';
import { FindingList } from './verify-findings.ts';
import type { CheckedLines } from './verify-lines.ts';
import { cosignatureOf, type WitnessKey } from './witness.ts';

/** What the verifier was given beside the log itself. */
export interface Elsewhere {
  /** the branch's key, known from elsewhere than the log; 32 bytes */
  publicKey?: Buffer;
  /** when there are any, only these count */
  witnesses?: readonly WitnessKey[];
  /** states of this log known from elsewhere: from paper, another export, a witness */
  known?: readonly TreeState[];
}

/** Clocks of two machines differ, and a witness counts whole seconds. */
const otherClockToleranceMs = 5 * 60_000;
const longSilenceMs = 31 * 24 * 60 * 60_000;
const shownCheckpoints = 500;

interface Known { state: TreeState; isOfThisMachine: boolean }

/**
 * Verifies a log that is handed over run by run, in constant memory, without a database. The four verdicts and what each
 * finding means are described in docs/access-log-format.md.
 */
export class LogVerifier {
  readonly #header: LogFileHeader;
  readonly #publicKey: Buffer;
  readonly #isKeyFromElsewhere: boolean;
  readonly #witnesses: readonly WitnessKey[];
  readonly #nowMs: number;
  readonly #findings = new FindingList();
  readonly #tree = new GrowingTree();
  /** states still to be compared, by size */
  readonly #known = new Map<number, Known[]>();
  /** signed states behind the entries read so far */
  readonly #ahead = new Map<number, { state: TreeState; at: number; witnessedAt: number | null }[]>();
  readonly #checkpoints: Verification['checkpoints'] = [];
  readonly #signedSizes = new Set<number>();
  readonly #detailsGone = new Map<string, { seq: number; count: number }>();
  readonly #destroyedFiles = new Set<string>();
  #expectedSeq = 0;
  #lastAt = Number.NEGATIVE_INFINITY;
  #latestAt = Number.NEGATIVE_INFINITY;
  /** entries under the newest signature that fits them, and under the newest signature there is */
  #signedSize = 0;
  #newestSize = 0;
  #witnessed: { size: number; at: number } | null = null;

  constructor(header: LogFileHeader, elsewhere: Elsewhere, nowMs: number) {
    this.#header = header;
    this.#nowMs = nowMs;
    this.#isKeyFromElsewhere = elsewhere.publicKey !== undefined;
    this.#publicKey = elsewhere.publicKey ?? Buffer.from(header.publicKey, 'base64');
    const ofFile = header.witnesses.map(({ name, publicKey }) => ({ name, publicKey: Buffer.from(publicKey, 'base64') }));
    this.#witnesses = elsewhere.witnesses?.length ? elsewhere.witnesses : ofFile;
    for (const state of elsewhere.known ?? []) this.#expect({ state, isOfThisMachine: false });
    for (const note of header.remembered) {
      const remembered = readCheckpoint(note);
      if (remembered && ownSignature(remembered, header.origin, this.#publicKey) === 'signed') this.#expect({ state: remembered.state, isOfThisMachine: true });
      else this.#findings.add('checkpointUnsigned', null, { size: remembered?.state.size ?? 0 });
    }
    this.#compareStates();
  }

  /** Takes the next run of lines. */
  take(lines: CheckedLines): void {
    const steps = new Set(lines.clockSteps);
    let other = 0;
    for (const { code, seq, facts: { place = 0, ...facts } } of lines.findings) this.#findings.add(code, seq ?? this.#tree.size + Number(place), facts);
    for (let place = 0; place <= lines.count; place += 1) {
      for (; lines.others[other]?.after === place; other += 1) this.#takeCheckpoint(lines.others[other]!.text);
      if (place === lines.count) break;
      this.#takeOrder(lines.seqs[place]!);
      this.#takeTime(lines.ats[place]!, lines.seqs[place]!, steps.has(place));
      this.#tree.append(Buffer.from(lines.leafHashes.buffer, lines.leafHashes.byteOffset + place * hashBytes, hashBytes));
      if (this.#ahead.size > 0 || this.#known.size > 0) this.#compareStates();
    }
    for (const file of lines.destroyedFiles) this.#destroyedFiles.add(file);
    for (const { seq, fileId } of lines.detailsGone) {
      const gone = this.#detailsGone.get(fileId ?? '');
      if (gone) gone.count += 1;
      else this.#detailsGone.set(fileId ?? '', { seq, count: 1 });
    }
  }

  /** The verdicts, after the last run. */
  result(): Verification {
    const size = this.#tree.size;
    this.#concludeStates(size);
    this.#concludeDetails();
    const verdicts = this.#findings.verdicts();
    const isSigned = this.#signedSize === size;
    // What differs from its signature may lack anything.
    const isProven = size === 0 || (this.#signedSize > 0 && this.#signedSize === this.#newestSize);
    return verification.parse({
      branchName: this.#header.branchName, origin: this.#header.origin, size, rootHash: (size === 0 ? emptyRoot : this.#tree.root()).toString('base64'),
      key: { id: keyIdOf(this.#header.origin, 0x01, this.#publicKey), isFromElsewhere: this.#isKeyFromElsewhere },
      unchanged: verdicts.unchanged === 'pass' && !isSigned ? 'unknown' : verdicts.unchanged,
      complete: verdicts.complete === 'pass' && !isProven ? 'unknown' : verdicts.complete,
      witnessed: {
        verdict: verdicts.witnessed === 'pass' && !this.#witnessed ? 'unknown' : verdicts.witnessed,
        size: this.#witnessed?.size ?? 0, at: this.#witnessed?.at ?? null,
      },
      clock: verdicts.clock,
      findings: this.#findings.shown, findingCount: this.#findings.count,
      checkpoints: this.#checkpoints.slice(-shownCheckpoints),
    } satisfies Verification);
  }

  #expect(known: Known): void {
    const { state } = known;
    if (state.origin !== this.#header.origin) this.#findings.add('knownCheckpointInconsistent', null, { size: state.size, origin: state.origin });
    else this.#known.set(state.size, [...this.#known.get(state.size) ?? [], known]);
  }

  #takeCheckpoint(line: string): void {
    const read = checkpointLine.safeParse(parse(line));
    const checkpoint = read.success ? readCheckpoint(read.data.checkpoint) : null;
    if (!read.success || !checkpoint) return this.#findings.add('checkpointUnsigned', null, { size: this.#tree.size });
    const { state } = checkpoint;
    const signature = ownSignature(checkpoint, this.#header.origin, this.#publicKey);
    if (signature !== 'signed') return this.#findings.add(signature === 'otherKey' ? 'checkpointOtherKey' : 'checkpointUnsigned', null, { size: state.size });
    let witnessedAt: number | null = null;
    for (const witness of this.#witnesses) {
      const cosigned = cosignatureOf(checkpoint, witness);
      if (cosigned === 'wrong' || cosigned === 'otherKey') this.#findings.add(cosigned === 'wrong' ? 'witnessUnsigned' : 'witnessOtherKey', null, { size: state.size, witness: witness.name });
      else if (cosigned) witnessedAt = Math.max(witnessedAt ?? 0, cosigned.witnessedAt);
    }
    const signed = { state, at: read.data.at, witnessedAt };
    if (state.size < this.#tree.size) return this.#findings.add('checkpointInconsistent', null, { size: state.size, entries: this.#tree.size });
    this.#ahead.set(state.size, [...this.#ahead.get(state.size) ?? [], signed]);
    if (state.size === this.#tree.size) this.#compareStates();
  }

  /** Compares what was signed and what is known with the tree, where it has just that size. */
  #compareStates(): void {
    const size = this.#tree.size;
    const signed = this.#ahead.get(size) ?? [];
    const known = this.#known.get(size) ?? [];
    if (signed.length === 0 && known.length === 0) return;
    const root = this.#tree.root();
    this.#ahead.delete(size);
    for (const { state, at, witnessedAt } of signed) {
      this.#signedSizes.add(size);
      this.#newestSize = Math.max(this.#newestSize, size);
      const isSame = state.root.equals(root);
      if (!isSame) this.#findings.add('rootDiffers', null, { from: this.#signedSize, size });
      if (!isSame && witnessedAt !== null) this.#findings.add('witnessInconsistent', null, { size });
      if (!isSame) continue;
      this.#signedSize = Math.max(this.#signedSize, size);
      this.#checkpoints.push({ size, at, isWitnessed: witnessedAt !== null });
      if (this.#checkpoints.length > shownCheckpoints * 2) this.#checkpoints.splice(0, shownCheckpoints);
      if (witnessedAt === null) continue;
      this.#witnessed = { size, at: witnessedAt };
      // Nobody can sign today what is entered tomorrow.
      if (this.#latestAt > witnessedAt + otherClockToleranceMs) this.#findings.add('clockAhead', size - 1, { at: this.#latestAt, witnessedAt });
    }
    // Signed states of this size may follow behind this entry: what is known is struck off at the end.
    for (const each of known) if (!each.state.root.equals(root)) this.#contradict(each);
  }

  #contradict({ state }: Known): void {
    this.#known.set(state.size, (this.#known.get(state.size) ?? []).filter(each => each.state !== state));
    this.#findings.add('knownCheckpointInconsistent', null, { size: state.size });
  }

  #takeOrder(seq: number): void {
    if (seq === this.#expectedSeq) {
      this.#expectedSeq += 1;
    } else if (seq > this.#expectedSeq) {
      this.#findings.add('sequenceGap', this.#expectedSeq, { next: seq });
      this.#expectedSeq = seq + 1;
    } else if (seq < this.#expectedSeq) {
      this.#findings.add('sequenceRepeated', seq, { expected: this.#expectedSeq });
    } else {
      // Unreadable, and said so: it takes a place all the same.
      this.#expectedSeq += 1;
    }
  }

  #takeTime(at: number, seq: number, isRecordedStep: boolean): void {
    if (Number.isNaN(at)) return;
    if (at < this.#lastAt - clockToleranceMs) this.#findings.add('clockWentBack', seq, { before: this.#lastAt, at, isRecorded: isRecordedStep ? 1 : 0 });
    if (at > this.#nowMs + otherClockToleranceMs) this.#findings.add('clockAhead', seq, { at });
    if (at > this.#lastAt + longSilenceMs && Number.isFinite(this.#lastAt)) this.#findings.add('clockGap', seq, { before: this.#lastAt, at });
    this.#lastAt = at;
    if (at > this.#latestAt) this.#latestAt = at;
  }

  #concludeStates(size: number): void {
    for (const { state, witnessedAt } of [...this.#ahead.values()].flat()) {
      this.#findings.add('checkpointAhead', null, { size: state.size, entries: size });
      if (witnessedAt !== null) this.#findings.add('witnessInconsistent', null, { size: state.size });
    }
    for (const { state, isOfThisMachine } of [...this.#known.values()].flat()) {
      if (state.size > size) this.#findings.add('knownCheckpointAhead', null, { size: state.size, entries: size });
      else if (isOfThisMachine && !this.#signedSizes.has(state.size)) this.#findings.add('checkpointMissing', null, { size: state.size });
    }
    const { size: announced, signedSize } = this.#header;
    if (announced !== size) this.#findings.add('sequenceGap', size, { next: announced });
    if (signedSize !== null && !this.#signedSizes.has(signedSize) && !this.#ahead.has(signedSize)) this.#findings.add('checkpointMissing', null, { size: signedSize });
    if (size > this.#signedSize) this.#findings.add('entriesUnsigned', this.#signedSize, { count: size - this.#signedSize });
  }

  /** A detail may go when its file is destroyed, which is an entry. Others were taken away by somebody. */
  #concludeDetails(): void {
    for (const [fileId, { seq, count }] of this.#detailsGone) if (!this.#destroyedFiles.has(fileId)) this.#findings.add('detailMissing', seq, { count });
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
