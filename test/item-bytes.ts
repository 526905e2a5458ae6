/**
 * The size of an item as DynamoDB counts it: names and values in UTF-8, numbers by their digits,
 * and a byte or so for each value in a list or map. Source: DynamoDB Developer Guide, "DynamoDB
 * item sizes and formats", read 2026-11-22.
 */
export const itemBytes = (item: Readonly<Record<string, unknown>>): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + utf8(name) + valueBytes(value), 0);

const CONTAINER = 3;
const utf8 = (text: string): number => Buffer.byteLength(text, 'utf8');

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return utf8(value);
  if (typeof value === 'number') return numberBytes(value);
  if (value === null || typeof value === 'boolean') return 1;
  if (Array.isArray(value)) {
    return value.reduce((sum: number, one) => sum + 1 + valueBytes(one), CONTAINER);
  }
  return Object.entries(value as object).reduce(
    (sum, [name, one]) => sum + 1 + utf8(name) + valueBytes(one),
    CONTAINER,
  );
}

/** One byte for two significant digits, and one more. */
const numberBytes = (value: number): number =>
  1 +
  Math.ceil(
    String(Math.abs(value))
      .replace('.', '')
      .replace(/^0+|0+$/g, '').length / 2,
  );
