-- Histories are only added to, by whichever program the row is reached: of complaints, of cases, of daily summaries, of outages.
CREATE TRIGGER `complaint_steps_stay` BEFORE UPDATE ON `complaint_steps` BEGIN
  SELECT RAISE(ABORT, 'a step of a complaint never changes');
END;
--> statement-breakpoint
CREATE TRIGGER `complaint_steps_remain` BEFORE DELETE ON `complaint_steps` BEGIN
  SELECT RAISE(ABORT, 'a step of a complaint is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `complaint_letters_stay` BEFORE UPDATE ON `complaint_letters` BEGIN
  SELECT RAISE(ABORT, 'a letter in the register never changes');
END;
--> statement-breakpoint
CREATE TRIGGER `complaint_letters_remain` BEFORE DELETE ON `complaint_letters` BEGIN
  SELECT RAISE(ABORT, 'a letter in the register is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `case_events_stay` BEFORE UPDATE ON `case_events` BEGIN
  SELECT RAISE(ABORT, 'what happened with a case never changes');
END;
--> statement-breakpoint
CREATE TRIGGER `case_events_remain` BEFORE DELETE ON `case_events` BEGIN
  SELECT RAISE(ABORT, 'what happened with a case is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `case_checks_stay` BEFORE UPDATE ON `case_checks` BEGIN
  SELECT RAISE(ABORT, 'a check of a case never changes');
END;
--> statement-breakpoint
CREATE TRIGGER `case_checks_remain` BEFORE DELETE ON `case_checks` BEGIN
  SELECT RAISE(ABORT, 'a check of a case is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `day_summaries_stay` BEFORE UPDATE ON `day_summaries` BEGIN
  SELECT RAISE(ABORT, 'a frozen summary never changes');
END;
--> statement-breakpoint
CREATE TRIGGER `day_summaries_remain` BEFORE DELETE ON `day_summaries` BEGIN
  SELECT RAISE(ABORT, 'a frozen summary is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `day_summary_prints_stay` BEFORE UPDATE ON `day_summary_prints` BEGIN
  SELECT RAISE(ABORT, 'a print of a summary never changes');
END;
--> statement-breakpoint
CREATE TRIGGER `day_summary_prints_remain` BEFORE DELETE ON `day_summary_prints` BEGIN
  SELECT RAISE(ABORT, 'a print of a summary is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `day_summary_pdfs_stay` BEFORE UPDATE ON `day_summary_pdfs` BEGIN
  SELECT RAISE(ABORT, 'the PDF of a summary never changes');
END;
--> statement-breakpoint
CREATE TRIGGER `day_summary_pdfs_remain` BEFORE DELETE ON `day_summary_pdfs` BEGIN
  SELECT RAISE(ABORT, 'the PDF of a summary is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `outages_stay` BEFORE UPDATE ON `outages` BEGIN
  SELECT RAISE(ABORT, 'an outage never changes');
END;
--> statement-breakpoint
CREATE TRIGGER `outages_remain` BEFORE DELETE ON `outages` BEGIN
  SELECT RAISE(ABORT, 'an outage is never deleted');
END;
