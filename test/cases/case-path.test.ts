import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { actFault, mayRead, missingFields, moves, nextCheck, toLookAt, type CaseAct, type CaseStanding } from '../../main/cases/case-path.ts';
import { caseStates } from '../../shared/cases.ts';
import type { Role } from '../../shared/staff.ts';

const acts = ['save', 'submit', 'publish', 'sendBack', 'reopen', 'retire', 'check'] as const satisfies readonly CaseAct[];
const standing: CaseStanding = { state: 'draft', authorId: 'author', lastWriterId: 'author', publishedAt: null };
const person = (staffId: string, ...roles: Role[]) => ({ staffId, roles });
const archivist = person('archivist', 'archivist');

describe('a case on its path', () => {
  test('goes where each state lets it, and nowhere else', () => {
    const allowed = Object.fromEntries(caseStates.map(state => [state, acts.filter(act => actFault(act, { ...standing, state }, archivist) === null)]));
    expect(allowed).toEqual({ draft: ['save', 'submit', 'retire'], inReview: ['publish', 'sendBack'], published: ['reopen', 'retire', 'check'], retired: ['reopen'] });
  });

  test('is refused with what its state lacks before anybody is told that it is not theirs', () => {
    const stranger = person('stranger', 'clerk');
    expect(acts.map(act => actFault(act, { ...standing, state: 'retired' }, stranger))).toEqual([
      'CASE_NOT_DRAFT', 'CASE_NOT_DRAFT', 'CASE_NOT_IN_REVIEW', 'CASE_NOT_IN_REVIEW', 'NOT_YOUR_CASE', 'CASE_NOT_PUBLISHED', 'CASE_NOT_PUBLISHED',
    ]);
    expect([actFault('save', standing, stranger), actFault('submit', standing, stranger), actFault('retire', standing, person('author', 'clerk'))]).toEqual(['NOT_YOUR_CASE', 'NOT_YOUR_CASE', 'NOT_YOUR_CASE']);
  });

  test('is never published by who wrote it, whatever they are; sent back by any reviewer, who takes their own back so', () => {
    const inReview = { ...standing, state: 'inReview', lastWriterId: 'archivist' } as const;
    expect([actFault('publish', inReview, archivist), actFault('publish', inReview, person('author', 'manager')), actFault('publish', inReview, person('boss', 'manager'))]).toEqual(['OWN_CASE', 'OWN_CASE', null]);
    expect(actFault('sendBack', inReview, archivist)).toBeNull();
  });

  test('has at least two people behind every published text, however many write and send back before', () => {
    const who = fc.constantFrom(person('a', 'clerk'), person('b', 'archivist'), person('c', 'manager'), person('d', 'archivist', 'manager'));
    fc.assert(fc.property(who, fc.array(fc.tuple(fc.constantFrom(...acts), who), { maxLength: 30 }), (author, tried) => {
      let at: CaseStanding = { state: 'draft', authorId: author.staffId, lastWriterId: author.staffId, publishedAt: null };
      for (const [act, by] of tried) {
        if (actFault(act, at, by) !== null) continue;
        if (act === 'publish') expect([at.authorId, at.lastWriterId]).not.toContain(by.staffId);
        if (act === 'save') at = { ...at, lastWriterId: by.staffId };
        else if (act !== 'check') at = { ...at, state: moves[act].state };
      }
    }));
  });

  test('is read by everybody once it was reviewed, before by its author, reviewers and auditors', () => {
    const readers = [person('author', 'clerk'), archivist, person('m', 'manager'), person('u', 'auditor'), person('stranger', 'clerk')];
    expect(readers.map(reader => mayRead(standing, reader))).toEqual([true, true, true, true, false]);
    expect(readers.map(reader => mayRead({ ...standing, publishedAt: 1 }, reader))).toEqual([true, true, true, true, true]);
  });

  test('is submitted whole but for keywords and photos', () => {
    const empty = { title: '', classId: null, channel: null, problem: '', cause: '', responsibleUnit: '', remedy: '', lesson: '', avoidance: '', keywords: [], photoIds: [] };
    expect(missingFields(empty)).toEqual(['title', 'classId', 'channel', 'problem', 'cause', 'responsibleUnit', 'remedy', 'lesson', 'avoidance']);
    expect(missingFields({ ...empty, title: '一', classId: 'x', channel: 'phone', problem: '二', cause: '三', responsibleUnit: '四', remedy: '五', lesson: '六', avoidance: '七' })).toEqual([]);
  });

  test('is looked at by its reviewer where persons may be, and wherever photos are', () => {
    expect(toLookAt([{ field: 'problem', kind: 'name' }, { field: 'problem', kind: 'phone' }], 2)).toEqual(['problem', 'photos']);
    expect(toLookAt([], 0)).toEqual([]);
  });

  test('is checked again ninety days after it was published or heeded, thirty after it recurred', () => {
    const day = 24 * 60 * 60_000;
    expect((['published', 'avoided', 'recurred'] as const).map(after => nextCheck(after, 5 * day) / day)).toEqual([95, 95, 35]);
  });
});
