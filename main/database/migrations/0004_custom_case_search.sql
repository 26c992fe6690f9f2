-- What cases are found by: the terms of main/cases/case-terms.ts, strong ones (title, problem, keywords) apart from the rest.
-- rowid is cases.searchId; only published cases are in it.
CREATE VIRTUAL TABLE `case_search` USING fts5(
  `strong`, `weak`, content = '', contentless_delete = 1, detail = column, tokenize = 'ascii'
);
