import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { auditEventOf } from '../../main/access-log/fhir-audit-event.ts';
import { cell } from '../../main/access-log/log-csv.ts';
import { logActions } from '../../shared/access-log.ts';
import { aLogRoom, type LogRoom } from '../builders/a-log-room.ts';

let room: LogRoom;
beforeEach(async () => { room = await aLogRoom(); });
afterEach(() => room.close());

const exported = (format: 'csv' | 'fhirAuditEvent', language: 'zh-CN' | 'en' = 'zh-CN') => room.reading('auditor').export({ format, language });

describe('the log as a spreadsheet', () => {
  test('opens as UTF-8, in Chinese or English, with the entry in words', async () => {
    await room.look({ fileId: await room.file(), detail: { staffName: '李敏', fileNumber: 'G2026-1', customerName: '张*明', basisWords: 'A012' } });
    const file = await exported('csv');
    expect(file.name).toBe('access-log-2026-03-02.csv');
    const bytes = Buffer.from(await file.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, exporting, look] = bytes.toString('utf8').split('\r\n');
    expect(head).toContain('序号,时间,时间 (UTC),人员,岗位');
    expect(exporting).toContain('导出日志');
    expect(look).toContain('2026-03-02 09:00:00,2026-03-02T01:00:00.000Z,李敏,柜员,,1,查阅,完成,G2026-1,张*明,transferOfAccount,变更登记表,A012,name');
    expect((await (await exported('csv', 'en')).text()).split('\r\n').at(-2)).toContain('clerk,,1,Looked at,done');
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('a cell that begins as a formula, %j, is text to every spreadsheet', text => {
    expect(cell(text).replace(/^"/, '').startsWith("'")).toBe(true);
  });

  test('what somebody typed into the search field does not run on the auditor’s machine', async () => {
    await room.customersAs('clerk').find({ query: '=HYPERLINK("http://x","王芳")' });
    expect(await (await exported('csv')).text()).toContain(`"'=HYPERLINK(""http://x"",""王芳"")"`);
  });

  test('commas, quotes and lines inside a cell stay in it', () => {
    expect(cell('甲,乙 "丙"\n丁')).toBe('"甲,乙 ""丙""\n丁"');
    expect(cell('普通')).toBe('普通');
  });

  test('is an entry with its filter, and holds that entry', async () => {
    await room.reading('auditor').export({ format: 'csv', language: 'zh-CN', action: 'view' });
    expect(await room.log()).toMatchObject([{ action: 'exportLog', role: 'auditor', detail: { facts: { format: 'csv', action: 'view' } } }]);
  });
});

// The elements of https://hl7.org/fhir/R4/auditevent.html and bundle.html that we write, closed: an element R4 does not know fails.
const coding = z.strictObject({ system: z.url(), code: z.string().regex(/^[^\s]+(\s[^\s]+)*$/), display: z.string().min(1).optional() });
const concept = z.strictObject({ coding: z.array(coding).min(1) });
const reference = z.strictObject({ identifier: z.strictObject({ system: z.url(), value: z.string().min(1) }).optional(), display: z.string().min(1).optional() })
  .refine(each => each.identifier !== undefined || each.display !== undefined);
const auditEvent = z.strictObject({
  resourceType: z.literal('AuditEvent'),
  id: z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/),
  type: coding,
  subtype: z.array(coding).min(1),
  action: z.enum(['C', 'R', 'U', 'D', 'E']),
  recorded: z.iso.datetime({ offset: true }),
  outcome: z.enum(['0', '4', '8', '12']),
  outcomeDesc: z.string().min(1).optional(),
  purposeOfEvent: z.array(concept).min(1).optional(),
  agent: z.array(z.strictObject({
    role: z.array(concept).optional(), who: reference, requestor: z.boolean(),
    network: z.strictObject({ address: z.string().min(1), type: z.enum(['1', '2', '3', '4', '5']) }).optional(),
  })).min(1),
  source: z.strictObject({ site: z.string().min(1), observer: reference }),
  entity: z.array(z.strictObject({
    what: reference.optional(), type: coding, role: coding.optional(), query: z.base64().optional(),
    detail: z.array(z.strictObject({ type: z.string().min(1), valueString: z.string().min(1) })).min(1).optional(),
  })).min(1),
});
const bundle = z.strictObject({
  resourceType: z.literal('Bundle'), type: z.literal('collection'), timestamp: z.iso.datetime({ offset: true }),
  entry: z.array(z.strictObject({ fullUrl: z.url(), resource: auditEvent })),
});

describe('the log as FHIR AuditEvents', () => {
  test('is a Bundle of AuditEvents with every required element, whatever was done', async () => {
    for (const action of logActions) await room.look({ action });
    await room.look({ outcome: 'refused', detail: { staffName: 'clerk', facts: { code: 'BASIS_EXPIRED' } } });
    await room.look({ staffId: null, role: 'system', customerId: null, purpose: null, basis: null, windowId: null, action: 'release', detail: {} });
    const found = bundle.parse(JSON.parse(await (await exported('fhirAuditEvent')).text()));
    expect(found.entry).toHaveLength(logActions.length + 3);
    expect(new Set(found.entry.map(each => each.fullUrl)).size).toBe(found.entry.length);
    expect(found.entry.some(({ resource }) => resource.outcome === '4' && resource.outcomeDesc === 'BASIS_EXPIRED')).toBe(true);
  });

  test('says who, what of whom, for which purpose and on which basis', async () => {
    const entry = (await room.look({ fileId: '019c0000-0000-7000-8000-0000000000f1', fields: ['name', 'phone'] }), (await room.log())[0]!);
    expect(auditEventOf(entry, { branchId: 'b', branchName: '城东营业厅' })).toMatchObject({
      id: 'b.0', action: 'R', outcome: '0', subtype: [{ code: 'view' }], purposeOfEvent: [{ coding: [{ system: 'urn:branch-desk:purpose', code: 'transferOfAccount' }] }],
      agent: [{ requestor: true, who: { identifier: { value: room.ids.clerk }, display: 'clerk' }, role: [{ coding: [{ code: 'clerk' }] }] }],
      source: { observer: { display: '城东营业厅' } },
      entity: [
        { what: { identifier: { system: 'urn:branch-desk:file' } }, detail: expect.arrayContaining([{ type: 'field', valueString: 'phone' }, { type: 'basis.changeForm', valueString: 'G-1' }]) },
        { what: { identifier: { system: 'urn:branch-desk:customer', value: room.customerId }, display: '张*明' } },
      ],
    });
  });

  test('a broken glass bears the code other houses know it by', async () => {
    await room.look({ action: 'breakGlass', by: 'manager' });
    const found = bundle.parse(JSON.parse(await (await exported('fhirAuditEvent')).text()));
    expect(found.entry[1]!.resource.purposeOfEvent![0]!.coding[0]).toMatchObject({ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'BTG' });
  });

  test('what was searched for is in the query, as FHIR has it', async () => {
    await room.customersAs('clerk').find({ query: '王芳' });
    const found = bundle.parse(JSON.parse(await (await exported('fhirAuditEvent')).text()));
    expect(Buffer.from(found.entry[1]!.resource.entity[0]!.query!, 'base64').toString('utf8')).toBe('王芳');
  });
});
