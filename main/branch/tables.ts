import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { accessLogCheckpoints, accessLogDetails, accessLogEntries, accessLogFlags, accessLogSubtrees, accessLogWitnesses } from '../access-log/access-log-schema.ts';
import { accessLogFlagProgress } from '../access-log/flags-schema.ts';
import { archiveImportRows } from '../archive/archive-import-schema.ts';
import {
  archiveCategories, archiveFileKeys, archiveFiles, archiveHolds, archiveImports, archiveLevels, archiveScans, archiveShelves, retentionClasses,
} from '../archive/archive-schema.ts';
import { caseChecks, caseEvents, casePhotos, cases } from '../cases/cases-schema.ts';
import { calendarDays, calendarYears } from '../calendar/calendar-schema.ts';
import { archiveLooks, archivePurposes } from '../archive/looks-schema.ts';
import { archiveDestructionApprovals, archiveDestructionFiles, archiveDestructions } from '../archive/destruction-schema.ts';
import { archiveLoans } from '../archive/lending-schema.ts';
import { archiveLevelChanges } from '../archive/level-schema.ts';
import { archiveReviewItems, archiveReviews } from '../archive/review-schema.ts';
import { complaintClasses, complaintDeadlineRows } from '../complaints/complaint-catalogue-schema.ts';
import { complaintDrafts, complaints, complaintSteps } from '../complaints/complaints-schema.ts';
import { complaintLetters, complaintPhotoContents, complaintPhotos } from '../complaints/complaint-papers-schema.ts';
import { businessTypes, visitItems, visits } from '../counter/counter-schema.ts';
import { customerImportRows, customerImports, customers } from '../customers/customers-schema.ts';
import { commandResults, journal, numberFloors } from '../database/database-schema.ts';
import { noticeReads, notices } from '../notices/notices-schema.ts';
import { printers, printJobs } from '../printing/printing-schema.ts';
import { appointments } from '../queue/appointments-schema.ts';
import { businessDays, services, ticketEvents, ticketNumbers, tickets, windowEvents, windowServices, windows } from '../queue/queue-schema.ts';
import { ratingCallBacks, ratings, satisfactionCriteria, satisfactionMeasures } from '../satisfaction/satisfaction-schema.ts';
import { sessions, staff, staffCredentials, staffEvents, unknownSignIns } from '../staff/staff-schema.ts';
import { stationInvitations, stations, stationTokens } from '../stations/stations-schema.ts';
import { daySummaries, daySummaryPdfContents, daySummaryPdfs, daySummaryPrints } from '../summary/summary-schema.ts';
import { syncBatches, syncFiles, syncLine, syncRebuild, syncTakes } from '../sync/sync-schema.ts';
import { branch, outages, settingLocks, settings } from './branch-schema.ts';

/** Tables whose every change is written to the journal, for headquarters. Each table of a schema is in one of the two lists. */
export const syncedTables: readonly SQLiteTable[] = [
  branch, settings, settingLocks, outages,
  staff, staffEvents,
  stations,
  services, windows, windowServices, tickets, ticketEvents, windowEvents, businessDays,
  customers, customerImports,
  businessTypes, visits, visitItems, appointments,
  archiveCategories, archiveShelves, archiveLevels, retentionClasses, archiveFiles, archiveHolds, archiveScans, archiveImports,
  archivePurposes, archiveLooks,
  archiveLoans, archiveReviews, archiveReviewItems, archiveDestructions, archiveDestructionApprovals, archiveDestructionFiles, archiveLevelChanges,
  calendarYears, calendarDays,
  accessLogEntries, accessLogDetails, accessLogCheckpoints, accessLogFlags,
  notices, noticeReads,
  ratings, ratingCallBacks, satisfactionMeasures, satisfactionCriteria,
  complaintClasses, complaintDeadlineRows, complaints, complaintSteps, complaintLetters, complaintPhotos,
  cases, casePhotos, caseEvents, caseChecks,
  daySummaries, daySummaryPrints, daySummaryPdfs,
];

/** Tables that stay on this machine: secrets, the database's own books, and what follows from synced tables. */
export const localTables: readonly SQLiteTable[] = [
  commandResults, journal, numberFloors,
  staffCredentials, sessions, unknownSignIns,
  stationTokens, stationInvitations,
  ticketNumbers, customerImportRows, archiveImportRows,
  archiveFileKeys, accessLogSubtrees, accessLogFlagProgress, accessLogWitnesses,
  complaintPhotoContents, complaintDrafts, daySummaryPdfContents,
  // Addresses of this hall's own network, and what its printers did: only figures of it go up, with the daily summary.
  printers, printJobs,
  syncLine, syncBatches, syncTakes, syncFiles, syncRebuild,
];
