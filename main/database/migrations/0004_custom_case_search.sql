-- What cases are found by: as `customer_search`, with the terms of main/cases/case-terms.ts. rowid is cases.searchId; only
-- published cases are in it.
CREATE VIRTUAL TABLE `case_search` USING fts5(
  `terms`, content = '', contentless_delete = 1, detail = column, tokenize = 'ascii'
);
