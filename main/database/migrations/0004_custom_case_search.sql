-- What cases are found by: the terms of main/cases/case-terms.ts. rowid is cases.searchId; only published cases are in it.
-- Where a term stands (s…: title, problem, keywords; x…: the rest) is its first letter, not a column: a third of the size.
CREATE VIRTUAL TABLE `case_search` USING fts5(
  `terms`, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
--> statement-breakpoint
-- In how many of them each term stands, so that a search knows which of its words tell the most before it reads a list. The
-- term without letters counts the cases. Follows from the index: not synced.
CREATE TABLE `case_term_counts` (`term` text PRIMARY KEY NOT NULL, `strong` integer NOT NULL, `weak` integer NOT NULL) WITHOUT ROWID;
--> statement-breakpoint
-- Which words and rules the terms were made by: one row, or none while the index is empty. Another program makes them anew.
CREATE TABLE `case_index_mark` (`mark` text NOT NULL);
