import type { LogAction, LogEntry } from '../../shared/access-log.ts';

/**
 * Entries as HL7 FHIR R4 (4.0.1) AuditEvent resources, for the audit record repositories of other houses:
 * https://hl7.org/fhir/R4/auditevent.html. What FHIR has no code for is given under `urn:branch-desk:…`.
 */

/** The branch whose log it is: the observer of every event. */
export interface Observer { branchId: string; branchName: string }

interface Coding { system: string; code: string; display?: string }
interface Reference { identifier: { system: string; value: string }; display?: string }
interface Detail { type: string; valueString: string }

const terminology = 'http://terminology.hl7.org/CodeSystem';
const lifecycle = `${terminology}/iso-21089-lifecycle`;
const dicom = 'http://dicom.nema.org/resources/ontology/DCM';
const ours = (system: string) => `urn:branch-desk:${system}`;

/** The kind of event (value set audit-event-type: ISO 21089 life cycle and DICOM audit events) and C, R, U, D or E. */
const kinds: Record<LogAction, readonly [type: Coding, action: 'C' | 'R' | 'U' | 'D' | 'E']> = {
  search: [{ system: dicom, code: '110112', display: 'Query' }, 'E'],
  view: [{ system: lifecycle, code: 'access' }, 'R'], viewScan: [{ system: lifecycle, code: 'access' }, 'R'], unmask: [{ system: lifecycle, code: 'access' }, 'R'],
  breakGlass: [{ system: lifecycle, code: 'access' }, 'R'], traceShown: [{ system: lifecycle, code: 'disclose' }, 'R'],
  print: [{ system: lifecycle, code: 'report' }, 'R'], export: [{ system: dicom, code: '110106', display: 'Export' }, 'R'],
  lend: [{ system: lifecycle, code: 'disclose' }, 'U'], renew: [{ system: lifecycle, code: 'disclose' }, 'U'], takeBack: [{ system: lifecycle, code: 'receive' }, 'U'],
  approve: [{ system: lifecycle, code: 'attest' }, 'E'], refuse: [{ system: lifecycle, code: 'attest' }, 'E'], reviewBreakGlass: [{ system: lifecycle, code: 'attest' }, 'E'],
  quarterlyReview: [{ system: lifecycle, code: 'verify' }, 'E'], clearFlag: [{ system: lifecycle, code: 'attest' }, 'E'],
  file: [{ system: lifecycle, code: 'originate' }, 'C'], change: [{ system: lifecycle, code: 'amend' }, 'U'], changeLevel: [{ system: lifecycle, code: 'amend' }, 'U'], release: [{ system: lifecycle, code: 'amend' }, 'U'],
  hold: [{ system: lifecycle, code: 'hold' }, 'U'], proposeDestruction: [{ system: lifecycle, code: 'destroy' }, 'E'], destroy: [{ system: lifecycle, code: 'destroy' }, 'D'],
  readLog: [{ system: dicom, code: '110101', display: 'Audit Log Used' }, 'R'], exportLog: [{ system: dicom, code: '110101', display: 'Audit Log Used' }, 'R'],
  verifyLog: [{ system: dicom, code: '110101', display: 'Audit Log Used' }, 'E'], checkpoint: [{ system: dicom, code: '110101', display: 'Audit Log Used' }, 'C'],
  clockWentBack: [{ system: dicom, code: '110113', display: 'Security Alert' }, 'E'],
};

/** One entry as an AuditEvent. */
export function auditEventOf(entry: LogEntry, { branchId, branchName }: Observer) {
  const { seq, at, action, outcome, purpose, detail } = entry;
  const [type, verb] = kinds[action];
  const code = detail?.facts?.code;
  return {
    resourceType: 'AuditEvent' as const,
    id: `${branchId}.${seq}`,
    type,
    subtype: [{ system: ours('log-action'), code: action }],
    action: verb,
    recorded: new Date(at).toISOString(),
    // 0: success; 4: minor failure, somebody was not let.
    outcome: outcome === 'done' ? '0' as const : '4' as const,
    ...(outcome === 'refused' && typeof code === 'string' ? { outcomeDesc: code } : {}),
    ...(purpose === null && action !== 'breakGlass' ? {} : { purposeOfEvent: [{ coding: purposeCodings(action, purpose) }] }),
    agent: [agentOf(entry)],
    source: { site: branchName, observer: { identifier: { system: ours('branch'), value: branchId }, display: branchName } },
    ...entitiesOf(entry),
  };
}

export type AuditEvent = ReturnType<typeof auditEventOf>;

/** What comes before the first and after the last event of a Bundle of type `collection`, so that it can be written in parts. */
export function bundleFrame(timestampAt: number): { before: string; after: string } {
  return { before: `{"resourceType":"Bundle","type":"collection","timestamp":"${new Date(timestampAt).toISOString()}","entry":[`, after: ']}' };
}

/** One entry of the Bundle; every resource in a collection needs an address of its own. */
export function bundleEntry(event: AuditEvent): string {
  return JSON.stringify({ fullUrl: `urn:branch-desk:audit-event:${event.id}`, resource: event });
}

function purposeCodings(action: LogAction, purpose: string | null): Coding[] {
  return [
    ...(action === 'breakGlass' ? [{ system: `${terminology}/v3-ActReason`, code: 'BTG', display: 'break the glass' }] : []),
    ...(purpose === null ? [] : [{ system: ours('purpose'), code: purpose }]),
  ];
}

function agentOf({ staffId, role, stationId, detail }: LogEntry) {
  if (staffId === null) return { who: { display: 'branch-desk' }, requestor: false };
  return {
    role: [{ coding: [{ system: ours('role'), code: role }] }],
    who: { identifier: { system: ours('staff'), value: staffId }, ...(detail?.staffName === undefined ? {} : { display: detail.staffName }) },
    requestor: true,
    // Type 1 is a machine's name.
    ...(stationId === null ? {} : { network: { address: stationId, type: '1' as const } }),
  };
}

function entitiesOf({ seq, fileId, customerId, windowId, basis, fields, detail }: LogEntry) {
  const details: Detail[] = [
    ...fields.map(field => ({ type: 'field', valueString: field })),
    ...(basis ? [{ type: `basis.${basis.kind}`, valueString: basis.id ?? basis.kind }] : []),
    ...(windowId === null ? [] : [{ type: 'window', valueString: windowId }]),
    ...(detail?.basisWords ? [{ type: 'basisWords', valueString: detail.basisWords }] : []),
    ...(detail?.words ? [{ type: 'words', valueString: detail.words }] : []),
    { type: 'sequence', valueString: String(seq) },
  ];
  const entities = [
    ...(fileId === null ? [] : [{
      what: referenceTo('file', fileId, detail?.fileNumber),
      type: { system: `${terminology}/audit-entity-type`, code: '2', display: 'System Object' },
      role: { system: `${terminology}/object-role`, code: '4', display: 'Domain Resource' },
    }]),
    ...(customerId === null ? [] : [{
      what: referenceTo('customer', customerId, detail?.customerName),
      type: { system: `${terminology}/audit-entity-type`, code: '1', display: 'Person' },
    }]),
    ...(detail?.query === undefined ? [] : [{
      type: { system: `${terminology}/audit-entity-type`, code: '2', display: 'System Object' },
      role: { system: `${terminology}/object-role`, code: '24', display: 'Query' },
      query: Buffer.from(detail.query, 'utf8').toString('base64'),
    }]),
  ];
  const [first, ...others] = entities.length > 0 ? entities : [{ type: { system: `${terminology}/audit-entity-type`, code: '2', display: 'System Object' } }];
  return { entity: [{ ...first, detail: details }, ...others] };
}

function referenceTo(kind: string, value: string, display: string | undefined): Reference {
  return { identifier: { system: ours(kind), value }, ...(display === undefined ? {} : { display }) };
}
