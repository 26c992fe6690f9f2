import { describe, expect, it } from 'vitest';
import { caseDrafts } from '../../renderer/cases/case-drafts.ts';
import { differencesBetween, emptyCase, isSameForm, lacksOf, mergeForms } from '../../renderer/cases/case-words.ts';

/** A storage as browsers have it: its keys are its own properties. */
function aStorage(limit = Number.POSITIVE_INFINITY): Storage {
  const methods = {
    getItem(key: string) { return Object.hasOwn(this, key) ? String(Reflect.get(this, key)) : null; },
    setItem(key: string, value: string) {
      if (value.length > limit) throw new DOMException('full', 'QuotaExceededError');
      Reflect.set(this, key, value);
    },
    removeItem(key: string) { Reflect.deleteProperty(this, key); },
  };
  return Object.create(methods) as Storage;
}

const hour = 60 * 60_000;
const typed = { ...emptyCase, title: '临时停电没有公告', problem: '清早停电，没有通知' };

describe('what was typed of a case and not saved', () => {
  it('is there again after a reload, with the state of the text it changes, for its own case only', () => {
    const storage = aStorage();
    caseDrafts(storage).keep('li.case-1', { form: typed, base: emptyCase, version: 4 });
    expect(caseDrafts(storage).read('li.case-1')).toMatchObject({ form: typed, base: emptyCase, version: 4 });
    expect(caseDrafts(storage).read('li.case-2')).toBeNull();
    expect(caseDrafts(storage).read('wang.case-1')).toBeNull();
  });

  it('is gone once it is saved', () => {
    const drafts = caseDrafts(aStorage());
    drafts.keep('li.new', { form: typed, base: emptyCase, version: 0 });
    drafts.forget('li.new');
    expect(drafts.read('li.new')).toBeNull();
  });

  it('outlasts a weekend and leaves the machine after it, whoever starts the page then', () => {
    const storage = aStorage();
    caseDrafts(storage, () => 0).keep('li.new', { form: typed, base: emptyCase, version: 0 });
    expect(caseDrafts(storage, () => 63 * hour).read('li.new')).not.toBeNull();
    caseDrafts(storage, () => 73 * hour);
    expect(Object.keys(storage)).toEqual([]);
  });

  it('lets people type on when the storage is full, and reads over what is damaged', () => {
    const full = caseDrafts(aStorage(10));
    expect(() => full.keep('li.new', { form: typed, base: emptyCase, version: 0 })).not.toThrow();
    const storage = aStorage();
    storage.setItem('branch-desk.case-draft.li.new', '{');
    expect(caseDrafts(storage).read('li.new')).toBeNull();
  });
});

describe('a case that is written', () => {
  it('lacks what a review needs, in the order of the form; keywords and photos it does not need', () => {
    expect(lacksOf(typed)).toEqual(['classId', 'channel', 'responsibleUnit', 'cause', 'remedy', 'lesson', 'avoidance']);
    expect(lacksOf({ ...typed, title: '  ' })[0]).toBe('title');
    expect(lacksOf({ ...typed, classId: 'a class', channel: 'phone', cause: '一', responsibleUnit: '二', remedy: '三', lesson: '四', avoidance: '五' })).toEqual([]);
  });

  it('differs from what is saved by its words, not by blanks around them', () => {
    expect(differencesBetween({ ...typed, cause: '没有录入 \n' }, { ...typed, cause: '没有录入' })).toEqual([]);
    expect(differencesBetween({ ...typed, cause: '没有录入', classId: 'a class' }, typed)).toEqual(['classId', 'cause']);
    expect(isSameForm({ ...typed, keywords: ['停电'] }, typed)).toBe(false);
    expect(isSameForm({ ...typed, photoIds: ['a', 'b'] }, { ...typed, photoIds: ['b', 'a'] })).toBe(false);
  });

  it('is joined with what somebody else saved: nothing that only one of the two wrote is lost', () => {
    const mine = { ...typed, cause: '没有录入公告' };
    const theirs = { ...typed, lesson: '先录入再开工', keywords: ['停电'], photoIds: ['a'] };
    expect(mergeForms(typed, mine, theirs)).toEqual({ form: { ...theirs, cause: '没有录入公告' }, conflicts: [] });
  });

  it('keeps what was typed where both wrote, and names the field; what both wrote alike is no conflict', () => {
    const mine = { ...typed, cause: '没有录入公告', title: '停电没有公告', keywords: ['停电', '公告'] };
    const theirs = { ...typed, cause: '值班员不知道', title: '停电没有公告 ', keywords: ['短信'] };
    expect(mergeForms(typed, mine, theirs)).toEqual({ form: { ...mine, keywords: ['停电', '公告', '短信'] }, conflicts: ['cause'] });
  });
});
