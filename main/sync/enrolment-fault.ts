import { branchErrors, refuse } from '../../shared/errors.ts';
import { LineAway } from './carry.ts';
import { HeadquartersRefusal } from './headquarters-calls.ts';

/** Refuses with what kept headquarters from taking this machine in; a fault that is not of the line passes through. Errors: ENROLMENT_FAILED. */
export function refuseEnrolment(error: unknown): never {
  if (error instanceof LineAway) return refuse('ENROLMENT_FAILED', { reason: error.reason === 'otherCertificate' ? 'OTHER_CERTIFICATE' : 'LINE_AWAY' });
  if (!(error instanceof HeadquartersRefusal)) throw error;
  const reason = branchErrors.ENROLMENT_FAILED.data.shape.reason.safeParse(error.code);
  return refuse('ENROLMENT_FAILED', { reason: reason.success ? reason.data : 'HEADQUARTERS_FAULT' });
}
