/** Plain values in the table's notation: as AWS's own library has them, or not at all. */
import * as aws from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { marshall, unmarshall } from '#functions/adapters/dynamo/values.ts';

const RUNS = 1_000;
const seed = Date.now() % 2_147_483_647;
console.log(`seed ${seed} (values of the table)`);

const numbers = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ min: -1e15, max: 1e15, noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, 5e-324, 1e-7, 0.1 + 0.2, 9_007_199_254_740_991, -9_007_199_254_740_991),
);
const texts = fc.string({ unit: 'grapheme', maxLength: 20 });
/** What AWS's library takes for a class by its name is left to a test of its own. */
const names = texts.filter((name) => name !== '__proto__' && name !== 'constructor');
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    texts,
    numbers,
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(names, tie('value'), { maxKeys: 5 }),
  ),
}));
const items = fc.dictionary(names, value, { maxKeys: 8, noNullPrototype: false });

describe('for any plain item', () => {
  test('the notation is that of AWS, without what is undefined', () => {
    fc.assert(
      fc.property(items, (item) => {
        expect(marshall(item)).toEqual(aws.marshall(item, { removeUndefinedValues: true }));
      }),
      { seed, numRuns: RUNS },
    );
  });

  test('it is read as AWS reads it, and as it was', () => {
    fc.assert(
      fc.property(items, (item) => {
        const stored = aws.marshall(item, { removeUndefinedValues: true });
        const read = unmarshall(JSON.parse(JSON.stringify(stored)) as object);
        expect(read).toEqual(aws.unmarshall(stored));
        // JSON keeps an undefined place in a list as null; the table closes the gap.
        expect(unmarshall(marshall(read))).toEqual(read);
      }),
      { seed, numRuns: RUNS },
    );
  });
});

test('fields may be named as what every object inherits', () => {
  const item = JSON.parse('{"__proto__":{"a":1},"constructor":"Set","toString":null}') as object;
  const stored = marshall(item);
  expect(JSON.stringify(stored)).toBe(
    '{"__proto__":{"M":{"a":{"N":"1"}}},"constructor":{"S":"Set"},"toString":{"NULL":true}}',
  );
  const read = unmarshall(stored);
  expect(JSON.stringify(read)).toBe(JSON.stringify(item));
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
});

describe('what would not come back the same is refused', () => {
  const AT_THE_EDGE = Number.MAX_SAFE_INTEGER;

  test('numbers: the largest exact one goes, the next does not', () => {
    expect(marshall({ n: AT_THE_EDGE })).toEqual({ n: { N: '9007199254740991' } });
    for (const n of [AT_THE_EDGE + 1, -AT_THE_EDGE - 1, 1e300, Infinity, -Infinity, Number.NaN]) {
      expect(() => marshall({ n })).toThrow('kept exactly');
    }
    expect(unmarshall({ n: { N: '-9007199254740991' } })).toEqual({ n: -AT_THE_EDGE });
    for (const N of ['9007199254740992', '1E+125', 'x']) {
      expect(() => unmarshall({ n: { N } })).toThrow('kept exactly');
    }
  });

  test.each([
    ['a date', new Date(0)],
    ['a set', new Set(['a'])],
    ['a map', new Map()],
    ['bytes', Buffer.from('a')],
    ['a whole number without end', 1n],
    ['a function', () => 1],
    ['a symbol', Symbol('a')],
    ['a class of ours', new (class Thing {})()],
  ])('%s', (_case, odd) => {
    expect(() => marshall({ odd })).toThrow('plain values');
    expect(() => marshall({ list: [{ odd }] })).toThrow('plain values');
  });

  test.each([{ SS: ['a'] }, { NS: ['1'] }, { B: 'YQ==' }, {}, { NULL: false }, { S: 1 }])(
    'the stored value %j',
    (odd) => {
      expect(() => unmarshall({ odd })).toThrow('not ours');
      expect(() => unmarshall({ list: { L: [{ M: { odd } }] } })).toThrow('not ours');
    },
  );
});
