import { describe, expect, it } from 'vitest';
import { notesDrafts } from '../../renderer/counter/notes-draft.ts';

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

const day = 24 * 60 * 60_000;

describe('a draft of notes', () => {
  it('is there again after a reload, for its own visit only', () => {
    const storage = aStorage();
    notesDrafts(storage).keep('visit-1', '客户下周补材料');
    expect(notesDrafts(storage).read('visit-1')).toBe('客户下周补材料');
    expect(notesDrafts(storage).read('visit-2')).toBeNull();
  });

  it('may be empty: the clerk has wiped what was saved before', () => {
    const storage = aStorage();
    notesDrafts(storage).keep('visit-1', '');
    expect(notesDrafts(storage).read('visit-1')).toBe('');
  });

  it('is gone once it is saved', () => {
    const drafts = notesDrafts(aStorage());
    drafts.keep('visit-1', 'x');
    drafts.forget('visit-1');
    expect(drafts.read('visit-1')).toBeNull();
  });

  it('leaves the machine after a day, whoever starts the page then', () => {
    const storage = aStorage();
    notesDrafts(storage, () => 0).keep('visit-1', 'x');
    storage.setItem('branch-desk.language', 'en');
    expect(notesDrafts(storage, () => day - 1).read('visit-1')).toBe('x');
    expect(notesDrafts(storage, () => day).read('visit-1')).toBeNull();
    expect(Object.keys(storage)).toEqual(['branch-desk.language']);
  });

  it('is nothing where the storage holds something else or refuses to hold anything', () => {
    const storage = aStorage();
    storage.setItem('branch-desk.visit-notes.visit-1', '{"notes":5}');
    storage.setItem('branch-desk.visit-notes.visit-2', 'no json');
    expect(notesDrafts(storage).read('visit-1')).toBeNull();
    expect(notesDrafts(storage).read('visit-2')).toBeNull();
    expect(() => notesDrafts(aStorage(3)).keep('visit-1', 'long notes')).not.toThrow();
  });
});
