import { implement } from '@orpc/server';
import { v7 as uuidv7 } from 'uuid';
import type { BranchInputs } from '../../shared/branch-contract.ts';
import { businessDateOf } from '../../shared/business-date.ts';
import { refuse } from '../../shared/errors.ts';
import { satisfactionContract, type Measure } from '../../shared/satisfaction.ts';
import type { BranchParts } from '../branch/branch-parts.ts';
import { commandOf, staffOf, type Caller } from '../branch/caller.ts';
import type { Command, Queries, Transaction } from '../database/database.ts';
import { countReceived } from '../complaints/complaints-store.ts';
import { listActiveStaff } from '../staff/staff-store.ts';
import { comparedSpans, standingOfMeasure } from './cycle-rules.ts';
import { findMeasure, insertCriterion, insertMeasure, listCriteria, listMeasures, updateMeasure, type StoredMeasure } from './cycle-store.ts';
import { countByPeriod, countByService, countByWindow, countCallBacks, countTotal } from './figures-store.ts';

type Inputs = BranchInputs['satisfaction'];

/** The satisfaction cycle: measure, act, check; and the targets of the year. */
export function satisfactionApi({ database, clock, branch }: BranchParts) {
  const contract = implement(satisfactionContract).$context<Caller>();
  return {
    figures: contract.figures.handler(call => database.read(reader => figures(reader, call.input))),
    measures: contract.measures.handler(() => database.read(async reader => (await listMeasures(reader)).map(asMeasure))),
    owners: contract.owners.handler(() => database.read(async reader => (await listActiveStaff(reader)).map(({ id, name }) => ({ id, name })))),
    saveMeasure: contract.saveMeasure.handler(call => saveMeasure(commandOf(call), call.input, staffOf(call.context).staffName)),
    finishMeasure: contract.finishMeasure.handler(call => finishMeasure(commandOf(call), call.input)),
    effectOf: contract.effectOf.handler(call => database.read(async reader => effectOf(reader, await findMeasure(reader, call.input.measureId) ?? refuse('MEASURE_NOT_FOUND')))),
    checkMeasure: contract.checkMeasure.handler(call => checkMeasure(commandOf(call), call.input, staffOf(call.context).staffName)),
    criteria: contract.criteria.handler(call => database.read(reader => listCriteria(reader, call.input.year))),
    setCriterion: contract.setCriterion.handler(call => setCriterion(commandOf(call), call.input, staffOf(call.context).staffName)),
  };

  function today(): string {
    const { timeZone } = branch() ?? refuse('NOT_SET_UP');
    return businessDateOf(clock.now(), timeZone);
  }

  async function figures(reader: Queries, { by, ...scope }: Inputs['figures']) {
    const [total, callBacks, periods, services, windows] = await Promise.all([
      countTotal(reader, scope), countCallBacks(reader, scope), countByPeriod(reader, scope, by), countByService(reader, scope), countByWindow(reader, scope),
    ]);
    const { timeZone } = branch() ?? refuse('NOT_SET_UP');
    const complaints = await countReceived(reader, { ...scope, timeZone });
    return { total, callBacks, complaints, periods, services, windows };
  }

  async function saveMeasure(command: Command, { commandId: _, id, ...words }: Inputs['saveMeasure'], createdByName: string): Promise<Measure> {
    return database.write(command, async tx => {
      const owner = (await listActiveStaff(tx)).find(each => each.id === words.ownerId) ?? refuse('STAFF_NOT_FOUND');
      const known = await findMeasure(tx, id);
      if (known && known.doneOn !== null) refuse('MEASURE_DONE');
      if (known) await updateMeasure(tx, id, { ...words, ownerName: owner.name });
      else await insertMeasure(tx, { id, ...words, ownerName: owner.name, createdOn: today(), createdByName });
      return readMeasure(tx, id);
    });
  }

  async function finishMeasure(command: Command, { measureId, doneWords }: Inputs['finishMeasure']): Promise<Measure> {
    return database.write(command, async tx => {
      const { doneOn } = await findMeasure(tx, measureId) ?? refuse('MEASURE_NOT_FOUND');
      if (doneOn !== null) refuse('MEASURE_DONE');
      await updateMeasure(tx, measureId, { doneOn: today(), doneWords });
      return readMeasure(tx, measureId);
    });
  }

  async function effectOf(reader: Queries, found: StoredMeasure) {
    if (found.before && found.after) return { before: found.before, after: found.after };
    const { before, after } = comparedSpans(found, today());
    const scope = { serviceId: found.serviceId, windowId: null };
    return { before: { ...before, ...await countTotal(reader, { ...before, ...scope }) }, after: { ...after, ...await countTotal(reader, { ...after, ...scope }) } };
  }

  async function checkMeasure(command: Command, { measureId, effect, effectWords }: Inputs['checkMeasure'], checkedByName: string): Promise<Measure> {
    return database.write(command, async tx => {
      const found = await findMeasure(tx, measureId) ?? refuse('MEASURE_NOT_FOUND');
      if (found.checkedOn !== null) refuse('MEASURE_CHECKED');
      await updateMeasure(tx, measureId, { ...await effectOf(tx, found), effect, effectWords, checkedOn: today(), checkedByName });
      return readMeasure(tx, measureId);
    });
  }

  async function setCriterion(command: Command, { commandId: _, ...target }: Inputs['setCriterion'], setByName: string) {
    return database.write(command, async tx => {
      const kept = { id: uuidv7(), ...target, setAt: clock.now(), setByName };
      await insertCriterion(tx, kept);
      return kept;
    });
  }

  async function readMeasure(tx: Transaction, measureId: string): Promise<Measure> {
    return asMeasure(await findMeasure(tx, measureId) ?? refuse('MEASURE_NOT_FOUND'));
  }

  function asMeasure(stored: StoredMeasure): Measure {
    return { ...stored, standing: standingOfMeasure(stored, today()) };
  }
}
