-- What archive files are found by: as `customer_search`, with the terms of main/archive/file-terms.ts. rowid is
-- archive_files.searchId; nothing of a file can be read back out of it.
CREATE VIRTUAL TABLE `archive_search` USING fts5(
  `terms`, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
