import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leafHashOf } from '../../main/access-log/entry-bytes.ts';
import { emptyRoot, GrowingTree, nodeHashOf, rootOf } from '../../main/access-log/merkle-tree.ts';
import { consistencyRanges, inclusionRanges, isConsistent, isIncluded, type LeafRange } from '../../main/access-log/proofs.ts';
import { consistencyVectors, inclusionVectors, leafVectors, rootVectors } from './rfc6962-vectors.ts';

const leaves = leafVectors.map(bytes => hashedLeaf(Buffer.from(bytes, 'hex')));
const hex = (hashes: Buffer[]) => hashes.map(hashed => hashed.toString('hex'));
const proofOf = (hashes: Buffer[], ranges: LeafRange[]) => ranges.map(({ start, end }) => naiveRoot(hashes.slice(start, end)));

describe('the tree of RFC 6962, held to the vectors of Certificate Transparency', () => {
  it('a leaf, a node and nothing hash as published', () => {
    expect(leafHashOf('L123456').toString('hex')).toBe('395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56');
    expect(leafHashOf('').toString('hex')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
    expect(emptyRoot.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('trees of one to eight leaves have the published roots', () => {
    for (const [at, root] of rootVectors.entries()) {
      expect(rootOf(leaves.slice(0, at + 1)).toString('hex')).toBe(root);
      const tree = new GrowingTree();
      for (const leaf of leaves.slice(0, at + 1)) tree.append(leaf);
      expect(tree.root().toString('hex')).toBe(root);
    }
  });

  it('inclusion proofs are the published ones and hold', () => {
    for (const { leaf, size, proof } of inclusionVectors) {
      const made = proofOf(leaves, inclusionRanges(leaf, size));
      expect(hex(made)).toEqual(proof);
      expect(isIncluded(leaves[leaf]!, leaf, size, made, Buffer.from(rootVectors[size - 1]!, 'hex'))).toBe(true);
    }
  });

  it('consistency proofs are the published ones and hold', () => {
    for (const { oldSize, newSize, proof } of consistencyVectors) {
      const made = proofOf(leaves, consistencyRanges(oldSize, newSize));
      expect(hex(made)).toEqual(proof);
      expect(isConsistent(oldSize, newSize, Buffer.from(rootVectors[oldSize - 1]!, 'hex'), Buffer.from(rootVectors[newSize - 1]!, 'hex'), made)).toBe(true);
    }
  });
});

describe('laws of trees of any size', () => {
  const someLeaves = fc.integer({ min: 1, max: 300 }).map(count => Array.from({ length: count }, (_, at) => leafHashOf(`entry ${at}`)));

  it('growing leaf by leaf, folding level by level and the definition agree', () => {
    fc.assert(fc.property(someLeaves, hashes => {
      const tree = new GrowingTree();
      for (const hashed of hashes) tree.append(hashed);
      expect(tree.root()).toEqual(naiveRoot(hashes));
      expect(rootOf(hashes)).toEqual(naiveRoot(hashes));
    }), { numRuns: 60 });
  });

  it('every leaf is proven to be in the tree, and at no other place and in no other tree', () => {
    fc.assert(fc.property(someLeaves, fc.nat(), fc.nat(), fc.nat(), (hashes, pick, otherPick, bit) => {
      const [size, index] = [hashes.length, pick % hashes.length];
      const root = naiveRoot(hashes);
      const proof = proofOf(hashes, inclusionRanges(index, size));
      expect(isIncluded(hashes[index]!, index, size, proof, root)).toBe(true);
      const other = otherPick % size;
      if (other !== index) {
        expect(isIncluded(hashes[index]!, other, size, proof, root)).toBe(false);
        expect(isIncluded(hashes[other]!, index, size, proof, root)).toBe(false);
      }
      for (const spoilt of spoiledOf(proof, bit)) expect(isIncluded(hashes[index]!, index, size, spoilt, root)).toBe(false);
      expect(isIncluded(hashes[index]!, size, size, proof, root)).toBe(false);
      expect(isIncluded(hashes[index]!, -1, size, proof, root)).toBe(false);
    }), { numRuns: 150 });
  });

  it('every beginning is proven to be one, and nothing else is', () => {
    fc.assert(fc.property(someLeaves, fc.nat(), fc.nat(), (hashes, pick, bit) => {
      const [newSize, oldSize] = [hashes.length, 1 + pick % hashes.length];
      const [oldRoot, newRoot] = [naiveRoot(hashes.slice(0, oldSize)), naiveRoot(hashes)];
      const proof = proofOf(hashes, consistencyRanges(oldSize, newSize));
      expect(isConsistent(oldSize, newSize, oldRoot, newRoot, proof)).toBe(true);
      for (const spoilt of spoiledOf(proof, bit)) expect(isConsistent(oldSize, newSize, oldRoot, newRoot, spoilt)).toBe(false);
      if (oldSize === newSize) return;
      const forked = naiveRoot([...hashes.slice(0, oldSize - 1), leafHashOf('another')]);
      expect(isConsistent(oldSize, newSize, forked, newRoot, proof)).toBe(false);
      expect(isConsistent(oldSize, newSize, newRoot, oldRoot, proof)).toBe(false);
      expect(isConsistent(newSize, oldSize, newRoot, oldRoot, proof)).toBe(false);
    }), { numRuns: 150 });
  });
});

/** Proofs that are nearly right: a bit turned, one hash less, one more. */
function spoiledOf(proof: Buffer[], bit: number): Buffer[][] {
  const some = Buffer.alloc(32, 0xab);
  const spoilt = [[...proof, some], [some, ...proof]];
  if (proof.length === 0) return spoilt;
  const turned = proof.map(hashed => Buffer.from(hashed));
  turned[bit % proof.length]![bit % 32]! ^= 1 << bit % 8;
  return [...spoilt, turned, proof.slice(1), proof.slice(0, -1)];
}

/** The definition of RFC 6962, word for word. */
function naiveRoot(hashes: Buffer[]): Buffer {
  if (hashes.length === 0) return emptyRoot;
  if (hashes.length === 1) return hashes[0]!;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHashOf(naiveRoot(hashes.slice(0, split)), naiveRoot(hashes.slice(split)));
}

function hashedLeaf(bytes: Buffer): Buffer {
  return leafHashOf(bytes.toString('latin1'));
}
