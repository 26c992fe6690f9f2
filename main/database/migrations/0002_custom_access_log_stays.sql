-- What is in the access log stays as it is. (Whoever edits the file with other tools is found by the verifier.)
CREATE TRIGGER `access_log_entries_stay` BEFORE UPDATE ON `access_log_entries` BEGIN
  SELECT RAISE(ABORT, 'an entry of the access log never changes');
END;
--> statement-breakpoint
CREATE TRIGGER `access_log_entries_remain` BEFORE DELETE ON `access_log_entries` BEGIN
  SELECT RAISE(ABORT, 'an entry of the access log is never deleted');
END;
--> statement-breakpoint
-- A detail may be destroyed, and never be replaced.
CREATE TRIGGER `access_log_details_stay` BEFORE UPDATE ON `access_log_details`
WHEN new.seq IS NOT old.seq OR new.salt IS NOT NULL OR new.content IS NOT NULL OR new.destroyedAt IS NULL OR old.destroyedAt IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'the detail of an entry is kept as it is or destroyed');
END;
--> statement-breakpoint
CREATE TRIGGER `access_log_details_remain` BEFORE DELETE ON `access_log_details` BEGIN
  SELECT RAISE(ABORT, 'the detail of an entry is never deleted');
END;
