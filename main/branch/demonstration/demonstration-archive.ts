import { asc, eq, isNotNull } from 'drizzle-orm';
import { addDays } from '../../../shared/calendar.ts';
import { appendEntries, type NewLogEntry } from '../../access-log/access-log-store.ts';
import { archiveHolds } from '../../archive/archive-schema.ts';
import { changeFiles, insertFiles } from '../../archive/archive-store.ts';
import { listCategories, listLevels, listRetentionClasses, listShelves } from '../../archive/catalogue-store.ts';
import { archiveLoans } from '../../archive/lending-schema.ts';
import { archiveLooks } from '../../archive/looks-schema.ts';
import { listPurposes } from '../../archive/looks-store.ts';
import type { Looker } from '../../archive/look-entries.ts';
import { visits } from '../../counter/counter-schema.ts';
import type { Queries, Transaction } from '../../database/database.ts';
import { tickets } from '../../queue/queue-schema.ts';
import { maskName } from '../../text/masking.ts';
import { insertProposal } from './demonstration-destruction.ts';
import { insertInSets } from './insert-in-sets.ts';
import { inventFiles, type CatalogueIds, type FileSubject } from './invented-files.ts';
import { demonstrationZone, workdaysBefore } from './demonstration-time.ts';
import type { SeededRandom } from './seeded-random.ts';

interface Person { id: string; name: string }

export interface ArchiveScene {
  random: SeededRandom;
  subjects: readonly FileSubject[];
  people: ReadonlyMap<string, Person>;
  /** `YYYY-MM-DD` */
  today: string;
  madeAt: number;
  now: number;
}

type DemonstrationFile = ReturnType<typeof inventFiles>[number];

const minute = 60_000;
const day = 24 * 60 * minute;
const proposedFiles = 6;
const lentEver = 14;
/** Every so manieth identified visit needed a look into the file. */
const looksEvery = 4;
/** Looks of so many workdays, from the hall's opening: the entries of the destruction's proposal are older, and a log is written in order. */
const looksDays = 4;
const looksBeginBefore = 3 * 60 * minute;

const borrowers = [
  ['周海峰', '营销部电费账务班', '内线 6021'], ['郑雅琴', '计量室', '内线 6133'], ['马俊', '用电检查班', '内线 6208'], ['高翔', '客户服务中心', '内线 6050'], ['林慧', '审计部', '内线 6402'],
] as const;

/** The archive of the demonstration: files, a proposal to destroy some, the looks of the last days with their entries, loans, a hold. */
export async function insertArchive(tx: Transaction, scene: ArchiveScene): Promise<void> {
  const { random, subjects, today, madeAt } = scene;
  const files = inventFiles(random, subjects, await catalogueIds(tx), today, madeAt);
  await insertFiles(tx, files);
  await insertDestructionProposal(tx, scene, files);
  await insertLooks(tx, scene, files);
  await insertLoans(tx, scene, files);
}

/** Files past their retention that nobody borrows and no court keeps. */
async function insertDestructionProposal(tx: Transaction, { random, people, today, now }: ArchiveScene, files: readonly DemonstrationFile[]): Promise<void> {
  const taken = new Set([heldFile(files), ...lentFiles(files)]);
  const ended = ordinaryFiles(files).filter(file => !taken.has(file) && file.retentionEndsOn !== null && file.retentionEndsOn < today);
  const chosen = ended.toSorted((one, other) => one.archiveNumber.localeCompare(other.archiveNumber)).slice(-proposedFiles);
  const looker = (loginName: string): Looker => {
    const person = people.get(loginName);
    if (!person) throw new Error(`the demonstration has no ${loginName}`);
    return { staffId: person.id, name: person.name, roles: ['archivist'], sessionId: random.id(now), stationId: null };
  };
  await insertProposal(tx, { random, proposedBy: looker('songjia'), signedBy: looker('dengyuhong'), now }, chosen);
}

async function catalogueIds(reader: Queries): Promise<CatalogueIds> {
  const categories = await listCategories(reader);
  const levels = (await listLevels(reader)).toSorted((one, other) => one.rank - other.rank);
  const classes = await listRetentionClasses(reader);
  const kept = (years: number | null) => classes.find(each => each.years === years)?.id ?? '';
  return {
    categories: new Map(categories.map(({ code, id }) => [code, id])),
    shelves: (await listShelves(reader)).map(({ id }) => id),
    levels: levels.map(({ id }) => id),
    retention: [kept(null), kept(30), kept(10)],
  };
}

/** Looks during visits, as their business needed them, and the few that somebody should ask about. */
async function insertLooks(tx: Transaction, { random, people, now }: ArchiveScene, files: readonly DemonstrationFile[]): Promise<void> {
  const names = new Map([...people.values()].map(({ id, name }) => [id, name]));
  const fileOf = new Map(files.map(file => [file.customerId, file]));
  const purposes = (await listPurposes(tx)).filter(({ bases, fields }) => bases.includes('ticket') && fields.includes('name'));
  const served = await tx.select({ at: visits.startedAt, staffId: visits.staffId, windowId: visits.windowId, customerId: visits.customerId, ticketId: visits.ticketId, number: tickets.number })
    .from(visits).innerJoin(tickets, eq(tickets.id, visits.ticketId)).where(isNotNull(visits.customerId)).orderBy(asc(visits.startedAt));

  const [fromAt = now] = workdaysBefore(now - looksBeginBefore, looksDays, demonstrationZone(now));
  const looks = served.filter(({ at }) => at >= fromAt).filter((_, index) => index % looksEvery === 0).flatMap(visit => {
    const file = fileOf.get(visit.customerId);
    return file ? [{ at: visit.at + random.between(1, 4) * minute, staffId: visit.staffId, file, purpose: random.pick(purposes), visit }] : [];
  });
  const clerkId = people.get('wanglei')?.id ?? '';
  const [neighbour, ...others] = files.filter(({ customerId }) => !served.some(visit => visit.customerId === customerId));
  const byChangeForm = (at: number, file: DemonstrationFile | undefined) => file ? [{ at, staffId: clerkId, file, purpose: random.pick(purposes), visit: null }] : [];
  const odd = [...byChangeForm(now - 2 * day - 20 * minute, neighbour), ...byChangeForm(now - day - 35 * minute, neighbour), ...byChangeForm(now - 50 * minute, neighbour), ...byChangeForm(now - day - 90 * minute, others[7])];

  const all = [...looks, ...odd].filter(({ at }) => at < now).toSorted((one, other) => one.at - other.at);
  const entries = all.map(({ at, staffId, file, purpose, visit }): NewLogEntry => ({
    at, staffId, role: 'clerk', stationId: null, windowId: visit?.windowId ?? null, action: 'view', outcome: 'done', fileId: file.id, customerId: file.customerId,
    purpose: purpose.code, basis: visit ? { kind: 'ticket', id: visit.ticketId } : { kind: 'changeForm', id: null }, fields: purpose.fields,
    detail: { staffName: names.get(staffId), fileNumber: file.archiveNumber, customerName: maskName(file.subjectName), basisWords: visit?.number ?? `BG-${random.between(100, 999)}` },
  }));
  const seqs = await appendEntries(tx, entries);
  await insertInSets(tx, archiveLooks, all.map(({ at, staffId, file, purpose, visit }, index) => ({
    id: random.id(at), logSeq: seqs[index] ?? 0, staffId, sessionId: random.id(at), fileId: file.id, customerId: null,
    purposeCode: purpose.code, purposeNameZh: purpose.nameZh, purposeNameEn: purpose.nameEn, basisKind: visit ? 'ticket' as const : 'changeForm' as const,
    fields: purpose.fields, openedAt: at, expiresAt: at + purpose.minutes * minute, closedAt: at + random.between(1, purpose.minutes) * minute, isBreakGlass: false,
  })));
}

/** Loans out (some overdue, one due today) and back, and one file kept from destruction by a hold. */
async function insertLoans(tx: Transaction, { random, people, today, now, madeAt }: ArchiveScene, files: readonly DemonstrationFile[]): Promise<void> {
  const archivist = people.get('songjia');
  const manager = people.get('chenjing');
  if (!archivist || !manager) throw new Error('the demonstration has no archivist or no manager');
  const dueIn = [-6, -2, 0, 1, 3, 5, 8, 12, 16, 20];
  const loans = lentFiles(files).map((file, index) => {
    const [borrowerName, borrowerUnit, borrowerContact] = borrowers[index % borrowers.length] ?? borrowers[0];
    const due = dueIn[index - 4];
    const lentAt = due === undefined ? madeAt + (index + 1) * day : now - (21 - due) * day;
    return {
      id: random.id(lentAt), fileId: file.id, borrowerName, borrowerUnit, borrowerContact, isOutsideCompany: false,
      reason: random.pick(['核对历史电费', '计量纠纷核查', '用电检查', '合同续签比对', '审计抽查']), limits: random.pick(['', '只限查阅，不得复印', '可复印合同页']), approvedByNames: [],
      lentBy: archivist.id, lentByName: archivist.name, lentAt, dueOn: addDays(today, due ?? -10), isDueByCalendar: false, renewals: 0, lastRemindedAt: due === -6 ? now - 2 * day : null,
      ...(due === undefined
        ? { returnedAt: lentAt + 6 * day, returnCondition: 'good' as const, returnWords: '', receivedByName: archivist.name }
        : { returnedAt: null }),
    };
  }).toSorted((one, other) => one.lentAt - other.lentAt);
  const ordinals = new Map<number, number>();
  await insertInSets(tx, archiveLoans, loans.map(loan => {
    const year = new Date(loan.lentAt).getUTCFullYear();
    ordinals.set(year, (ordinals.get(year) ?? 0) + 1);
    return { ...loan, year, ordinal: ordinals.get(year) ?? 1 };
  }));
  await changeFiles(tx, loans.filter(({ returnedAt }) => returnedAt === null).map(({ fileId }) => fileId), { state: 'lent' }, now);
  const held = heldFile(files);
  if (held) await tx.insert(archiveHolds).values({ id: random.id(now), fileId: held.id, reason: '欠费诉讼取证', authority: '城东区人民法院', placedAt: now - 12 * day, placedBy: manager.id });
}

/** Those of the lowest level. */
function ordinaryFiles(files: readonly DemonstrationFile[]): DemonstrationFile[] {
  return files.filter(({ levelEndsOn }) => levelEndsOn === null);
}

function lentFiles(files: readonly DemonstrationFile[]): DemonstrationFile[] {
  return ordinaryFiles(files).filter((_, index) => index % 17 === 5).slice(0, lentEver);
}

function heldFile(files: readonly DemonstrationFile[]): DemonstrationFile | undefined {
  return ordinaryFiles(files)[3];
}
