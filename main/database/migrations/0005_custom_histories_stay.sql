-- The history of a complaint and of a case is only added to, by whichever program the row is reached.
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
