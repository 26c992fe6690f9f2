import { createHash } from 'node:crypto';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import { implement } from '@orpc/server';
import { complaintsContract, type ComplaintPhoto } from '../../shared/complaints.ts';
import { refuse } from '../../shared/errors.ts';
import { logThenReveal } from '../access-log/access-log-store.ts';
import { appendCallersEntry } from '../access-log/caller-entry-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { staffOf, type Caller } from '../branch/caller.ts';
import type { Queries } from '../database/database.ts';
import { deleteForgottenPhotos, findPhoto, insertPhoto, readPhoto } from './complaint-photos-store.ts';
import { preparePhoto } from './photo-image.ts';

type Inputs = BranchInputs['complaints'];

/** What an entry of the access log says of the complaint a photo belongs to. */
type ComplaintOf = (reader: Queries, complaintId: string) => Promise<{ number: string; customerId: string | null } | null>;

/** Photos and papers of complaints: taken in, and shown after their entry of the access log. */
export function photosApi({ database, clock }: BranchParts, complaintOf: ComplaintOf) {
  const contract = implement(complaintsContract).$context<Caller>();
  /** one photo at a time is decoded: a large one takes some hundred megabytes for a moment */
  let turn: Promise<unknown> = Promise.resolve();
  return {
    addPhoto: contract.addPhoto.handler(call => addPhoto(call.context, call.input)),
    photo: contract.photo.handler(call => photo(call.context, call.input)),
  };

  async function addPhoto(caller: Caller, { photoId, title, kind, content }: Inputs['addPhoto']): Promise<ComplaintPhoto> {
    const { staffId, staffName } = staffOf(caller);
    const prepared = turn.then(async () => preparePhoto(Buffer.from(await content.arrayBuffer())));
    turn = prepared.catch(() => undefined);
    const { content: kept, thumbnail, widthPx, heightPx } = await prepared;
    const sha256 = createHash('sha256').update(kept).digest('hex');
    return database.change(async tx => {
      // The caller made the id: a repeat after a lost answer finds its photo, and nobody else's can be replaced.
      const before = await findPhoto(tx, photoId);
      if (before && (before.addedBy !== staffId || before.sha256 !== sha256)) refuse('COMMAND_ID_REUSED');
      if (before) {
        const { complaintId: _, addedBy: _by, ...stored } = before;
        return stored;
      }
      await deleteForgottenPhotos(tx, clock.now());
      const stored: ComplaintPhoto = { id: photoId, title, kind, byteCount: kept.length, widthPx, heightPx, sha256, addedAt: clock.now(), addedByName: staffName };
      await insertPhoto(tx, { ...stored, addedBy: staffId }, { content: kept, thumbnail });
      return stored;
    });
  }

  async function photo(caller: Caller, { photoId, as }: Inputs['photo']): Promise<File> {
    return logThenReveal(database, async tx => {
      const found = await findPhoto(tx, photoId) ?? refuse('PHOTO_NOT_FOUND');
      // What was not handed in yet is nobody else's business.
      if (found.complaintId === null && found.addedBy !== staffOf(caller).staffId) refuse('PHOTO_NOT_FOUND');
      const complaint = found.complaintId === null ? null : await complaintOf(tx, found.complaintId);
      const seq = await appendCallersEntry(tx, caller, {
        action: 'viewScan', as: ['clerk', 'archivist', 'manager', 'auditor'], at: clock.now(), customerId: complaint?.customerId ?? null, purpose: 'complaint',
        basis: { kind: 'complaint', id: found.complaintId }, fields: ['photos'],
        detail: { ...complaint && { basisWords: complaint.number }, facts: { photoId, as } },
      });
      return { seq, found };
    }, (reader, committed, found) => readPhoto(reader, committed, found, as));
  }
}
