import type { Bound } from './sqlite-connection.ts';

/**
 * Checks values before the binding sees them. It would bind a BigInt, a NaN and an unknown type as NULL without a word.
 * Errors name the position and the type only: values may be personal data.
 */
export function boundValues(values: unknown[]): Bound[] {
  return values.map((value, index) => {
    if (value === null || typeof value === 'string') return value;
    if (typeof value === 'number') {
      if (Number.isFinite(value)) return value;
      throw new TypeError(`value ${index + 1} of the statement is not a finite number: SQLite would store NULL`);
    }
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (value instanceof Uint8Array) return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    if (typeof value === 'bigint') throw new TypeError(`value ${index + 1} of the statement is a BigInt, which the binding stores as NULL: store large integers as text`);
    throw new TypeError(`value ${index + 1} of the statement is ${typeof value}, which SQLite has no type for`);
  });
}
