/** What is written of a file, in the order in which sets of files travel to SQLite as JSON lists. */
export const fileColumnNames = [
  'id', 'archiveNumber', 'title', 'subjectName', 'subjectAccountNumber', 'subjectAddress', 'subjectIdNumber', 'customerId', 'categoryId', 'year', 'pages', 'medium',
  'shelfId', 'place', 'retentionClassId', 'retentionEndsOn', 'levelId', 'levelEndsOn',
] as const;

/** A file's values in that order. */
export function fileValues(file: Record<(typeof fileColumnNames)[number], unknown>): unknown[] {
  return fileColumnNames.map(name => file[name]);
}
