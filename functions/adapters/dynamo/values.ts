/**
 * Plain JSON values in the table's own notation and back: text, finite numbers, booleans, null,
 * lists and maps; what is undefined is left out. What is none of these, or a number that would not
 * come back the same, throws: nothing is stored or read as something near it.
 * Rests on AttributeValue of the DynamoDB API reference.
 */

type Attribute = Readonly<Record<string, unknown>>;

/** An item as DynamoDB's JSON writes it. */
export function marshall(item: object): Record<string, Attribute> {
  const map: Record<string, Attribute> = {};
  for (const name of Object.keys(item)) {
    const value: unknown = item[name as keyof typeof item];
    if (value !== undefined) put(map, name, attributeOf(value));
  }
  return map;
}

export function unmarshall(item: object): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const name of Object.keys(item)) put(plain, name, plainOf(item[name as keyof typeof item]));
  return plain;
}

/** A key that a person chose may be named as what objects inherit; it is a field all the same. */
function put<Value>(into: Record<string, Value>, name: string, value: Value): void {
  if (name !== '__proto__') into[name] = value;
  else Object.defineProperty(into, name, { value, enumerable: true });
}

function attributeOf(value: unknown): Attribute {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(exact(value)) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) {
    return { L: value.filter((one) => one !== undefined).map(attributeOf) };
  }
  if (isPlain(value)) return { M: marshall(value) };
  throw new Error(`the table takes plain values, and not this ${typeof value}`);
}

function plainOf(attribute: Attribute): unknown {
  const { S, N, BOOL, M, L } = attribute;
  if (typeof S === 'string') return S;
  if (typeof N === 'string') return exact(Number(N));
  if (typeof BOOL === 'boolean') return BOOL;
  if (isPlain(M)) return unmarshall(M);
  if (Array.isArray(L)) return L.map(plainOf);
  if (attribute['NULL'] === true) return null;
  throw new Error(`the table holds a value of a kind that is not ours: ${Object.keys(attribute)}`);
}

/** Beyond the safe integers two numbers may read as one. */
function exact(value: number): number {
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value;
  throw new Error('a number is too large to be kept exactly');
}

const isPlain = (value: unknown): value is object => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};
