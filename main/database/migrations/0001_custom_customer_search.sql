-- What customers are found by. The words come from main/customers/search-tokens.ts, already cut into terms, so that the
-- plain `ascii` tokenizer only has to part them at blanks: it takes every character beyond ASCII as a letter, also those
-- that are younger than SQLite's tables. Nothing but "which term is in which row" is kept (no text, no positions):
-- rowid is customers.searchId, and the personal data stays in one place.
CREATE VIRTUAL TABLE `customer_search` USING fts5(
  `tokens`, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
