/**
 * Records as short as the table can keep them: fields under one-letter names, small values as lines
 * of fields parted by a mark, hashes in base64, instants in base 36. A table of fields says once
 * how each is kept, there and back; whatever was not packed by it throws when it is read.
 */

import { invariant } from '#shared/basics.ts';

/** How one field is kept, and read back. */
export interface Field<Value> {
  readonly short: string;
  pack(value: Value): unknown;
  /** Throws on what `pack` does not make. */
  unpack(packed: unknown): Value;
}

/** One for each field that may be set, in the order of the record. */
export type Fields<Of> = {
  readonly [Name in keyof Of]-?: Field<Exclude<Of[Name], undefined>>;
};

/**
 * Reads and writes the records of one table of fields.
 * @param empty a record in which nothing is set but what must be
 */
export function packer<Of extends object>(fields: Fields<Of>, empty: Of) {
  // Made once: asking an object for its entries costs more than using them.
  const entries = (Object.entries(fields) as [keyof Of, Field<unknown>][]).map(
    ([name, field]) => [name, field, empty[name] !== undefined] as const,
  );
  const shorts = new Set(entries.map(([, { short }]) => short));
  invariant(shorts.size === entries.length, 'no two fields are kept under one name');
  return {
    /** What is not set is not written. */
    pack(value: Of): Record<string, unknown> {
      const packed: Record<string, unknown> = {};
      for (const [name, field] of entries) {
        if (value[name] !== undefined) packed[field.short] = field.pack(value[name]);
      }
      return packed;
    },
    /** Every field is there afterwards, so that all such records have one shape. */
    unpack(packed: unknown): Of {
      const record = recordOf(packed);
      const value = { ...empty };
      let unread = Object.keys(record).length;
      for (const [name, field, isNeeded] of entries) {
        const own = record[field.short];
        if (own === undefined) {
          if (isNeeded) throw new Error(`a standing without ${String(name)}`);
          continue;
        }
        value[name] = field.unpack(own) as Of[typeof name];
        unread -= 1;
      }
      // A name that none of ours was made of belongs to another version: it is not read past.
      if (unread > 0) throw new Error('a standing holds a field of another version');
      return value;
    },
  };
}

/** What is packed starts with a mark that no text of ours starts with by itself. */
const PACKED = '~';
const BETWEEN = '|';

export const packHex = (hex: string, form: RegExp): string =>
  form.test(hex) ? `${PACKED}${Buffer.from(hex, 'hex').toString('base64url')}` : hex;
export const unpackHex = (packed: string): string =>
  packed.startsWith(PACKED) ? Buffer.from(packed.slice(1), 'base64url').toString('hex') : packed;

export const packNumber = (instantOrCount: number): string => instantOrCount.toString(36);
export function unpackNumber(packed: string | undefined): number {
  const value = Number.parseInt(text(packed), 36);
  if (!Number.isSafeInteger(value)) throw new Error('a standing holds an instant that is none');
  return value;
}

export const join = (...fields: readonly string[]): string => {
  if (fields.some((field) => field.includes(BETWEEN))) {
    throw new Error('a field of a standing holds the mark that parts fields');
  }
  return fields.join(BETWEEN);
};
export const split = (line: unknown): string[] => text(line).split(BETWEEN);

export function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error('a field of a standing is missing');
  return value;
}

export function count(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new Error('a number of a standing is none');
  return value as number;
}

export function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error('a list of a standing is none');
  return value;
}

export function recordOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('a record of a standing is none');
  }
  return value as Record<string, unknown>;
}

/** One of these words, or it throws. */
export const oneOf =
  <const Word extends string>(words: readonly Word[]) =>
  (value: unknown): Word => {
    if (!words.includes(value as Word))
      throw new Error('a standing holds a word of another version');
    return value as Word;
  };

/** Words as one digit: their place in the list. */
export function wordAt<const Word>(words: readonly Word[], digit: string | undefined): Word {
  const word = words[Number.parseInt(digit ?? '', 10)];
  if (word === undefined) throw new Error('a standing holds a word of another version');
  return word;
}

/** A field kept as it is. */
export const plain = <Value>(short: string, unpack: (value: unknown) => Value): Field<Value> => ({
  short,
  pack: (value) => value,
  unpack,
});

export const listOf = <Value>(
  short: string,
  pack: (value: Value) => unknown,
  unpack: (packed: unknown) => Value,
): Field<readonly Value[]> => ({
  short,
  pack: (values) => values.map(pack),
  unpack: (packed) => list(packed).map(unpack),
});

/** By names that are the caller's own. */
export const mapOf = <Value>(
  short: string,
  pack: (value: Value) => unknown,
  unpack: (packed: unknown) => Value,
): Field<Readonly<Record<string, Value>>> => ({
  short,
  pack: (record) => mapValues(record, pack),
  unpack: (packed) => mapValues(recordOf(packed), unpack),
});

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> {
  const changed: Record<string, To> = {};
  for (const key of Object.keys(record)) changed[key] = change(record[key] as From);
  return changed;
}
