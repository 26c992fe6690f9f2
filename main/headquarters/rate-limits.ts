import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuseAtHeadquarters } from '../../shared/headquarters-errors.ts';

/** Requests a minute. One branch that sends what gathered in a week needs some hundred. */
export interface RateLimits {
  /** of one branch, whatever its address: many stand behind one */
  perBranch: number;
  /** of one person signed in */
  perStaff: number;
  /** of an address: enrolling, signing in, and whatever comes without a token we know */
  perStranger: number;
}

export const usualRateLimits: RateLimits = { perBranch: 600, perStaff: 600, perStranger: 60 };

/** Refuses who asks too often. Counted in each instance by itself. Errors: SLOW_DOWN. */
export function rateLimits(app: FastifyInstance, { perBranch, perStaff, perStranger }: RateLimits): (request: FastifyRequest) => Promise<void> {
  const limiter = (max: number, keyOf: (request: FastifyRequest) => string) => app.createRateLimit({ max, timeWindow: 60_000, keyGenerator: keyOf });
  // Many small files must not keep a branch's changes waiting: they are counted by themselves.
  const ofBranch = limiter(perBranch, request => `${request.caller.branch?.branchId} ${request.url.startsWith('/sync/v1/files') ? 'files' : ''}`);
  const ofStaff = limiter(perStaff, request => request.caller.staff?.staffId ?? '');
  const ofStranger = limiter(perStranger, request => request.ip);
  return async request => {
    const { branch, staff } = request.caller;
    const verdict = await (branch ? ofBranch : staff ? ofStaff : ofStranger)(request);
    if (!verdict.isAllowed && verdict.isExceeded) refuseAtHeadquarters('SLOW_DOWN', { seconds: verdict.ttlInSeconds });
  };
}
