/** When two JSON values are one. What can be stored is tested by the requests that hold it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '#shared/basics.ts';
import { sameJson } from '#shared/json.ts';

describe('two JSON values are one', () => {
  test('whatever order their keys came in', () => {
    expect(sameJson({ a: 1, b: [{ c: 2, d: null }] }, { b: [{ d: null, c: 2 }], a: 1 })).toBe(true);
  });
  test.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { a: 1, b: 1 }],
    [
      { a: 1, b: 1 },
      { a: 1, c: 1 },
    ],
    [
      [1, 2],
      [2, 1],
    ],
    [[], {}],
    [[1], { 0: 1 }],
    [null, {}],
    ['1', 1],
    [{ toString: 1 }, { valueOf: 1 }],
  ])('%j and %j are not', (one, other) => {
    expect(sameJson(one, other)).toBe(false);
    expect(sameJson(other, one)).toBe(false);
  });
  test('exactly when their canonical texts are', () => {
    const value = fc.jsonValue({ maxDepth: 3 }).map((one) => one as Json);
    fc.assert(
      fc.property(value, value, (one, other) => {
        expect(sameJson(one, other)).toBe(canonicalJson(one) === canonicalJson(other));
        expect(sameJson(one, JSON.parse(JSON.stringify(one)))).toBe(true);
      }),
    );
  });
});
