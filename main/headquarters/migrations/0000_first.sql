CREATE SCHEMA "hq";
--> statement-breakpoint
CREATE TABLE "hq"."batches" (
	"branchId" text NOT NULL,
	"epoch" integer NOT NULL,
	"firstSeq" bigint NOT NULL,
	"lastSeq" bigint NOT NULL,
	"sha256" text NOT NULL,
	"chainBefore" text NOT NULL,
	"signature" text NOT NULL,
	"schemaVersion" integer NOT NULL,
	"byteCount" integer NOT NULL,
	"receivedAt" bigint NOT NULL,
	"archivedAt" bigint,
	CONSTRAINT "batches_branchId_epoch_firstSeq_pk" PRIMARY KEY("branchId","epoch","firstSeq")
);
--> statement-breakpoint
CREATE TABLE "hq"."branches" (
	"branchId" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"trade" text NOT NULL,
	"timeZone" text NOT NULL,
	"enrolledAt" bigint NOT NULL,
	"revokedAt" bigint,
	"revokedByName" text,
	"epoch" integer NOT NULL,
	"lastDirective" bigint NOT NULL,
	"directivesTaken" bigint NOT NULL,
	"lastContactAt" bigint,
	"clockOffsetMs" bigint,
	"versions" jsonb,
	"writtenSeq" bigint,
	"waitingChanges" bigint,
	"oldestWaitingAt" bigint,
	"waitingFiles" bigint
);
--> statement-breakpoint
CREATE TABLE "hq"."changes" (
	"branchId" text NOT NULL,
	"epoch" integer NOT NULL,
	"seq" bigint NOT NULL,
	"at" bigint NOT NULL,
	"tableName" text NOT NULL,
	"operation" text NOT NULL,
	"rowKey" text NOT NULL,
	"row" text NOT NULL,
	CONSTRAINT "changes_branchId_epoch_seq_pk" PRIMARY KEY("branchId","epoch","seq")
);
--> statement-breakpoint
CREATE TABLE "hq"."comparison_rounds" (
	"branchId" text NOT NULL,
	"round" text NOT NULL,
	"epoch" integer NOT NULL,
	"beganAt" bigint NOT NULL,
	"endedAt" bigint,
	"upToSeq" bigint NOT NULL,
	CONSTRAINT "comparison_rounds_branchId_round_pk" PRIMARY KEY("branchId","round")
);
--> statement-breakpoint
CREATE TABLE "hq"."comparisons" (
	"branchId" text NOT NULL,
	"tableName" text NOT NULL,
	"day" text NOT NULL,
	"round" text NOT NULL,
	"at" bigint NOT NULL,
	"upToSeq" bigint NOT NULL,
	"rowsAtBranch" bigint NOT NULL,
	"digestAtBranch" text NOT NULL,
	"rowsHere" bigint NOT NULL,
	"digestHere" text NOT NULL,
	"differing" jsonb,
	CONSTRAINT "comparisons_branchId_tableName_day_pk" PRIMARY KEY("branchId","tableName","day")
);
--> statement-breakpoint
CREATE TABLE "hq"."complaint_steps" (
	"branchId" text NOT NULL,
	"complaintId" text NOT NULL,
	"id" text NOT NULL,
	"seenBranch" integer NOT NULL,
	"seenHeadquarters" integer NOT NULL,
	"at" bigint NOT NULL,
	"byStaffId" text NOT NULL,
	"byName" text NOT NULL,
	"facts" jsonb NOT NULL,
	"directive" bigint NOT NULL,
	CONSTRAINT "complaint_steps_branchId_complaintId_id_pk" PRIMARY KEY("branchId","complaintId","id")
);
--> statement-breakpoint
CREATE TABLE "hq"."directives" (
	"branchId" text NOT NULL,
	"number" bigint NOT NULL,
	"kind" text NOT NULL,
	"body" jsonb NOT NULL,
	"publicationId" text,
	"publishedAt" bigint NOT NULL,
	"publishedByName" text NOT NULL,
	"outcome" text,
	"code" text,
	"takenAt" bigint,
	CONSTRAINT "directives_branchId_number_pk" PRIMARY KEY("branchId","number")
);
--> statement-breakpoint
CREATE TABLE "hq"."enrolment_codes" (
	"codeHash" text PRIMARY KEY NOT NULL,
	"branchId" text,
	"note" text NOT NULL,
	"madeAt" bigint NOT NULL,
	"madeByName" text NOT NULL,
	"validUntil" bigint NOT NULL,
	"usedAt" bigint,
	"usedByBranch" text
);
--> statement-breakpoint
CREATE TABLE "hq"."epochs" (
	"branchId" text NOT NULL,
	"epoch" integer NOT NULL,
	"publicKey" text NOT NULL,
	"checkpointPublicKey" text NOT NULL,
	"tokenHash" text NOT NULL,
	"formerTokenHash" text,
	"tokenMadeAt" bigint NOT NULL,
	"beganAt" bigint NOT NULL,
	"why" text NOT NULL,
	"receivedSeq" bigint NOT NULL,
	"chain" text NOT NULL,
	"durableSeq" bigint NOT NULL,
	"projectedSeq" bigint NOT NULL,
	"receivedAt" bigint,
	"fencedAt" bigint,
	"fencedWhy" text,
	"fenceConfirmedAt" bigint,
	"fenceConfirmedByName" text,
	CONSTRAINT "epochs_branchId_epoch_pk" PRIMARY KEY("branchId","epoch")
);
--> statement-breakpoint
CREATE TABLE "hq"."files" (
	"branchId" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"sha256" text NOT NULL,
	"byteCount" bigint NOT NULL,
	"offeredAt" bigint NOT NULL,
	"receivedAt" bigint,
	CONSTRAINT "files_branchId_name_pk" PRIMARY KEY("branchId","name")
);
--> statement-breakpoint
CREATE TABLE "hq"."forks" (
	"branchId" text NOT NULL,
	"epoch" integer NOT NULL,
	"at" bigint NOT NULL,
	"firstSeq" bigint NOT NULL,
	"lastSeq" bigint NOT NULL,
	"seal" text NOT NULL,
	"signature" text NOT NULL,
	"sha256" text NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "forks_branchId_epoch_sha256_pk" PRIMARY KEY("branchId","epoch","sha256")
);
--> statement-breakpoint
CREATE TABLE "hq"."log_findings" (
	"branchId" text NOT NULL,
	"id" text NOT NULL,
	"at" bigint NOT NULL,
	"byStaffId" text NOT NULL,
	"byName" text NOT NULL,
	"words" text NOT NULL,
	"witnessedSize" bigint NOT NULL,
	"witnessedRoot" text NOT NULL,
	"witnessedNote" text NOT NULL,
	"witnessedAt" bigint NOT NULL,
	"refusedAt" bigint NOT NULL,
	"refusedReason" text NOT NULL,
	"refusedNote" text NOT NULL,
	"refusedProof" jsonb NOT NULL,
	"lineFrom" text,
	CONSTRAINT "log_findings_branchId_id_pk" PRIMARY KEY("branchId","id")
);
--> statement-breakpoint
CREATE TABLE "hq"."publications" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"body" jsonb NOT NULL,
	"branchIds" jsonb,
	"publishedAt" bigint NOT NULL,
	"publishedBy" text NOT NULL,
	"publishedByName" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hq"."quarantine" (
	"branchId" text NOT NULL,
	"epoch" integer NOT NULL,
	"seq" bigint NOT NULL,
	"tableName" text NOT NULL,
	"rowKey" text NOT NULL,
	"reason" text NOT NULL,
	"detail" text NOT NULL,
	"heldAt" bigint NOT NULL,
	"solvedAt" bigint,
	"solvedByName" text,
	"solvedHow" text,
	CONSTRAINT "quarantine_branchId_epoch_seq_pk" PRIMARY KEY("branchId","epoch","seq")
);
--> statement-breakpoint
CREATE TABLE "hq"."witnessed" (
	"branchId" text PRIMARY KEY NOT NULL,
	"size" bigint NOT NULL,
	"root" text NOT NULL,
	"note" text NOT NULL,
	"at" bigint NOT NULL,
	"refusedAt" bigint,
	"refusedReason" text,
	"refusedNote" text,
	"refusedProof" jsonb,
	"newestRefusedAt" bigint,
	"newestRefusedNote" text,
	"lineSince" bigint,
	"lookedAt" bigint
);
--> statement-breakpoint
CREATE TABLE "hq"."audit_trail" (
	"id" text PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"staffId" text,
	"staffName" text,
	"action" text NOT NULL,
	"branchId" text,
	"detail" jsonb NOT NULL,
	"commandId" text
);
--> statement-breakpoint
CREATE TABLE "hq"."secrets" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hq"."sessions" (
	"tokenHash" text PRIMARY KEY NOT NULL,
	"staffId" text NOT NULL,
	"startedAt" bigint NOT NULL,
	"lastActiveAt" bigint NOT NULL,
	"endedAt" bigint
);
--> statement-breakpoint
CREATE TABLE "hq"."staff" (
	"id" text PRIMARY KEY NOT NULL,
	"loginName" text NOT NULL,
	"name" text NOT NULL,
	"roles" jsonb NOT NULL,
	"isActive" boolean NOT NULL,
	"passwordHash" text NOT NULL,
	"mustChangePassword" boolean NOT NULL,
	"failedAttempts" integer NOT NULL,
	"lastFailedAt" bigint,
	"lockedUntilAt" bigint,
	"lastSignedInAt" bigint,
	"createdAt" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hq"."branch_figures" (
	"branchId" text NOT NULL,
	"by" text NOT NULL,
	"fromDate" text NOT NULL,
	"days" integer NOT NULL,
	"provisionalDays" integer NOT NULL,
	"summaryId" text,
	"version" integer,
	"dayKind" text,
	"medianWaitMs" double precision,
	"issued" integer NOT NULL,
	"served" integer NOT NULL,
	"abandoned" integer NOT NULL,
	"unserved" integer NOT NULL,
	"withinTargetPart" integer NOT NULL,
	"withinTargetOf" integer NOT NULL,
	"longestWaitMs" double precision,
	"worstP90Ms" double precision,
	"openMs" double precision NOT NULL,
	"breakMs" double precision NOT NULL,
	"servingMs" double precision NOT NULL,
	"doneInOneVisitPart" integer NOT NULL,
	"doneInOneVisitOf" integer NOT NULL,
	"returnedForDocumentsPart" integer NOT NULL,
	"returnedForDocumentsOf" integer NOT NULL,
	"openBefore" integer NOT NULL,
	"received" integer NOT NULL,
	"reopened" integer NOT NULL,
	"ended" integer NOT NULL,
	"openAfter" integer NOT NULL,
	"onTimePart" integer NOT NULL,
	"onTimeOf" integer NOT NULL,
	"repeatsPart" integer NOT NULL,
	"repeatsOf" integer NOT NULL,
	"satisfied" integer NOT NULL,
	"rated" integer NOT NULL,
	"ratingsAsked" integer NOT NULL,
	"looks" integer NOT NULL,
	"flagged" integer NOT NULL,
	"failedPrints" integer NOT NULL,
	"clockCorrections" integer NOT NULL,
	"outages" integer NOT NULL,
	"outageMs" double precision NOT NULL,
	"longestOutageMs" double precision,
	"offline" integer,
	"offlineMs" double precision,
	"longestOfflineMs" double precision,
	CONSTRAINT "branch_figures_branchId_by_fromDate_pk" PRIMARY KEY("branchId","by","fromDate")
);
--> statement-breakpoint
ALTER TABLE "hq"."batches" ADD CONSTRAINT "batches_branchId_epoch_epochs_branchId_epoch_fk" FOREIGN KEY ("branchId","epoch") REFERENCES "hq"."epochs"("branchId","epoch") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hq"."directives" ADD CONSTRAINT "directives_branchId_branches_branchId_fk" FOREIGN KEY ("branchId") REFERENCES "hq"."branches"("branchId") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hq"."epochs" ADD CONSTRAINT "epochs_branchId_branches_branchId_fk" FOREIGN KEY ("branchId") REFERENCES "hq"."branches"("branchId") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hq"."sessions" ADD CONSTRAINT "sessions_staffId_staff_id_fk" FOREIGN KEY ("staffId") REFERENCES "hq"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batches_to_archive" ON "hq"."batches" USING btree ("branchId","epoch","firstSeq") WHERE "hq"."batches"."archivedAt" is null;--> statement-breakpoint
CREATE INDEX "comparisons_differing" ON "hq"."comparisons" USING btree ("branchId") WHERE "hq"."comparisons"."digestAtBranch" <> "hq"."comparisons"."digestHere";--> statement-breakpoint
CREATE UNIQUE INDEX "complaint_steps_turn" ON "hq"."complaint_steps" USING btree ("branchId","complaintId","seenHeadquarters");--> statement-breakpoint
CREATE INDEX "directives_publication" ON "hq"."directives" USING btree ("publicationId","outcome");--> statement-breakpoint
CREATE INDEX "directives_untold" ON "hq"."directives" USING btree ("branchId","number") WHERE "hq"."directives"."outcome" is null;--> statement-breakpoint
CREATE INDEX "directives_refused" ON "hq"."directives" USING btree ("branchId") WHERE "hq"."directives"."outcome" = 'refused';--> statement-breakpoint
CREATE INDEX "directives_entrusted" ON "hq"."directives" USING btree ("publishedAt") WHERE "hq"."directives"."kind" = 'entrustedComplaint' and "hq"."directives"."outcome" is distinct from 'taken';--> statement-breakpoint
CREATE UNIQUE INDEX "epochs_token" ON "hq"."epochs" USING btree ("tokenHash");--> statement-breakpoint
CREATE INDEX "epochs_former_token" ON "hq"."epochs" USING btree ("formerTokenHash") WHERE "hq"."epochs"."formerTokenHash" is not null;--> statement-breakpoint
CREATE INDEX "epochs_fenced" ON "hq"."epochs" USING btree ("branchId") WHERE "hq"."epochs"."fencedAt" is not null and "hq"."epochs"."fenceConfirmedAt" is null;--> statement-breakpoint
CREATE INDEX "epochs_to_project" ON "hq"."epochs" USING btree ("branchId") WHERE "hq"."epochs"."projectedSeq" < "hq"."epochs"."receivedSeq";--> statement-breakpoint
CREATE INDEX "files_content" ON "hq"."files" USING btree ("branchId","sha256");--> statement-breakpoint
CREATE INDEX "publications_at" ON "hq"."publications" USING btree ("publishedAt");--> statement-breakpoint
CREATE INDEX "quarantine_held" ON "hq"."quarantine" USING btree ("branchId","tableName","rowKey") WHERE "hq"."quarantine"."solvedAt" is null;--> statement-breakpoint
CREATE INDEX "audit_trail_at" ON "hq"."audit_trail" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_trail_branch" ON "hq"."audit_trail" USING btree ("branchId","at");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_trail_command" ON "hq"."audit_trail" USING btree ("commandId") WHERE "hq"."audit_trail"."commandId" is not null;--> statement-breakpoint
CREATE INDEX "sessions_staff" ON "hq"."sessions" USING btree ("staffId");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_login_name" ON "hq"."staff" USING btree ("loginName");--> statement-breakpoint
CREATE INDEX "branch_figures_span" ON "hq"."branch_figures" USING btree ("by","fromDate","branchId");