/** Asked of every object by the language and the test runner; answering them says nothing about Electron. */
const neutral = new Set<PropertyKey>(['then', 'toJSON', 'constructor', 'prototype', 'asymmetricMatch', 'nodeType', '$$typeof', '@@__IMMUTABLE_ITERABLE__@@']);

const strictOnes = new WeakSet<object>();

/**
 * The object, throwing for each member it lacks. Without this, a missing member would be `undefined`, a call to it inside
 * an optional chain would do nothing, and a test would pass on what real Electron does differently.
 */
export function strict<T extends object>(name: string, target: T): T {
  const strictOne = new Proxy(target, {
    get(object, member) {
      if (member in object) {
        const value: unknown = Reflect.get(object, member, object);
        return typeof value === 'function' && !strictOnes.has(value) && !isClass(value) ? value.bind(object) : value;
      }
      if (typeof member === 'symbol' || neutral.has(member)) return undefined;
      throw new Error(`The double of Electron has no ${name}.${String(member)}: add it, typed from electron.d.ts, or do without.`);
    },
    set(object, member, value) {
      if (!(member in object)) throw new Error(`The double of Electron has no ${name}.${String(member)} to set.`);
      return Reflect.set(object, member, value, object);
    },
  });
  strictOnes.add(strictOne);
  return strictOne;
}

function isClass(value: object): boolean {
  return /^class\b/.test(Function.prototype.toString.call(value));
}

/** An event as Electron makes them: it may be prevented. */
export interface PreventableEvent {
  preventDefault(): void;
  readonly defaultPrevented: boolean;
}

export function makeEvent<Facts extends object>(facts: Facts): PreventableEvent & Facts {
  let defaultPrevented = false;
  return Object.defineProperties(
    { ...facts, preventDefault: () => { defaultPrevented = true; } },
    { defaultPrevented: { get: () => defaultPrevented } },
  ) as PreventableEvent & Facts;
}
