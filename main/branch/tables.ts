import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { businessTypes, visitItems, visits } from '../counter/counter-schema.ts';
import { customerImportRows, customerImports, customers } from '../customers/customers-schema.ts';
import { commandResults, journal } from '../database/database-schema.ts';
import { businessDays, services, ticketEvents, ticketNumbers, tickets, windowEvents, windowServices, windows } from '../queue/queue-schema.ts';
import { sessions, staff, staffCredentials, staffEvents, unknownSignIns } from '../staff/staff-schema.ts';
import { stationInvitations, stations, stationTokens } from '../stations/stations-schema.ts';
import { branch, settings } from './branch-schema.ts';

/** Tables whose every change is written to the journal, for headquarters. Each table of a schema is in one of the two lists. */
export const syncedTables: readonly SQLiteTable[] = [
  branch, settings,
  staff, staffEvents,
  stations,
  services, windows, windowServices, tickets, ticketEvents, windowEvents, businessDays,
  customers, customerImports,
  businessTypes, visits, visitItems,
];

/** Tables that stay on this machine: secrets, the database's own books, and what follows from synced tables. */
export const localTables: readonly SQLiteTable[] = [
  commandResults, journal,
  staffCredentials, sessions, unknownSignIns,
  stationTokens, stationInvitations,
  ticketNumbers, customerImportRows,
];
