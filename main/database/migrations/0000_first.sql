CREATE TABLE `branch` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`trade` text NOT NULL,
	`timeZone` text NOT NULL,
	`isDemonstration` integer NOT NULL,
	`createdAt` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`id` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`changedAt` integer NOT NULL
);
--> statement-breakpoint
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
	`enrolledAt` integer NOT NULL,
	`isRevoked` integer NOT NULL,
	`isLocal` integer DEFAULT false NOT NULL
);
