const ofImport = 'import.';

/** Which labels a page is for, in its address: the files one by one, or all of an import. Ids only: an address names nobody. */
export function labelsOfFiles(fileIds: readonly string[]): string {
  return fileIds.join('.');
}

export function labelsOfImport(importId: string): string {
  return ofImport + importId;
}

export function readLabelled(files: string | undefined): { importId: string } | { fileIds: string[] } {
  if (files?.startsWith(ofImport)) return { importId: files.slice(ofImport.length) };
  return { fileIds: files?.split('.').filter(id => id !== '') ?? [] };
}
