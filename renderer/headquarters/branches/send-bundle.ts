import { ORPCError } from '@orpc/client';
import { bundlePath, bundleRead, type BundleRead } from '../../../shared/console-bundle.ts';
import { consoleMark } from '../../../shared/headquarters-console.ts';

/** Sends a branch's file to headquarters. Throws what a call of the contract would. */
export async function sendBundle(branchId: string, file: File): Promise<BundleRead> {
  const answer = await fetch(bundlePath(branchId), { method: 'POST', body: file, headers: { 'content-type': 'application/octet-stream', ...consoleMark } });
  const said = await answer.json() as { code?: string; data?: unknown };
  if (!answer.ok) throw new ORPCError(said.code ?? 'FAULT', { status: answer.status, data: said.data, defined: true });
  return bundleRead.parse(said);
}
