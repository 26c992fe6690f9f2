import { createHash } from 'node:crypto';
import type { ComparisonCertificate } from '../../shared/console-verification.ts';
import { keyIdOf, signatureLine } from '../access-log/signed-note.ts';
import type { HeadquartersKey } from './headquarters-key.ts';

// The certificate of a comparison: a signed note, as docs/sync-protocol.md says.

export interface ComparedPart { table: string; day: string; at: number; upToSeq: number; rowsAtBranch: number; digestAtBranch: string; rowsHere: number; digestHere: string }

type Facts = Pick<ComparisonCertificate, 'branch' | 'held' | 'witnessed' | 'refused' | 'madeAt'>;

/** Signs what was compared; `parts` in the order of their tables and names, at least one. */
export function certify(facts: Facts, parts: readonly ComparedPart[], { name, key }: { name: string; key: HeadquartersKey }): ComparisonCertificate {
  const [times, sequences] = [parts.map(({ at }) => at), parts.map(({ upToSeq }) => upToSeq)];
  const within = { comparedFrom: Math.min(...times), comparedTo: Math.max(...times), firstUpTo: Math.min(...sequences), lastUpTo: Math.max(...sequences) };
  const tables = tablesOf(parts);
  const text = certificateText({ ...facts, ...within, tables }, name);
  const keyId = keyIdOf(name, 0x01, key.publicKey);
  const note = `${text}\n${signatureLine(name, keyId, key.sign(Buffer.from(text, 'utf8')))}`;
  return { ...facts, ...within, tables, note, keyName: name, keyId, publicKey: key.publicKey.toString('base64') };
}

function tablesOf(parts: readonly ComparedPart[]): ComparisonCertificate['tables'] {
  return [...new Set(parts.map(({ table }) => table))].map(table => {
    const own = parts.filter(part => part.table === table);
    const side = (rows: 'rowsAtBranch' | 'rowsHere', digest: 'digestAtBranch' | 'digestHere') => {
      const held = own.filter(part => part[rows] > 0);
      return { rows: held.reduce((sum, part) => sum + part[rows], 0), digest: createHash('sha256').update(held.map(part => `${part.day} ${part[rows]} ${part[digest]}\n`).join('')).digest('hex') };
    };
    const [branch, here] = [side('rowsAtBranch', 'digestAtBranch'), side('rowsHere', 'digestHere')];
    return { table, rowsAtBranch: branch.rows, digestAtBranch: branch.digest, rowsHere: here.rows, digestHere: here.digest, isSame: branch.digest === here.digest };
  });
}

function certificateText({ branch, held, witnessed, refused, madeAt, comparedFrom, comparedTo, firstUpTo, lastUpTo, tables }: Omit<ComparisonCertificate, 'note' | 'keyName' | 'keyId' | 'publicKey'>, headquarters: string): string {
  const time = (at: number) => new Date(at).toISOString();
  return [
    'branch-desk/comparison/1',
    `headquarters ${headquarters}`,
    `branch ${branch.id} ${branch.name.replaceAll(/\s+/gu, ' ')}`,
    `epoch ${branch.epoch}`,
    `made ${time(madeAt)} compared ${time(comparedFrom)} ${time(comparedTo)}`,
    `changes ${firstUpTo} ${lastUpTo}`,
    witnessed ? `witnessed ${witnessed.size} ${witnessed.root} ${time(witnessed.at)}${witnessed.sinceAt === null ? '' : ` since ${time(witnessed.sinceAt)}`}` : 'witnessed 0',
    ...(refused ? [`refused ${refused.reason} ${time(refused.at)}`] : []),
    `held ${held}`,
    ...tables.map(each => `table ${each.table} ${each.isSame ? 'same' : `differing ${each.rowsAtBranch} ${each.digestAtBranch}`} ${each.rowsHere} ${each.digestHere}`),
    '',
  ].join('\n');
}
