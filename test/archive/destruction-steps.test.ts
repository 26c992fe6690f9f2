import fc from 'fast-check';
import { expect, test } from 'vitest';
import { destructionSteps } from '../../shared/lending.ts';
import { isRefusal } from '../../shared/errors.ts';
import { roles, rolesAreSeparated, type Role } from '../../shared/staff.ts';
import type { Person } from '../../main/archive/approvals-needed.ts';
import { checkMayCarryOut, stateAfterSignature, type Proposal } from '../../main/archive/destruction-steps.ts';

const someRoles = fc.subarray([...roles], { minLength: 1 }).filter(rolesAreSeparated);
const attempt = fc.record({ step: fc.constantFrom(...destructionSteps), who: fc.integer({ min: 0, max: 6 }), isApproved: fc.integer({ min: 0, max: 11 }).map(die => die > 0) });
const house = fc.array(someRoles, { minLength: 7, maxLength: 7 }).map(all => all.map((held, at): Person => ({ staffId: String(at), name: String(at), roles: held })));

function orRefused<Result>(run: () => Result): Result | null {
  try {
    return run();
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

test('nothing is destroyed without three different people in order, a fourth who proposed and two more who watch, whatever is tried', () => {
  let carriedOut = 0;
  fc.assert(fc.property(house, fc.array(attempt, { maxLength: 60, size: 'max' }), fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 3 }), (people, attempts, last) => {
    const person = (at: number): Person => people[at] ?? { staffId: 'nobody', name: 'nobody', roles: ['clerk'] };
    const proposal: Proposal & { approvals: Proposal['approvals'][number][] } = { state: 'proposed', proposedBy: '0', approvals: [] };
    for (const { step, who, isApproved } of attempts) {
      const state = orRefused(() => stateAfterSignature(proposal, { step, signer: person(who), isApproved }));
      if (state === null) continue;
      proposal.approvals = [...proposal.approvals, { step, staffId: String(who), isApproved }];
      proposal.state = state;
    }
    const [executor = 0, one = 0, other = 0] = last;
    const isDone = orRefused(() => { checkMayCarryOut(proposal, person(executor), [person(one), person(other)]); return true; }) ?? false;
    if (!isDone) return;
    carriedOut += 1;
    const signers = proposal.approvals.map(({ staffId }) => staffId);
    expect(proposal.approvals.map(({ step, isApproved }) => `${step} ${isApproved}`)).toEqual(destructionSteps.map(step => `${step} true`));
    expect(new Set([proposal.proposedBy, ...signers]).size).toBe(4);
    expect(new Set([executor, one, other]).size).toBe(3);
    const mayLead: Role = 'manager';
    for (const staffId of signers.slice(1)) expect(person(Number(staffId)).roles).toContain(mayLead);
  }), { numRuns: 200, seed: 20260302 });
  // A law about nothing would hold as well.
  expect(carriedOut).toBeGreaterThan(0);
});
