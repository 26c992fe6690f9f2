import { open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../database/data-folder.ts';
import { ownSignature, readCheckpoint, type TreeState } from './checkpoint.ts';
import type { StoredTree } from './access-log-tree-store.ts';

// What this machine remembers of the log outside of the database: its newest checkpoint, in a file beside the keys. A
// database that was put back to yesterday, or another one put in its place, does not fit it.

const folderName = 'keys';
const fileName = 'log-anchor';
/** An anchor the log did not fit is kept under this name, with the time: nothing overwrites what it shows. */
const lostPrefix = 'log-anchor-lost-';

export interface Anchor {
  state: TreeState;
  note: string;
  isLost: boolean;
}

/** fits · shorter: the log has fewer entries · differs: other entries · none: nothing is remembered */
export type AnchorFit = 'fits' | 'shorter' | 'differs' | 'none';

/** What is remembered, signed by this branch's key; what somebody else has put there is nothing. */
export async function readAnchors(dataFolder: string, origin: string, publicKey: Buffer): Promise<Anchor[]> {
  const folder = join(dataFolder, folderName);
  const names = (await readdir(folder).catch(() => [])).filter(name => name === fileName || name.startsWith(lostPrefix)).sort();
  const anchors: Anchor[] = [];
  for (const name of names) {
    const note = await readFile(join(folder, name), 'utf8').catch(() => '');
    const checkpoint = readCheckpoint(note);
    const isOurs = checkpoint !== null && ownSignature(checkpoint, origin, publicKey) === 'signed';
    if (isOurs) anchors.push({ state: checkpoint.state, note, isLost: name !== fileName });
  }
  return anchors;
}

/** How the log of `size` entries stands to what is remembered; the worst of several. */
export async function anchorFit(anchors: readonly Anchor[], tree: StoredTree, size: number): Promise<AnchorFit> {
  if (anchors.length === 0) return 'none';
  let fit: AnchorFit = 'fits';
  for (const { state } of anchors) {
    if (state.size > size) fit = fit === 'differs' ? fit : 'shorter';
    else if (!state.root.equals(await rootIfWhole(tree, state.size))) fit = 'differs';
  }
  return fit;
}

/** The root; an empty buffer when an entry on the way to it is missing. */
export async function rootIfWhole(tree: StoredTree, size: number): Promise<Buffer> {
  try {
    return await tree.root(size);
  } catch (error) {
    if (error instanceof RangeError) return Buffer.alloc(0);
    throw error;
  }
}

/** Sets an anchor aside that the log does not fit, so that the next checkpoint does not wipe out what it shows. */
export async function keepLostAnchor(dataFolder: string, at: number): Promise<void> {
  const folder = join(dataFolder, folderName);
  await rename(join(folder, fileName), join(folder, `${lostPrefix}${at}`));
}

/** Remembers a checkpoint: whole or not at all, readable by this user only. */
export async function writeAnchor(dataFolder: string, note: string): Promise<void> {
  await makeFolder(join(dataFolder, folderName));
  const file = join(dataFolder, folderName, fileName);
  const unfinished = `${file}.part`;
  const made = await open(unfinished, 'w', 0o600);
  try {
    await made.writeFile(note);
    await made.sync();
  } finally {
    await made.close();
  }
  await rename(unfinished, file);
}
