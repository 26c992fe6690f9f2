import { sql } from 'drizzle-orm';
import type { FileForm, MaskedFile } from '../../shared/archive.ts';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import { refuse } from '../../shared/errors.ts';
import { appendEntries } from '../access-log/access-log-store.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import type { Caller } from '../branch/caller.ts';
import { customerExists } from '../customers/customers-store.ts';
import type { Command, Queries } from '../database/database.ts';
import { changeFiles, findFile, insertFiles, maskedFileByNumber, maskFile, numberIsTaken, readFiles, type StoredFile } from './archive-store.ts';
import { retentionEnd } from './catalogue-rules.ts';
import { categoryExists, findLevel, findRetentionClass, shelfExists } from './catalogue-store.ts';
import { storedNumber } from './file-query.ts';
import { levelEnd } from './level-terms.ts';
import { doneEntry, type Asked } from './look-entries.ts';
import { checkOpens, openLookOf } from './looks-store.ts';
import { lookerOf, todayOf } from './open-look-api.ts';

type Inputs = BranchInputs['archive'];
type ChangeableFields = Omit<FileForm, 'levelId' | 'levelEndsOn'>;

/** One file: as anybody may see it, taken in, corrected. */
export function fileHandlers(parts: BranchParts) {
  const { database, clock } = parts;
  return { get, byNumber, add, change };

  /** Errors: FILE_NOT_FOUND. */
  async function get({ fileId }: Inputs['get']): Promise<MaskedFile> {
    return database.read(reader => maskFile(reader, fileId));
  }

  async function byNumber({ archiveNumber }: Inputs['byNumber']): Promise<MaskedFile | null> {
    return database.read(reader => maskedFileByNumber(reader, storedNumber(archiveNumber)));
  }

  /**
   * Takes a file in, and its entry of the log with it.
   *
   * Errors: FILE_NUMBER_TAKEN, CATEGORY_NOT_FOUND, SHELF_NOT_FOUND, RETENTION_CLASS_NOT_FOUND, LEVEL_NOT_FOUND, CUSTOMER_NOT_FOUND, LEVEL_TERM_MISSING,
   * LEVEL_TERM_TOO_LONG, DAY_PAST.
   */
  async function add(caller: Caller, command: Command, { commandId: _, ...input }: Inputs['add']): Promise<MaskedFile> {
    const looker = lookerOf(caller);
    return database.write(command, async tx => {
      const form = cleanForm(input);
      if (await numberIsTaken(tx, form.archiveNumber)) refuse('FILE_NUMBER_TAKEN', { archiveNumber: form.archiveNumber });
      const retention = await checkReferences(tx, form);
      const level = await findLevel(tx, form.levelId);
      if (!level?.isActive) return refuse('LEVEL_NOT_FOUND');
      const levelEndsOn = levelEnd(level, form.levelEndsOn, todayOf(parts));
      const at = clock.now();
      const [fileId] = await insertFiles(tx, [{ ...form, levelEndsOn, retentionEndsOn: retentionEnd(form.year, retention.years), createdAt: at }]);
      if (fileId === undefined) throw new Error('a file that was stored has no id');
      await appendEntries(tx, [doneEntry(looker, { ...nothingAsked, action: 'file', fileId, customerId: form.customerId, detail: { fileNumber: form.archiveNumber } }, [], at)]);
      return maskFile(tx, fileId);
    });
  }

  /**
   * Corrects what is written of a file. Its entry names the fields; what they said before and after is in the entry's detail.
   *
   * Errors: LOOK_ENDED, LOOK_DOES_NOT_OPEN, FILE_DESTROYED, FILE_NUMBER_TAKEN, CATEGORY_NOT_FOUND, SHELF_NOT_FOUND, RETENTION_CLASS_NOT_FOUND,
   * CUSTOMER_NOT_FOUND.
   */
  async function change(caller: Caller, command: Command, { commandId: _, fileId, lookId, reason, ...input }: Inputs['change']): Promise<MaskedFile> {
    const looker = lookerOf(caller);
    return database.write(command, async tx => {
      const at = clock.now();
      const look = await openLookOf(tx, lookId, looker.staffId, at);
      if (look.fileId !== fileId) refuse('LOOK_ENDED');
      checkOpens(look, 'change');
      const [before] = await readFiles(tx, sql`f.id = ${fileId}`);
      if (!before) return refuse('FILE_NOT_FOUND');
      if (before.state === 'destroyed') refuse('FILE_DESTROYED', { archiveNumber: before.archiveNumber });

      const after = cleanForm({ ...formOf(before), ...withoutUndefined(input) });
      if (await numberIsTaken(tx, after.archiveNumber, fileId)) refuse('FILE_NUMBER_TAKEN', { archiveNumber: after.archiveNumber });
      const retention = await checkReferences(tx, after);
      const changed = (Object.keys(after) as (keyof ChangeableFields)[]).filter(name => after[name] !== before[name]);
      if (changed.length === 0) return maskFile(tx, fileId);

      const keepsTerm = before.year === after.year && before.retentionClassId === after.retentionClassId;
      await changeFiles(tx, [fileId], { ...after, retentionEndsOn: keepsTerm ? before.retentionEndsOn : retentionEnd(after.year, retention.years) }, at);
      const facts = Object.fromEntries(changed.flatMap(name => [[`before.${name}`, String(before[name] ?? '')], [`after.${name}`, String(after[name] ?? '')]]));
      await appendEntries(tx, [doneEntry(looker, {
        ...nothingAsked, action: 'change', fileId, customerId: after.customerId, purposeCode: look.purposeCode,
        detail: { fileNumber: before.archiveNumber, words: reason, facts },
      }, changed, at)]);
      return maskFile(tx, fileId);
    });
  }
}

export const nothingAsked: Omit<Asked, 'action'> = { windowId: null, fileId: null, customerId: null, purposeCode: null, basis: null, detail: {} };

/** Errors: FILE_NOT_FOUND, FILE_DESTROYED. */
export async function presentFile(reader: Queries, fileId: string): Promise<NonNullable<Awaited<ReturnType<typeof findFile>>>> {
  const file = await findFile(reader, fileId) ?? refuse('FILE_NOT_FOUND');
  if (file.state === 'destroyed') refuse('FILE_DESTROYED', { archiveNumber: file.archiveNumber });
  return file;
}

async function checkReferences(reader: Queries, form: ChangeableFields): Promise<{ years: number | null }> {
  if (!await categoryExists(reader, form.categoryId)) refuse('CATEGORY_NOT_FOUND');
  if (form.shelfId !== null && !await shelfExists(reader, form.shelfId)) refuse('SHELF_NOT_FOUND');
  if (form.customerId !== null && !await customerExists(reader, form.customerId)) refuse('CUSTOMER_NOT_FOUND');
  return await findRetentionClass(reader, form.retentionClassId) ?? refuse('RETENTION_CLASS_NOT_FOUND');
}

/** Numbers in one width and upper case, so that a number typed otherwise is the same number; what was left empty is null. */
function cleanForm<Form extends ChangeableFields>(form: Form): Form {
  return {
    ...form, archiveNumber: storedNumber(form.archiveNumber),
    subjectAccountNumber: form.subjectAccountNumber || null, subjectAddress: form.subjectAddress || null, subjectIdNumber: form.subjectIdNumber || null,
  };
}

function formOf(file: StoredFile): ChangeableFields {
  const { archiveNumber, title, subjectName, subjectAccountNumber, subjectAddress, subjectIdNumber, customerId, categoryId, year, pages, medium, shelfId, place, retentionClassId } = file;
  return { archiveNumber, title, subjectName, subjectAccountNumber, subjectAddress, subjectIdNumber, customerId, categoryId, year, pages, medium, shelfId, place, retentionClassId };
}

function withoutUndefined<Values extends object>(values: Values): { [Name in keyof Values]: Exclude<Values[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [Name in keyof Values]: Exclude<Values[Name], undefined> };
}
