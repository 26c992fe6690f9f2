import { logSize, StoredTree } from '../../access-log/access-log-tree-store.ts';
import { rootIfWhole } from '../../access-log/log-anchor-store.ts';
import type { Queries } from '../../database/database.ts';

/**
 * How the access log that came back stands to what headquarters last signed of it: `shorter`: entries it had signed the tree of were
 * lost with the machine; `differs`: it is not that log.
 */
export async function fitOfLog(reader: Queries, witnessed: { size: number; root: string } | null): Promise<'fits' | 'shorter' | 'differs'> {
  if (!witnessed) return 'fits';
  if (await logSize(reader) < witnessed.size) return 'shorter';
  return (await rootIfWhole(new StoredTree(reader), witnessed.size)).toString('base64') === witnessed.root ? 'fits' : 'differs';
}
