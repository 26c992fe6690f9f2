import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import { syncProtocol } from '../../shared/sync.ts';
import { migrations } from '../database/migrations.ts';

/** The branch's schema this program was built with: how many migrations it has. Rows of every version up to it are understood. */
export const schemaVersion = migrations.length;

/** Whether a branch of these versions is understood, by who knows schemas up to `newestSchema`. Errors: PROTOCOL_TOO_OLD, HEADQUARTERS_OLDER. */
export function checkVersions({ newestSchema }: { newestSchema: number }, { protocol = syncProtocol, schema = 0 }: { protocol?: number; schema?: number }): void {
  if (!(protocol >= syncProtocol)) refuseAtHeadquarters('PROTOCOL_TOO_OLD', { least: syncProtocol });
  if (protocol > syncProtocol || schema > newestSchema) refuseAtHeadquarters('HEADQUARTERS_OLDER', { schema: newestSchema });
}
