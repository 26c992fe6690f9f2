import { readFile } from 'node:fs/promises';
import type { LogFilter } from '../../shared/access-log.ts';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { refuse } from '../../shared/errors.ts';
import { longestLogExport } from '../../shared/access-log.ts';
import type { PresentBranch } from '../branch/branch-parts.ts';
import type { Caller } from '../branch/caller.ts';
import type { Queries } from '../database/database.ts';
import { listStations } from '../stations/stations-store.ts';
import { logThenReveal, type CommittedEntry } from './access-log-store.ts';
import { appendCallersEntry } from './caller-entry-store.ts';
import { auditEventOf, bundleEntry, bundleFrame } from './fhir-audit-event.ts';
import { csvHead, csvRow } from './log-csv.ts';
import { exportLog, type LogFileParts } from './log-files-store.ts';
import { allStaffNames } from './log-figures-store.ts';
import { countEntries, readEntries, windowNumbers } from './log-reading-store.ts';

const entriesAtOnce = 1000;

/**
 * The file the auditor takes away. The export is an entry of its own, with its filter, before anything is read.
 * Errors: LOG_EXPORT_TOO_LARGE, LOG_UNAVAILABLE.
 */
export async function exportEntries(parts: LogFileParts, context: Caller, { format, language, ...filter }: BranchInputs['accessLog']['export']): Promise<File> {
  const { database, clock } = parts;
  const branch = parts.branch() ?? refuse('NOT_SET_UP');
  const at = clock.now();
  const name = `access-log-${businessDateOf(at, branch.timeZone)}`;
  const log = async (tx: Parameters<typeof appendCallersEntry>[0]) => {
    if (format !== 'log' && await countEntries(tx, filter, longestLogExport) > longestLogExport) refuse('LOG_EXPORT_TOO_LARGE', { maxEntries: longestLogExport });
    const seq = await appendCallersEntry(tx, context, { action: 'exportLog', as: ['auditor'], at, detail: { facts: { format, ...factsOf(filter) } } });
    return { seq, found: null };
  };

  if (format === 'log') {
    await logThenReveal(database, log, async () => null);
    const { file, remove } = await exportLog(parts);
    try {
      return new File([await readFile(file)], `${name}.jsonl`, { type: 'application/jsonl' });
    } finally {
      await remove();
    }
  }
  return logThenReveal(database, log, async (reader, committed) => {
    const pieces = format === 'csv' ? await csvPieces(reader, committed, filter, language, branch) : await fhirPieces(reader, committed, filter, branch, at);
    return format === 'csv' ? new File(pieces, `${name}.csv`, { type: 'text/csv' }) : new File(pieces, `${name}.fhir.json`, { type: 'application/fhir+json' });
  });
}

/** The filter as the entry keeps it: which part of the log somebody read. */
export function factsOf(filter: LogFilter): Record<string, string | number> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

async function csvPieces(reader: Queries, committed: CommittedEntry, filter: LogFilter, language: 'zh-CN' | 'en', { timeZone }: PresentBranch): Promise<string[]> {
  const around = {
    timeZone, windowNumbers: await windowNumbers(reader), staffNames: await allStaffNames(reader),
    stationNames: new Map((await listStations(reader)).map(({ id, name }) => [id, name])),
  };
  const pieces = [csvHead(language)];
  for await (const entries of pagesOf(reader, committed, filter)) pieces.push(entries.map(entry => csvRow(entry, language, around)).join(''));
  return pieces;
}

async function fhirPieces(reader: Queries, committed: CommittedEntry, filter: LogFilter, { id, name }: PresentBranch, at: number): Promise<string[]> {
  const { before, after } = bundleFrame(at);
  const pieces = [before];
  for await (const entries of pagesOf(reader, committed, filter)) {
    pieces.push((pieces.length > 1 ? ',' : '') + entries.map(entry => bundleEntry(auditEventOf(entry, { branchId: id, branchName: name }))).join(','));
  }
  return [...pieces, after];
}

async function* pagesOf(reader: Queries, committed: CommittedEntry, filter: LogFilter) {
  for (let beforeSeq = Number.MAX_SAFE_INTEGER; ;) {
    const entries = await readEntries(reader, committed, filter, { beforeSeq, limit: entriesAtOnce });
    const last = entries.at(-1);
    if (last) yield entries;
    if (!last || entries.length < entriesAtOnce) return;
    beforeSeq = last.seq;
  }
}
