/**
 * What of a JSON value can be stored and hashed as it came. The table takes 32 levels, 38 digits
 * and whole characters (docs.aws.amazon.com/amazondynamodb, Constraints); what breaks that must be
 * refused with a clear word, not found out by the write.
 */
import type { InvalidField } from './problems.ts';

/** Levels of a request; our own items add fewer than ten around it. */
export const MAX_JSON_DEPTH = 20;
/** More than a body of 64 KB can hold: a longer one is long by its texts, not by their number. */
export const MAX_JSON_VALUES = 40_000;
/** Nearer to nothing than the table keeps (1E-130). */
const SMALLEST = 1e-120;

interface Place {
  readonly value: unknown;
  readonly pointer: string;
  readonly depth: number;
}

/** The first place that cannot be kept, or undefined. No recursion: a value may be 30,000 deep. */
export function findUnstorable(value: unknown): InvalidField | undefined {
  const open: Place[] = [{ value, pointer: '', depth: 0 }];
  let values = 0;
  for (let place = open.pop(); place; place = open.pop()) {
    const { value: held, pointer, depth } = place;
    const detail = faultOf(held, depth);
    if (detail) return { pointer, detail };
    if (typeof held !== 'object' || held === null) continue;
    values += Object.keys(held).length;
    if (values > MAX_JSON_VALUES)
      return { pointer, detail: `holds over ${MAX_JSON_VALUES} values` };
    for (const [key, inner] of Object.entries(held)) {
      const fault = keyFault(key);
      if (fault) return { pointer, detail: fault };
      open.push({ value: inner, pointer: `${pointer}/${pointerPart(key)}`, depth: depth + 1 });
    }
  }
  return undefined;
}

/** RFC 6901. */
export const pointerPart = (key: PropertyKey): string =>
  String(key).replaceAll('~', '~0').replaceAll('/', '~1');

const HALF = 'holds half a character (a lone surrogate): a text was cut inside an emoji';

function faultOf(value: unknown, depth: number): string | undefined {
  if (depth > MAX_JSON_DEPTH) return `is nested deeper than ${MAX_JSON_DEPTH} levels`;
  if (typeof value === 'string' && !value.isWellFormed()) return HALF;
  if (typeof value !== 'number' || value === 0) return undefined;
  const size = Math.abs(value);
  return size > Number.MAX_SAFE_INTEGER || size < SMALLEST
    ? 'is a number that is not kept exactly; send it as a string'
    : undefined;
}

/** Names that the table's client or JavaScript itself would read as something else. */
const NOT_TAKEN: ReadonlySet<string> = new Set(['', '__proto__', 'constructor']);

function keyFault(key: string): string | undefined {
  if (!key.isWellFormed()) return HALF;
  return NOT_TAKEN.has(key) ? 'has a field name that is not taken' : undefined;
}

/** Whether two JSON values are one, whatever order their keys came in. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one) as (keyof typeof one)[];
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameJson(one[key], other[key]))
  );
}
