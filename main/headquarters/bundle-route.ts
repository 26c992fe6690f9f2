import type { FastifyInstance } from 'fastify';
import { bundlePath, longestBundleBytes } from '../../shared/console-bundle.ts';
import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';
import { staffOf } from './caller.ts';
import type { HeadquartersParts } from './headquarters-parts.ts';
import type { Ingest } from './ingest.ts';
import { bundleReader } from './read-bundle.ts';

/** A file from a stick, for administrators at the console. Errors: as read-bundle.ts; NOT_SIGNED_IN, PASSWORD_CHANGE_REQUIRED, NOT_ALLOWED. */
export async function bundleRoute(app: FastifyInstance, parts: HeadquartersParts, take: Ingest): Promise<void> {
  const readBundle = bundleReader(parts, take);
  await app.register(async scope => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: longestBundleBytes }, (_, body, done) => { done(null, body); });
    scope.post<{ Params: { branchId: string } }>(bundlePath(':branchId').replace('%3A', ':'), {
      // Before the body is read: a stranger's 72 MB are not.
      async onRequest(request) {
        const { roles, mustChangePassword } = staffOf(request.caller);
        if (mustChangePassword) refuseAtHeadquarters('PASSWORD_CHANGE_REQUIRED');
        if (!roles.includes('administrator')) refuseAtHeadquarters('NOT_ALLOWED');
      },
    }, request => readBundle(request.params.branchId, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0), staffOf(request.caller)));
  });
}
