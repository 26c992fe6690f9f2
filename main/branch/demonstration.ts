import type { BranchOutputs } from '../../shared/branch-contract.ts';
import { refuse } from '../../shared/errors.ts';
import { demonstrationAccounts, demonstrationPassword } from '../../shared/demonstration.ts';
import { insertDefaultCatalogue } from '../archive/catalogue-store.ts';
import { loadCaseWords } from '../cases/case-words.ts';
import { insertDefaultClasses } from '../complaints/complaint-classes-store.ts';
import { insertDefaultDeadlineTable } from '../complaints/deadline-table-store.ts';
import { insertDefaultPurposes } from '../archive/looks-store.ts';
import { businessTypes, visitItems, visits } from '../counter/counter-schema.ts';
import { insertCustomers } from '../customers/customers-store.ts';
import type { Transaction } from '../database/database.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { businessDays, services, ticketEvents, ticketNumbers, tickets, windowEvents, windows, windowServices } from '../queue/queue-schema.ts';
import { insertAccount, recordStaffEvents, saveSignIn } from '../staff/staff-store.ts';
import { stations } from '../stations/stations-schema.ts';
import { insertAppointments } from './demonstration/demonstration-appointments.ts';
import { insertArchive } from './demonstration/demonstration-archive.ts';
import { insertCases } from './demonstration/demonstration-cases.ts';
import { morning, pastDay, pastDayClosesAt, presentDay, windowEventsOf, windowOpensAt } from './demonstration/demonstration-day.ts';
import { insertComplaints } from './demonstration/demonstration-complaints.ts';
import { insertNotices } from './demonstration/demonstration-notices.ts';
import { insertSatisfaction } from './demonstration/demonstration-satisfaction.ts';
import { demonstrationZone, workdaysBefore } from './demonstration/demonstration-time.ts';
import { hallRowsOf, type HallIds } from './demonstration/hall-rows.ts';
import { insertInSets } from './demonstration/insert-in-sets.ts';
import { inventCustomers } from './demonstration/invented-people.ts';
import { hallWindows } from './demonstration/power-hall.ts';
import { seededRandom, type SeededRandom } from './demonstration/seeded-random.ts';
import type { SimulatedTicket } from './demonstration/simulated-hall.ts';
import { ticketRowsOf } from './demonstration/ticket-rows.ts';
import { visitRowsOf, type CustomersOfDay } from './demonstration/visit-rows.ts';
import { hasBranch, insertBranch } from './setup-store.ts';
import type { StaffParts } from './staff-parts.ts';
import { tradeCatalogue } from './trade-catalogue.ts';

type Accounts = BranchOutputs['setup']['createDemonstration']['accounts'];

const minute = 60_000;
const day = 24 * 60 * minute;

export const demonstrationBranchName = '城东供电营业厅';
const customerCount = 2000;
const keyAccountCount = 40;
/** Today's and the earlier days' customers come from these first ones, so that many have been here before. */
const regulars = 420;
/** Four weeks: as long as a measure's effect is compared with. */
const earlierDays = 20;
/** Tried at many times of day: from here a morning that shows all it should is found soonest. */
const usualSeed = 900;

/**
 * Fills an empty branch with the demonstration: a power company's hall with a morning in progress, whatever time it is.
 * The same seed and time give the same hall. Everybody signs in with the same password, which is no secret.
 */
export async function fillDemonstration(parts: StaffParts, seed = usualSeed): Promise<{ accounts: Accounts }> {
  const now = parts.clock.now();
  const timeZone = demonstrationZone(now);
  const catalogue = tradeCatalogue('power');
  const random = seededRandom(seed);
  const opensAt = now - morning.lastsMinutes * minute;
  const madeAt = opensAt - 30 * day;
  // Before the transaction: hashing is slow by design and the dictionary long, and the writer must not wait for either.
  const [passwordHashes] = await Promise.all([Promise.all(demonstrationAccounts.map(() => parts.hasher.hash(demonstrationPassword))), loadCaseWords()]);

  await parts.database.change(async tx => {
    if (await hasBranch(tx)) refuse('ALREADY_SET_UP');
    await insertBranch(tx, { name: demonstrationBranchName, trade: 'power', timeZone, isDemonstration: true }, madeAt);
    await insertDefaultPurposes(tx, 'power');
    await insertDefaultCatalogue(tx, 'power');
    const { reportClassId } = await insertDefaultClasses(tx, 'power');
    await insertDefaultDeadlineTable(tx, 'power', reportClassId);
    const people = await insertPeople(tx, passwordHashes, madeAt, opensAt);

    const moments = { madeAt, closedSinceAt: madeAt, opensAt: (number: number) => windowOpensAt(opensAt, number), trainingFromAt: now - morning.trainingForMinutes * minute };
    const hall = hallRowsOf(catalogue, moments, people, random);
    await insertInSets(tx, services, hall.services);
    await insertInSets(tx, businessTypes, hall.businessTypes);
    await insertInSets(tx, windows, hall.windows);
    await insertInSets(tx, windowServices, hall.windowServices);
    await tx.insert(stations).values({ id: hall.ids.kioskId, name: '大厅取号机', kind: 'kiosk', isLocal: false, enrolledAt: madeAt, isRevoked: true });

    const customers = inventCustomers(random, customerCount, keyAccountCount, new Date(now).getUTCFullYear()).map(customer => ({ ...customer, id: random.id(madeAt), createdAt: madeAt }));
    const customerIds = await insertCustomers(tx, customers);

    const managerId = people.get('chenjing')?.id ?? '';
    for (const [index, at] of workdaysBefore(opensAt, earlierDays, timeZone).entries()) {
      const past = pastDay(catalogue.services, at, seed + index - earlierDays);
      const closedAt = pastDayClosesAt(at);
      const businessDate = businessDateOf(at, timeZone);
      await insertDay(tx, past, { businessDate, hall: hall.ids, customers: customersOfDay(customerIds, past.random) });
      await insertInSets(tx, windowEvents, windowEventsOf(hall.ids, businessDate, { opensAt: at, trainingFromAt: null, closesAt: closedAt }, past.random));
      await tx.insert(businessDays).values({ businessDate, closedAt, closedBy: managerId, expired: 0 });
    }

    const today = presentDay(catalogue.services, now, seed);
    const businessDate = businessDateOf(now, timeZone);
    await insertDay(tx, today, { businessDate, hall: hall.ids, customers: customersOfDay(customerIds, today.random) });
    await insertInSets(tx, windowEvents, windowEventsOf(hall.ids, businessDate, { opensAt, trainingFromAt: moments.trainingFromAt, closesAt: null }, today.random));
    await insertArchive(tx, { random, subjects: customers.slice(0, keyAccountCount + 2 * regulars), people, today: businessDate, madeAt, now });
    await insertNotices(tx, { random, people, today: businessDate, opensAt });
    await insertComplaints(tx, { random, people, customers: customers.slice(keyAccountCount), timeZone, now });
    await insertSatisfaction(tx, { random, people, today: businessDate, madeAt, now });
    await insertCases(tx, { random, people, timeZone, now });
    await insertAppointments(tx, { random, timeZone, now });
  });

  await parts.reloadBranch();
  return { accounts: demonstrationAccounts.map(account => ({ ...account, password: demonstrationPassword })) };
}

/** Accounts; those at work signed in this morning. Answers who has which login name. */
async function insertPeople(tx: Transaction, passwordHashes: string[], madeAt: number, opensAt: number): Promise<Map<string, { id: string; name: string }>> {
  const people = new Map<string, { id: string; name: string }>();
  const atWork = new Set(hallWindows.map(window => window.clerk));
  for (const [index, { loginName, name, roles }] of demonstrationAccounts.entries()) {
    const passwordHash = passwordHashes[index];
    if (passwordHash === undefined) throw new Error('an account without a password');
    const id = await insertAccount(tx, { loginName, name, roles, passwordHash, mustChangePassword: false }, madeAt);
    people.set(loginName, { id, name });
    await recordStaffEvents(tx, [{ at: madeAt, staffId: id, kind: 'added', details: { roles } }]);
    if (!atWork.has(loginName)) continue;
    const signedInAt = opensAt - (index + 1) * minute;
    await saveSignIn(tx, id, signedInAt);
    await recordStaffEvents(tx, [{ at: signedInAt, staffId: id, kind: 'signedIn' }]);
  }
  return people;
}

interface DayAround { businessDate: string; hall: HallIds; customers: CustomersOfDay }

async function insertDay(tx: Transaction, { tickets: simulated, random }: { tickets: SimulatedTicket[]; random: SeededRandom }, around: DayAround): Promise<void> {
  const day = ticketRowsOf(simulated, around.businessDate, around.hall, random);
  const served = visitRowsOf(day, around.hall, around.customers, random);
  await insertInSets(tx, tickets, day.tickets.map(({ row }) => row));
  await insertInSets(tx, ticketEvents, day.events);
  await insertInSets(tx, ticketNumbers, day.numbers);
  await insertInSets(tx, visits, served.visits);
  await insertInSets(tx, visitItems, served.items);
}

/** The regulars in an order of chance, each at most once a day. */
function customersOfDay(customerIds: string[], random: SeededRandom): CustomersOfDay {
  const shuffled = (ids: string[]) => ids.map(id => ({ id, place: random.fraction() })).sort((one, other) => one.place - other.place).map(({ id }) => id);
  const keyAccounts = shuffled(customerIds.slice(0, keyAccountCount));
  const persons = shuffled(customerIds.slice(keyAccountCount, keyAccountCount + regulars));
  const take = (left: string[]) => {
    const id = left.pop();
    if (id === undefined) throw new Error('more customers came than there are');
    return id;
  };
  return { takePerson: () => take(persons), takeKeyAccount: () => take(keyAccounts) };
}
