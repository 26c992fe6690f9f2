CREATE TABLE `access_log_checkpoints` (
	`size` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`rootHash` text NOT NULL,
	`note` text NOT NULL,
	`witnessName` text,
	`witnessedAt` integer
);
--> statement-breakpoint
CREATE TABLE `access_log_details` (
	`seq` integer PRIMARY KEY NOT NULL,
	`salt` text,
	`content` text,
	`destroyedAt` integer
);
--> statement-breakpoint
CREATE TABLE `access_log_entries` (
	`seq` integer PRIMARY KEY NOT NULL,
	`bytes` text NOT NULL,
	`leafHash` blob NOT NULL,
	`at` integer GENERATED ALWAYS AS ((bytes ->> '$.at')) VIRTUAL,
	`staffId` text GENERATED ALWAYS AS ((bytes ->> '$.staff')) VIRTUAL,
	`action` text GENERATED ALWAYS AS ((bytes ->> '$.action')) VIRTUAL,
	`fileId` text GENERATED ALWAYS AS ((bytes ->> '$.file')) VIRTUAL,
	`customerId` text GENERATED ALWAYS AS ((bytes ->> '$.customer')) VIRTUAL
);
--> statement-breakpoint
CREATE INDEX `access_log_at` ON `access_log_entries` (`at`);--> statement-breakpoint
CREATE INDEX `access_log_staff` ON `access_log_entries` (`staffId`,`at`);--> statement-breakpoint
CREATE INDEX `access_log_file` ON `access_log_entries` (`fileId`,`at`);--> statement-breakpoint
CREATE INDEX `access_log_customer` ON `access_log_entries` (`customerId`,`at`);--> statement-breakpoint
CREATE INDEX `access_log_action` ON `access_log_entries` (`action`,`at`);--> statement-breakpoint
CREATE INDEX `access_log_refused` ON `access_log_entries` (`at`) WHERE "access_log_entries"."bytes" ->> '$.outcome' = 'refused';--> statement-breakpoint
CREATE TABLE `access_log_flags` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`rule` text NOT NULL,
	`facts` text NOT NULL,
	`staffId` text NOT NULL,
	`raisedAt` integer NOT NULL,
	`verdict` text,
	`words` text,
	`clearedBy` text,
	`clearedAt` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `access_log_flags_look` ON `access_log_flags` (`seq`,`rule`);--> statement-breakpoint
CREATE INDEX `access_log_flags_staff` ON `access_log_flags` (`staffId`,`raisedAt`);--> statement-breakpoint
CREATE INDEX `access_log_flags_cleared` ON `access_log_flags` (`clearedAt`) WHERE "access_log_flags"."clearedAt" is not null;--> statement-breakpoint
CREATE INDEX `access_log_flags_open` ON `access_log_flags` (`raisedAt`) WHERE "access_log_flags"."clearedAt" is null;--> statement-breakpoint
CREATE TABLE `access_log_subtrees` (
	`level` integer NOT NULL,
	`number` integer NOT NULL,
	`hash` blob NOT NULL,
	PRIMARY KEY(`level`, `number`)
);
--> statement-breakpoint
CREATE TABLE `access_log_witnesses` (
	`name` text PRIMARY KEY NOT NULL,
	`publicKey` text NOT NULL,
	`addedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `access_log_flag_progress` (
	`id` integer PRIMARY KEY NOT NULL,
	`nextSeq` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `archive_import_rows` (
	`searchId` integer PRIMARY KEY NOT NULL,
	`importId` text NOT NULL,
	`id` text NOT NULL,
	`archiveNumber` text NOT NULL,
	`title` text NOT NULL,
	`subjectName` text NOT NULL,
	`subjectAccountNumber` text,
	`subjectAddress` text,
	`subjectIdNumber` text,
	`customerId` text,
	`categoryId` text NOT NULL,
	`year` integer NOT NULL,
	`pages` integer NOT NULL,
	`medium` text NOT NULL,
	`shelfId` text,
	`place` text NOT NULL,
	`retentionClassId` text NOT NULL,
	`retentionEndsOn` text,
	`levelId` text NOT NULL,
	`levelEndsOn` text
);
--> statement-breakpoint
CREATE INDEX `archive_import_rows_import` ON `archive_import_rows` (`importId`);--> statement-breakpoint
CREATE TABLE `archive_categories` (
	`id` text PRIMARY KEY NOT NULL,
	`parentId` text,
	`code` text NOT NULL,
	`nameZh` text NOT NULL,
	`nameEn` text NOT NULL,
	`isActive` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `archive_categories_code` ON `archive_categories` (`code`);--> statement-breakpoint
CREATE TABLE `archive_file_keys` (
	`fileId` text PRIMARY KEY NOT NULL,
	`wrappedKey` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `archive_files` (
	`searchId` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`archiveNumber` text NOT NULL,
	`title` text NOT NULL,
	`subjectName` text NOT NULL,
	`subjectAccountNumber` text,
	`subjectAddress` text,
	`subjectIdNumber` text,
	`customerId` text,
	`categoryId` text NOT NULL,
	`year` integer NOT NULL,
	`pages` integer NOT NULL,
	`medium` text NOT NULL,
	`shelfId` text,
	`place` text NOT NULL,
	`retentionClassId` text NOT NULL,
	`retentionEndsOn` text,
	`levelId` text NOT NULL,
	`levelEndsOn` text,
	`state` text NOT NULL,
	`importId` text,
	`createdAt` integer NOT NULL,
	`changedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `archive_files_id` ON `archive_files` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `archive_files_number` ON `archive_files` (`archiveNumber`);--> statement-breakpoint
CREATE INDEX `archive_files_customer` ON `archive_files` (`customerId`) WHERE "archive_files"."customerId" is not null;--> statement-breakpoint
CREATE INDEX `archive_files_shelf` ON `archive_files` (`shelfId`);--> statement-breakpoint
CREATE INDEX `archive_files_level_ends` ON `archive_files` (`levelEndsOn`) WHERE "archive_files"."levelEndsOn" is not null;--> statement-breakpoint
CREATE INDEX `archive_files_retention_ends` ON `archive_files` (`retentionEndsOn`) WHERE "archive_files"."retentionEndsOn" is not null;--> statement-breakpoint
CREATE INDEX `archive_files_away` ON `archive_files` (`state`) WHERE "archive_files"."state" <> 'onShelf';--> statement-breakpoint
CREATE TABLE `archive_holds` (
	`id` text PRIMARY KEY NOT NULL,
	`fileId` text NOT NULL,
	`reason` text NOT NULL,
	`authority` text NOT NULL,
	`placedAt` integer NOT NULL,
	`placedBy` text NOT NULL,
	`liftedAt` integer,
	`liftedBy` text,
	`liftReason` text
);
--> statement-breakpoint
CREATE INDEX `archive_holds_file` ON `archive_holds` (`fileId`);--> statement-breakpoint
CREATE TABLE `archive_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`fileName` text NOT NULL,
	`rowCount` integer NOT NULL,
	`stored` integer NOT NULL,
	`refused` integer NOT NULL,
	`storedAt` integer NOT NULL,
	`byStaffId` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `archive_levels` (
	`id` text PRIMARY KEY NOT NULL,
	`rank` integer NOT NULL,
	`nameZh` text NOT NULL,
	`nameEn` text NOT NULL,
	`longestTermMonths` integer,
	`approval` text NOT NULL,
	`loanDays` integer NOT NULL,
	`loanDaysAre` text NOT NULL,
	`isActive` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `archive_levels_rank` ON `archive_levels` (`rank`);--> statement-breakpoint
CREATE TABLE `archive_scans` (
	`id` text PRIMARY KEY NOT NULL,
	`fileId` text NOT NULL,
	`title` text NOT NULL,
	`kind` text NOT NULL,
	`byteCount` integer NOT NULL,
	`pageCount` integer NOT NULL,
	`sha256` text NOT NULL,
	`hasThumbnail` integer NOT NULL,
	`addedAt` integer NOT NULL,
	`addedBy` text NOT NULL,
	`removedAt` integer
);
--> statement-breakpoint
CREATE INDEX `archive_scans_file` ON `archive_scans` (`fileId`);--> statement-breakpoint
CREATE TABLE `archive_shelves` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`room` text NOT NULL,
	`isActive` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `archive_shelves_code` ON `archive_shelves` (`code`);--> statement-breakpoint
CREATE TABLE `retention_classes` (
	`id` text PRIMARY KEY NOT NULL,
	`nameZh` text NOT NULL,
	`nameEn` text NOT NULL,
	`years` integer,
	`isActive` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `archive_destruction_approvals` (
	`id` text PRIMARY KEY NOT NULL,
	`destructionId` text NOT NULL,
	`step` text NOT NULL,
	`staffId` text NOT NULL,
	`name` text NOT NULL,
	`at` integer NOT NULL,
	`isApproved` integer NOT NULL,
	`words` text NOT NULL,
	FOREIGN KEY (`destructionId`) REFERENCES `archive_destructions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `archive_destruction_approvals_step` ON `archive_destruction_approvals` (`destructionId`,`step`);--> statement-breakpoint
CREATE TABLE `archive_destruction_files` (
	`destructionId` text NOT NULL,
	`fileId` text NOT NULL,
	`maskedTitle` text NOT NULL,
	`maskedName` text NOT NULL,
	`retentionEndsOn` text,
	PRIMARY KEY(`destructionId`, `fileId`),
	FOREIGN KEY (`destructionId`) REFERENCES `archive_destructions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `archive_destruction_files_file` ON `archive_destruction_files` (`fileId`);--> statement-breakpoint
CREATE TABLE `archive_destructions` (
	`id` text PRIMARY KEY NOT NULL,
	`year` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`reason` text NOT NULL,
	`proposedAt` integer NOT NULL,
	`proposedBy` text NOT NULL,
	`proposedByName` text NOT NULL,
	`state` text NOT NULL,
	`carriedOutAt` integer,
	`method` text,
	`carriedOutByName` text,
	`witnessNames` text,
	`logSeq` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `archive_destructions_number` ON `archive_destructions` (`year`,`ordinal`);--> statement-breakpoint
CREATE TABLE `archive_loans` (
	`id` text PRIMARY KEY NOT NULL,
	`year` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`fileId` text NOT NULL,
	`borrowerName` text NOT NULL,
	`borrowerUnit` text NOT NULL,
	`borrowerContact` text NOT NULL,
	`isOutsideCompany` integer NOT NULL,
	`reason` text NOT NULL,
	`limits` text NOT NULL,
	`approvedByNames` text NOT NULL,
	`lentBy` text NOT NULL,
	`lentByName` text NOT NULL,
	`lentAt` integer NOT NULL,
	`dueOn` text NOT NULL,
	`isDueByCalendar` integer NOT NULL,
	`renewals` integer NOT NULL,
	`lastRemindedAt` integer,
	`returnedAt` integer,
	`returnCondition` text,
	`returnWords` text,
	`receivedByName` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `archive_loans_number` ON `archive_loans` (`year`,`ordinal`);--> statement-breakpoint
CREATE UNIQUE INDEX `archive_loans_file_out` ON `archive_loans` (`fileId`) WHERE "archive_loans"."returnedAt" is null;--> statement-breakpoint
CREATE INDEX `archive_loans_due` ON `archive_loans` (`dueOn`) WHERE "archive_loans"."returnedAt" is null;--> statement-breakpoint
CREATE INDEX `archive_loans_returned` ON `archive_loans` (`returnedAt`) WHERE "archive_loans"."returnedAt" is not null;--> statement-breakpoint
CREATE TABLE `archive_level_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`fileId` text NOT NULL,
	`fromLevelId` text NOT NULL,
	`toLevelId` text NOT NULL,
	`endsOn` text,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`byStaffId` text,
	`byName` text NOT NULL,
	`reason` text NOT NULL,
	`approvedByNames` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `archive_level_changes_file` ON `archive_level_changes` (`fileId`,`at`);--> statement-breakpoint
CREATE INDEX `archive_level_changes_at` ON `archive_level_changes` (`at`);--> statement-breakpoint
CREATE TABLE `archive_looks` (
	`id` text PRIMARY KEY NOT NULL,
	`logSeq` integer NOT NULL,
	`staffId` text NOT NULL,
	`sessionId` text NOT NULL,
	`fileId` text,
	`customerId` text,
	`purposeCode` text NOT NULL,
	`purposeNameZh` text NOT NULL,
	`purposeNameEn` text NOT NULL,
	`basisKind` text,
	`fields` text NOT NULL,
	`openedAt` integer NOT NULL,
	`expiresAt` integer NOT NULL,
	`closedAt` integer,
	`isBreakGlass` integer NOT NULL,
	`reason` text,
	`reviewDueOn` text,
	`isReviewDueProvisional` integer,
	`reviewedAt` integer,
	`reviewedBy` text,
	`isJustified` integer,
	`reviewWords` text
);
--> statement-breakpoint
CREATE INDEX `archive_looks_staff` ON `archive_looks` (`staffId`,`expiresAt`) WHERE "archive_looks"."closedAt" is null;--> statement-breakpoint
CREATE INDEX `archive_looks_break_glass` ON `archive_looks` (`openedAt`) WHERE "archive_looks"."isBreakGlass" = 1;--> statement-breakpoint
CREATE UNIQUE INDEX `archive_looks_log_seq` ON `archive_looks` (`logSeq`);--> statement-breakpoint
CREATE TABLE `archive_purposes` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`nameZh` text NOT NULL,
	`nameEn` text NOT NULL,
	`bases` text NOT NULL,
	`fields` text NOT NULL,
	`minutes` integer NOT NULL,
	`isActive` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `archive_purposes_code` ON `archive_purposes` (`code`);--> statement-breakpoint
CREATE TABLE `archive_review_items` (
	`id` text PRIMARY KEY NOT NULL,
	`reviewId` text NOT NULL,
	`fileId` text NOT NULL,
	`finding` text NOT NULL,
	`words` text NOT NULL,
	`isOverdueLoan` integer NOT NULL,
	`levelEndsSoon` integer NOT NULL,
	`dataIncomplete` integer NOT NULL,
	`checkedAt` integer,
	`checkedBy` text,
	FOREIGN KEY (`reviewId`) REFERENCES `archive_reviews`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `archive_review_items_file` ON `archive_review_items` (`reviewId`,`fileId`);--> statement-breakpoint
CREATE INDEX `archive_review_items_finding` ON `archive_review_items` (`reviewId`,`finding`);--> statement-breakpoint
CREATE TABLE `archive_reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`quarter` text NOT NULL,
	`shelfId` text NOT NULL,
	`startedAt` integer NOT NULL,
	`startedBy` text NOT NULL,
	`startedByName` text NOT NULL,
	`signedAt` integer,
	`counterName` text,
	`checkerName` text,
	`signedCounts` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `archive_reviews_shelf` ON `archive_reviews` (`quarter`,`shelfId`);--> statement-breakpoint
CREATE TABLE `branch` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`trade` text NOT NULL,
	`timeZone` text NOT NULL,
	`isDemonstration` integer NOT NULL,
	`createdAt` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outages` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`beganAt` integer NOT NULL,
	`endedAt` integer NOT NULL,
	`cause` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `outages_ended` ON `outages` (`endedAt`);--> statement-breakpoint
CREATE TABLE `setting_locks` (
	`id` text PRIMARY KEY NOT NULL,
	`lockedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`id` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`changedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `calendar_days` (
	`day` text PRIMARY KEY NOT NULL,
	`year` integer NOT NULL,
	`kind` text NOT NULL,
	`nameZh` text NOT NULL,
	`nameEn` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `calendar_days_year` ON `calendar_days` (`year`);--> statement-breakpoint
CREATE TABLE `calendar_years` (
	`year` integer PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`setAt` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `case_checks` (
	`id` text PRIMARY KEY NOT NULL,
	`caseId` text NOT NULL,
	`at` integer NOT NULL,
	`byStaffId` text NOT NULL,
	`byName` text NOT NULL,
	`outcome` text NOT NULL,
	`words` text NOT NULL,
	`complaintId` text,
	FOREIGN KEY (`caseId`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `case_checks_case` ON `case_checks` (`caseId`,`at`);--> statement-breakpoint
CREATE TABLE `case_events` (
	`id` text PRIMARY KEY NOT NULL,
	`caseId` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`byStaffId` text NOT NULL,
	`byName` text NOT NULL,
	`words` text NOT NULL,
	FOREIGN KEY (`caseId`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `case_events_case` ON `case_events` (`caseId`,`at`);--> statement-breakpoint
CREATE TABLE `case_photos` (
	`caseId` text NOT NULL,
	`photoId` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`caseId`, `photoId`),
	FOREIGN KEY (`caseId`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `cases` (
	`id` text PRIMARY KEY NOT NULL,
	`searchId` integer NOT NULL,
	`year` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`complaintId` text,
	`outcome` text,
	`title` text NOT NULL,
	`classId` text,
	`channel` text,
	`problem` text NOT NULL,
	`cause` text NOT NULL,
	`responsibleUnit` text NOT NULL,
	`remedy` text NOT NULL,
	`lesson` text NOT NULL,
	`avoidance` text NOT NULL,
	`keywords` text NOT NULL,
	`authorId` text NOT NULL,
	`authorName` text NOT NULL,
	`changedAt` integer NOT NULL,
	`publishedAt` integer,
	`nextCheckAt` integer,
	`avoidedCount` integer NOT NULL,
	`recurredCount` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_number` ON `cases` (`year`,`ordinal`);--> statement-breakpoint
CREATE UNIQUE INDEX `cases_search` ON `cases` (`searchId`);--> statement-breakpoint
CREATE UNIQUE INDEX `cases_complaint` ON `cases` (`complaintId`) WHERE "cases"."complaintId" is not null;--> statement-breakpoint
CREATE INDEX `cases_state` ON `cases` (`state`,`changedAt`);--> statement-breakpoint
CREATE INDEX `cases_published` ON `cases` (`publishedAt`,`id`) WHERE "cases"."state" = 'published';--> statement-breakpoint
CREATE INDEX `cases_check` ON `cases` (`nextCheckAt`) WHERE "cases"."state" = 'published';--> statement-breakpoint
CREATE INDEX `cases_author` ON `cases` (`authorId`,`changedAt`);--> statement-breakpoint
CREATE INDEX `cases_class` ON `cases` (`classId`);--> statement-breakpoint
CREATE TABLE `complaint_classes` (
	`id` text PRIMARY KEY NOT NULL,
	`parentId` text,
	`nameZh` text NOT NULL,
	`nameEn` text NOT NULL,
	`isActive` integer NOT NULL,
	`position` integer NOT NULL,
	`isReport` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `complaint_classes_parent` ON `complaint_classes` (`parentId`);--> statement-breakpoint
CREATE TABLE `complaint_deadline_rows` (
	`id` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`row` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `complaint_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`complaintId` text NOT NULL,
	`year` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`templateId` text NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	`byName` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `complaint_letters_number` ON `complaint_letters` (`year`,`ordinal`);--> statement-breakpoint
CREATE INDEX `complaint_letters_complaint` ON `complaint_letters` (`complaintId`);--> statement-breakpoint
CREATE TABLE `complaint_photo_contents` (
	`photoId` text PRIMARY KEY NOT NULL,
	`content` blob NOT NULL,
	`thumbnail` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `complaint_photos` (
	`id` text PRIMARY KEY NOT NULL,
	`complaintId` text,
	`title` text NOT NULL,
	`kind` text NOT NULL,
	`byteCount` integer NOT NULL,
	`widthPx` integer NOT NULL,
	`heightPx` integer NOT NULL,
	`sha256` text NOT NULL,
	`addedAt` integer NOT NULL,
	`addedBy` text NOT NULL,
	`addedByName` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `complaint_photos_complaint` ON `complaint_photos` (`complaintId`);--> statement-breakpoint
CREATE INDEX `complaint_photos_waiting` ON `complaint_photos` (`addedAt`) WHERE "complaint_photos"."complaintId" is null;--> statement-breakpoint
CREATE TABLE `complaint_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`staffId` text NOT NULL,
	`form` text NOT NULL,
	`savedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `complaint_drafts_staff` ON `complaint_drafts` (`staffId`,`savedAt`);--> statement-breakpoint
CREATE TABLE `complaint_steps` (
	`id` text PRIMARY KEY NOT NULL,
	`complaintId` text NOT NULL,
	`side` text NOT NULL,
	`seenBranch` integer NOT NULL,
	`seenHeadquarters` integer NOT NULL,
	`at` integer NOT NULL,
	`byStaffId` text,
	`byName` text,
	`kind` text NOT NULL,
	`facts` text NOT NULL,
	FOREIGN KEY (`complaintId`) REFERENCES `complaints`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `complaint_steps_of_branch` ON `complaint_steps` (`complaintId`,`seenBranch`) WHERE "complaint_steps"."side" = 'branch';--> statement-breakpoint
CREATE UNIQUE INDEX `complaint_steps_of_headquarters` ON `complaint_steps` (`complaintId`,`seenHeadquarters`) WHERE "complaint_steps"."side" = 'headquarters';--> statement-breakpoint
CREATE TABLE `complaints` (
	`id` text PRIMARY KEY NOT NULL,
	`year` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`receivedAt` integer NOT NULL,
	`takenInBy` text NOT NULL,
	`takenInByName` text NOT NULL,
	`channel` text NOT NULL,
	`isAnonymous` integer NOT NULL,
	`complainantName` text NOT NULL,
	`complainantPhone` text NOT NULL,
	`address` text NOT NULL,
	`agentName` text NOT NULL,
	`customerId` text,
	`accountNumber` text NOT NULL,
	`phoneKey` text,
	`accountKey` text,
	`addressKey` text,
	`ticketId` text,
	`visitId` text,
	`intakeClassId` text NOT NULL,
	`urgency` integer NOT NULL,
	`impact` integer NOT NULL,
	`aboutServiceId` text,
	`aboutWindowId` text,
	`aboutStaffIds` text NOT NULL,
	`aboutProduct` text NOT NULL,
	`what` text NOT NULL,
	`happenedAt` integer,
	`where` text NOT NULL,
	`remedySought` text NOT NULL,
	`state` text NOT NULL,
	`classId` text NOT NULL,
	`severity` integer NOT NULL,
	`handlerId` text,
	`handlerName` text,
	`nextKind` text,
	`nextDueAt` integer,
	`isProvisional` integer NOT NULL,
	`closeDueAt` integer,
	`dueOrder` integer NOT NULL,
	`isPaused` integer NOT NULL,
	`redoCount` integer NOT NULL,
	`returnCount` integer NOT NULL,
	`reopenCount` integer NOT NULL,
	`endedAt` integer,
	`stepCount` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `complaints_number` ON `complaints` (`year`,`ordinal`);--> statement-breakpoint
CREATE INDEX `complaints_open` ON `complaints` (`dueOrder`,`id`) WHERE "complaints"."endedAt" is null;--> statement-breakpoint
CREATE INDEX `complaints_open_state` ON `complaints` (`state`,`dueOrder`,`id`) WHERE "complaints"."endedAt" is null;--> statement-breakpoint
CREATE INDEX `complaints_open_handler` ON `complaints` (`handlerId`,`dueOrder`,`id`) WHERE "complaints"."endedAt" is null;--> statement-breakpoint
CREATE INDEX `complaints_ended` ON `complaints` (`endedAt`,`id`) WHERE "complaints"."endedAt" is not null;--> statement-breakpoint
CREATE INDEX `complaints_received` ON `complaints` (`receivedAt`);--> statement-breakpoint
CREATE INDEX `complaints_close_due` ON `complaints` (`closeDueAt`) WHERE "complaints"."closeDueAt" is not null;--> statement-breakpoint
CREATE INDEX `complaints_class` ON `complaints` (`classId`);--> statement-breakpoint
CREATE INDEX `complaints_customer` ON `complaints` (`customerId`,`receivedAt`) WHERE "complaints"."customerId" is not null;--> statement-breakpoint
CREATE INDEX `complaints_phone` ON `complaints` (`phoneKey`,`receivedAt`) WHERE "complaints"."phoneKey" is not null;--> statement-breakpoint
CREATE INDEX `complaints_account` ON `complaints` (`accountKey`,`receivedAt`) WHERE "complaints"."accountKey" is not null;--> statement-breakpoint
CREATE INDEX `complaints_address` ON `complaints` (`addressKey`,`receivedAt`) WHERE "complaints"."addressKey" is not null;--> statement-breakpoint
CREATE TABLE `business_types` (
	`id` text PRIMARY KEY NOT NULL,
	`serviceId` text NOT NULL,
	`nameZh` text NOT NULL,
	`nameEn` text NOT NULL,
	`isActive` integer NOT NULL,
	FOREIGN KEY (`serviceId`) REFERENCES `services`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `visit_items` (
	`id` text PRIMARY KEY NOT NULL,
	`visitId` text NOT NULL,
	`businessTypeId` text NOT NULL,
	`result` text NOT NULL,
	`reason` text,
	`startedAt` integer NOT NULL,
	`endedAt` integer,
	FOREIGN KEY (`visitId`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`businessTypeId`) REFERENCES `business_types`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `visit_items_visit` ON `visit_items` (`visitId`);--> statement-breakpoint
CREATE TABLE `visits` (
	`id` text PRIMARY KEY NOT NULL,
	`ticketId` text NOT NULL,
	`windowId` text NOT NULL,
	`staffId` text NOT NULL,
	`customerId` text,
	`identityMethod` text NOT NULL,
	`notes` text NOT NULL,
	`startedAt` integer NOT NULL,
	`finishedAt` integer,
	FOREIGN KEY (`ticketId`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`windowId`) REFERENCES `windows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customerId`) REFERENCES `customers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `visits_ticket` ON `visits` (`ticketId`);--> statement-breakpoint
CREATE INDEX `visits_window` ON `visits` (`windowId`,`finishedAt`) WHERE "visits"."finishedAt" is not null;--> statement-breakpoint
CREATE INDEX `visits_customer` ON `visits` (`customerId`,`startedAt`) WHERE "visits"."customerId" is not null;--> statement-breakpoint
CREATE TABLE `customer_import_rows` (
	`searchId` integer PRIMARY KEY NOT NULL,
	`importId` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`phone` text,
	`idNumber` text,
	`accountNumber` text,
	`address` text,
	`isKeyAccount` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `customer_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`fileName` text NOT NULL,
	`rowCount` integer NOT NULL,
	`stored` integer NOT NULL,
	`refused` integer NOT NULL,
	`storedAt` integer NOT NULL,
	`byStaffId` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `customers` (
	`searchId` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`phone` text,
	`idNumber` text,
	`accountNumber` text,
	`address` text,
	`isKeyAccount` integer NOT NULL,
	`importId` text,
	`createdAt` integer NOT NULL,
	`changedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customers_id` ON `customers` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `customers_account` ON `customers` (`accountNumber`) WHERE "customers"."accountNumber" is not null;--> statement-breakpoint
CREATE INDEX `customers_id_number` ON `customers` (`idNumber`) WHERE "customers"."idNumber" is not null;--> statement-breakpoint
CREATE TABLE `command_results` (
	`commandId` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`caller` text NOT NULL,
	`result` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `command_results_at` ON `command_results` (`at`);--> statement-breakpoint
CREATE TABLE `journal` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`tableName` text NOT NULL,
	`rowKey` text NOT NULL,
	`operation` text NOT NULL,
	`row` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `number_floors` (
	`tableName` text NOT NULL,
	`year` integer NOT NULL,
	`ordinal` integer NOT NULL,
	PRIMARY KEY(`tableName`, `year`)
);
--> statement-breakpoint
CREATE TABLE `notice_reads` (
	`id` text PRIMARY KEY NOT NULL,
	`noticeId` text NOT NULL,
	`staffId` text NOT NULL,
	`readAt` integer NOT NULL,
	FOREIGN KEY (`noticeId`) REFERENCES `notices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staffId`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notice_reads_person` ON `notice_reads` (`noticeId`,`staffId`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`side` text NOT NULL,
	`urgency` text NOT NULL,
	`titleZh` text NOT NULL,
	`titleEn` text NOT NULL,
	`wordsZh` text NOT NULL,
	`wordsEn` text NOT NULL,
	`places` text NOT NULL,
	`fromDate` text NOT NULL,
	`toDate` text NOT NULL,
	`writtenAt` integer NOT NULL,
	`writtenByName` text NOT NULL,
	`postedAt` integer,
	`postedBy` text,
	`postedByName` text,
	`withdrawnAt` integer,
	`withdrawnByName` text,
	`withdrawnReason` text
);
--> statement-breakpoint
CREATE INDEX `notices_term` ON `notices` (`toDate`);--> statement-breakpoint
CREATE TABLE `print_jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`paper` text NOT NULL,
	`subjectId` text NOT NULL,
	`number` text NOT NULL,
	`attempt` integer NOT NULL,
	`printerId` text NOT NULL,
	`state` text NOT NULL,
	`problem` text,
	`businessDate` text NOT NULL,
	`peopleAhead` integer,
	`queuedAt` integer NOT NULL,
	`endedAt` integer,
	`stationId` text,
	`staffId` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `print_jobs_attempt` ON `print_jobs` (`subjectId`,`attempt`);--> statement-breakpoint
CREATE INDEX `print_jobs_queued` ON `print_jobs` (`id`) WHERE "print_jobs"."state" = 'queued';--> statement-breakpoint
CREATE INDEX `print_jobs_problem` ON `print_jobs` (`businessDate`) WHERE "print_jobs"."problem" is not null;--> statement-breakpoint
CREATE TABLE `printers` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`line` text NOT NULL,
	`widthMm` integer NOT NULL,
	`stationId` text,
	`answersStatus` integer NOT NULL,
	`changedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `appointments` (
	`id` text PRIMARY KEY NOT NULL,
	`visitId` text NOT NULL,
	`serviceId` text NOT NULL,
	`businessDate` text NOT NULL,
	`appointmentAt` integer NOT NULL,
	`state` text NOT NULL,
	`ticketId` text,
	`createdAt` integer NOT NULL,
	`createdBy` text NOT NULL,
	`endedAt` integer,
	FOREIGN KEY (`visitId`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`serviceId`) REFERENCES `services`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ticketId`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `appointments_visit` ON `appointments` (`visitId`) WHERE "appointments"."state" = 'booked';--> statement-breakpoint
CREATE INDEX `appointments_day` ON `appointments` (`businessDate`,`appointmentAt`);--> statement-breakpoint
CREATE TABLE `business_days` (
	`businessDate` text PRIMARY KEY NOT NULL,
	`closedAt` integer NOT NULL,
	`closedBy` text NOT NULL,
	`expired` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `services` (
	`id` text PRIMARY KEY NOT NULL,
	`prefix` text NOT NULL,
	`nameZh` text NOT NULL,
	`nameEn` text NOT NULL,
	`targetWaitMinutes` integer NOT NULL,
	`targetServiceMinutes` integer NOT NULL,
	`requiredDocuments` text NOT NULL,
	`opensAt` text NOT NULL,
	`closesAt` text NOT NULL,
	`isActive` integer NOT NULL,
	`changedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `services_prefix` ON `services` (`prefix`);--> statement-breakpoint
CREATE TABLE `ticket_events` (
	`id` text PRIMARY KEY NOT NULL,
	`ticketId` text NOT NULL,
	`at` integer NOT NULL,
	`change` text NOT NULL,
	`fromState` text,
	`toState` text NOT NULL,
	`staffId` text,
	`stationId` text,
	`windowId` text,
	`reason` text,
	`details` text,
	FOREIGN KEY (`ticketId`) REFERENCES `tickets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ticket_events_ticket` ON `ticket_events` (`ticketId`,`at`);--> statement-breakpoint
CREATE TABLE `ticket_numbers` (
	`businessDate` text NOT NULL,
	`prefix` text NOT NULL,
	`lastOrdinal` integer NOT NULL,
	PRIMARY KEY(`businessDate`, `prefix`)
);
--> statement-breakpoint
CREATE TABLE `tickets` (
	`id` text PRIMARY KEY NOT NULL,
	`businessDate` text NOT NULL,
	`prefix` text NOT NULL,
	`ordinal` integer NOT NULL,
	`number` text NOT NULL,
	`serviceId` text NOT NULL,
	`customerClass` text NOT NULL,
	`state` text NOT NULL,
	`issuedAt` integer NOT NULL,
	`appointmentAt` integer,
	`waitsFromAt` integer NOT NULL,
	`originalOrder` real NOT NULL,
	`queueOrder` real NOT NULL,
	`returnedTo` text,
	`windowId` text,
	`targetWindowId` text,
	`callCount` integer NOT NULL,
	`firstCalledAt` integer,
	`lastCalledAt` integer,
	`lastCallEventId` text,
	`callReason` text,
	`servingAt` integer,
	`noShowAt` integer,
	`finishedAt` integer,
	`toldFromMinutes` integer,
	`toldToMinutes` integer,
	FOREIGN KEY (`serviceId`) REFERENCES `services`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`windowId`) REFERENCES `windows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`targetWindowId`) REFERENCES `windows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tickets_number` ON `tickets` (`businessDate`,`prefix`,`ordinal`);--> statement-breakpoint
CREATE INDEX `tickets_waiting` ON `tickets` (`serviceId`,`queueOrder`,`id`) WHERE "tickets"."state" = 'waiting' and "tickets"."targetWindowId" is null;--> statement-breakpoint
CREATE INDEX `tickets_longest_wait` ON `tickets` (`serviceId`,`waitsFromAt`,`id`) WHERE "tickets"."state" = 'waiting' and "tickets"."targetWindowId" is null;--> statement-breakpoint
CREATE INDEX `tickets_for_window` ON `tickets` (`targetWindowId`,`queueOrder`,`id`) WHERE "tickets"."state" = 'waiting' and "tickets"."targetWindowId" is not null;--> statement-breakpoint
CREATE INDEX `tickets_on_hold` ON `tickets` (`id`) WHERE "tickets"."state" = 'onHold';--> statement-breakpoint
CREATE INDEX `tickets_no_show` ON `tickets` (`noShowAt`) WHERE "tickets"."state" = 'noShow';--> statement-breakpoint
CREATE INDEX `tickets_last_called` ON `tickets` (`lastCalledAt`) WHERE "tickets"."lastCalledAt" is not null;--> statement-breakpoint
CREATE INDEX `tickets_finished` ON `tickets` (`serviceId`,`finishedAt`) WHERE "tickets"."state" = 'finished';--> statement-breakpoint
CREATE UNIQUE INDEX `tickets_at_window` ON `tickets` (`windowId`) WHERE "tickets"."state" in ('called', 'serving');--> statement-breakpoint
CREATE TABLE `window_events` (
	`id` text PRIMARY KEY NOT NULL,
	`windowId` text NOT NULL,
	`at` integer NOT NULL,
	`businessDate` text NOT NULL,
	`state` text NOT NULL,
	`reason` text,
	`clerkId` text,
	`byStaffId` text,
	FOREIGN KEY (`windowId`) REFERENCES `windows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `window_events_window` ON `window_events` (`windowId`,`at`);--> statement-breakpoint
CREATE TABLE `window_services` (
	`id` text PRIMARY KEY NOT NULL,
	`windowId` text NOT NULL,
	`serviceId` text NOT NULL,
	`kind` text NOT NULL,
	FOREIGN KEY (`windowId`) REFERENCES `windows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`serviceId`) REFERENCES `services`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `window_services_pair` ON `window_services` (`windowId`,`serviceId`);--> statement-breakpoint
CREATE TABLE `windows` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`nameZh` text NOT NULL,
	`nameEn` text NOT NULL,
	`state` text NOT NULL,
	`pauseReason` text,
	`stateSince` integer NOT NULL,
	`clerkId` text,
	`clerkName` text,
	`isActive` integer NOT NULL,
	`changedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `windows_number` ON `windows` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `windows_clerk` ON `windows` (`clerkId`) WHERE "windows"."clerkId" is not null;--> statement-breakpoint
CREATE TABLE `rating_call_backs` (
	`id` text PRIMARY KEY NOT NULL,
	`ratingId` text NOT NULL,
	`at` integer NOT NULL,
	`byStaffId` text NOT NULL,
	`byStaffName` text NOT NULL,
	`outcome` text NOT NULL,
	`words` text NOT NULL,
	FOREIGN KEY (`ratingId`) REFERENCES `ratings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `rating_call_backs_rating` ON `rating_call_backs` (`ratingId`,`at`);--> statement-breakpoint
CREATE TABLE `ratings` (
	`id` text PRIMARY KEY NOT NULL,
	`visitId` text NOT NULL,
	`serviceId` text NOT NULL,
	`windowId` text NOT NULL,
	`staffId` text NOT NULL,
	`businessDate` text NOT NULL,
	`score` text NOT NULL,
	`reason` text,
	`source` text NOT NULL,
	`stationId` text,
	`recordedBy` text,
	`ratedAt` integer NOT NULL,
	FOREIGN KEY (`visitId`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`serviceId`) REFERENCES `services`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`windowId`) REFERENCES `windows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ratings_visit` ON `ratings` (`visitId`);--> statement-breakpoint
CREATE INDEX `ratings_date` ON `ratings` (`businessDate`);--> statement-breakpoint
CREATE INDEX `ratings_bad` ON `ratings` (`ratedAt`) WHERE "ratings"."score" in ('dissatisfied', 'veryDissatisfied');--> statement-breakpoint
CREATE TABLE `satisfaction_criteria` (
	`id` text PRIMARY KEY NOT NULL,
	`year` integer NOT NULL,
	`kind` text NOT NULL,
	`targetPercent` integer NOT NULL,
	`note` text NOT NULL,
	`setAt` integer NOT NULL,
	`setByName` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `satisfaction_criteria_year` ON `satisfaction_criteria` (`year`,`setAt`);--> statement-breakpoint
CREATE TABLE `satisfaction_measures` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`words` text NOT NULL,
	`ownerId` text NOT NULL,
	`ownerName` text NOT NULL,
	`dueOn` text NOT NULL,
	`serviceId` text,
	`createdOn` text NOT NULL,
	`createdByName` text NOT NULL,
	`doneOn` text,
	`doneWords` text,
	`checkedOn` text,
	`checkedByName` text,
	`effect` text,
	`effectWords` text,
	`before` text,
	`after` text,
	FOREIGN KEY (`serviceId`) REFERENCES `services`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`tokenHash` text NOT NULL,
	`staffId` text NOT NULL,
	`stationId` text NOT NULL,
	`startedAt` integer NOT NULL,
	`lastActiveAt` integer NOT NULL,
	`lockedAt` integer,
	`wrongUnlocks` integer NOT NULL,
	`endedAt` integer,
	FOREIGN KEY (`staffId`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token` ON `sessions` (`tokenHash`);--> statement-breakpoint
CREATE INDEX `sessions_staff` ON `sessions` (`staffId`);--> statement-breakpoint
CREATE INDEX `sessions_open` ON `sessions` (`startedAt`) WHERE "sessions"."endedAt" is null;--> statement-breakpoint
CREATE TABLE `staff` (
	`id` text PRIMARY KEY NOT NULL,
	`loginName` text NOT NULL,
	`name` text NOT NULL,
	`roles` text NOT NULL,
	`isActive` integer NOT NULL,
	`createdAt` integer NOT NULL,
	`changedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_login_name` ON `staff` (`loginName`);--> statement-breakpoint
CREATE TABLE `staff_credentials` (
	`staffId` text PRIMARY KEY NOT NULL,
	`passwordHash` text NOT NULL,
	`pinHash` text,
	`mustChangePassword` integer NOT NULL,
	`failedAttempts` integer NOT NULL,
	`lastFailedAt` integer,
	`lockedUntilAt` integer,
	`lastSignedInAt` integer,
	FOREIGN KEY (`staffId`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `staff_events` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`staffId` text NOT NULL,
	`kind` text NOT NULL,
	`byStaffId` text,
	`stationId` text,
	`details` text
);
--> statement-breakpoint
CREATE INDEX `staff_events_staff` ON `staff_events` (`staffId`,`at`);--> statement-breakpoint
CREATE TABLE `unknown_sign_ins` (
	`nameKey` text PRIMARY KEY NOT NULL,
	`failedAttempts` integer NOT NULL,
	`lastFailedAt` integer NOT NULL,
	`lockedUntilAt` integer
);
--> statement-breakpoint
CREATE INDEX `unknown_sign_ins_last` ON `unknown_sign_ins` (`lastFailedAt`);--> statement-breakpoint
CREATE TABLE `station_invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`codeHash` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`windowId` text,
	`validUntilAt` integer NOT NULL,
	`usedAt` integer,
	`isFirst` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `station_invitations_code` ON `station_invitations` (`codeHash`);--> statement-breakpoint
CREATE TABLE `station_tokens` (
	`tokenHash` text PRIMARY KEY NOT NULL,
	`stationId` text NOT NULL,
	`lastSeenAt` integer,
	FOREIGN KEY (`stationId`) REFERENCES `stations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `stations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`windowId` text,
	`enrolledAt` integer NOT NULL,
	`isRevoked` integer NOT NULL,
	`isLocal` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE `day_summaries` (
	`id` text PRIMARY KEY NOT NULL,
	`businessDate` text NOT NULL,
	`version` integer NOT NULL,
	`isProvisional` integer NOT NULL,
	`data` text NOT NULL,
	`sha256` text NOT NULL,
	`frozenAt` integer NOT NULL,
	`frozenBy` text,
	`frozenByName` text,
	`words` text NOT NULL,
	`checks` text NOT NULL,
	`changes` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `day_summaries_version` ON `day_summaries` (`businessDate`,`version`);--> statement-breakpoint
CREATE TABLE `day_summary_pdf_contents` (
	`summaryId` text PRIMARY KEY NOT NULL,
	`content` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `day_summary_pdfs` (
	`summaryId` text PRIMARY KEY NOT NULL,
	`sha256` text NOT NULL,
	`byteLength` integer NOT NULL,
	`madeAt` integer NOT NULL,
	FOREIGN KEY (`summaryId`) REFERENCES `day_summaries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `day_summary_prints` (
	`id` text PRIMARY KEY NOT NULL,
	`summaryId` text NOT NULL,
	`ordinal` integer NOT NULL,
	`printedAt` integer NOT NULL,
	`byStaffId` text NOT NULL,
	`byName` text NOT NULL,
	FOREIGN KEY (`summaryId`) REFERENCES `day_summaries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `day_summary_prints_ordinal` ON `day_summary_prints` (`summaryId`,`ordinal`);--> statement-breakpoint
CREATE TABLE `sync_batches` (
	`firstSeq` integer PRIMARY KEY NOT NULL,
	`lastSeq` integer NOT NULL,
	`lastAt` integer NOT NULL,
	`epoch` integer NOT NULL,
	`base` integer NOT NULL,
	`sha256` text NOT NULL,
	`chainBefore` text NOT NULL,
	`seal` text NOT NULL,
	`signature` text NOT NULL,
	`sealedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sync_batches_last` ON `sync_batches` (`lastSeq`);--> statement-breakpoint
CREATE TABLE `sync_files` (
	`name` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`sha256` text NOT NULL,
	`byteCount` integer NOT NULL,
	`sentAt` integer NOT NULL,
	`isMissingHere` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sync_files_missing` ON `sync_files` (`name`) WHERE "sync_files"."isMissingHere" = 1;--> statement-breakpoint
CREATE TABLE `sync_line` (
	`id` text PRIMARY KEY NOT NULL,
	`address` text NOT NULL,
	`headquartersName` text NOT NULL,
	`headquartersPublicKey` text NOT NULL,
	`certificate` text,
	`epoch` integer NOT NULL,
	`base` integer NOT NULL,
	`enrolledAt` integer NOT NULL,
	`sealedSeq` integer NOT NULL,
	`receivedSeq` integer NOT NULL,
	`durableSeq` integer NOT NULL,
	`chain` text NOT NULL,
	`directive` integer NOT NULL,
	`newestDirective` integer NOT NULL,
	`lastContactAt` integer,
	`away` text,
	`receivedAt` integer,
	`receivedToAt` integer,
	`clockOffsetMs` integer,
	`epochWish` text,
	`missed` text,
	`compared` text,
	`witnessRefused` text,
	`trouble` text
);
--> statement-breakpoint
CREATE TABLE `sync_rebuild` (
	`id` text PRIMARY KEY NOT NULL,
	`address` text NOT NULL,
	`headquartersName` text NOT NULL,
	`headquartersPublicKey` text NOT NULL,
	`certificate` text,
	`branchId` text NOT NULL,
	`branchName` text NOT NULL,
	`timeZone` text NOT NULL,
	`epoch` integer NOT NULL,
	`enrolledAt` integer NOT NULL,
	`extent` text,
	`tableName` text,
	`afterKey` text,
	`rowsHere` integer NOT NULL,
	`branchRow` text,
	`completeAt` integer
);
--> statement-breakpoint
CREATE TABLE `sync_takes` (
	`number` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`outcome` text NOT NULL,
	`code` text,
	`at` integer NOT NULL,
	`toldAt` integer
);
