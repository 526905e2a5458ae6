/** Outcomes, invariants, time and the one JSON text per value that hashes rest on. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assertNever,
  canonicalJson,
  err,
  invariant,
  iso,
  ok,
  present,
  sha256,
} from '#shared/basics.ts';
import { seeded } from '../arbitraries.ts';

const settings = seeded('basics properties', 300);

describe('canonical JSON (RFC 8785 for what we store)', () => {
  test.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [
      { '\u20ac': 1, '\r': 2, '1': 3, '\u0080': 4, '\u{1f600}': 5 },
      '{"\\r":2,"1":3,"\u0080":4,"€":1,"😀":5}',
    ],
    [{ gone: undefined, kept: 0 }, '{"kept":0}'],
    [[-0, 1e21, 0.1], '[0,1e+21,0.1]'],
    ['é"\n', '"é\\"\\n"'],
  ])('%j', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });
  test('is the same for the same value, however its keys came, and reads back as it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const shuffled: unknown = JSON.parse(JSON.stringify(value), (_, held: unknown) =>
          typeof held === 'object' && held !== null && !Array.isArray(held)
            ? Object.fromEntries(Object.entries(held).reverse())
            : held,
        );
        expect(canonicalJson(shuffled)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      settings,
    );
  });
  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [undefined], [[undefined]], [() => 1]])(
    'what is no JSON is a mistake in the code: %s',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(/hashed/);
    },
  );
});

test('SHA-256 in lower-case hex', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('times are shown in UTC with milliseconds', () => {
  expect(iso(0)).toBe('1970-01-01T00:00:00.000Z');
});

test('outcomes carry one side', () => {
  expect(ok(1)).toEqual({ ok: true, value: 1 });
  expect(err('no')).toEqual({ ok: false, error: 'no' });
});

test('a broken promise of the code throws, a kept one does not', () => {
  expect(() => invariant(false, 'x')).toThrow('invariant broken: x');
  expect(() => invariant(1, 'x')).not.toThrow();
  expect(() => present(undefined, 'a thing')).toThrow(/a thing/);
  expect(present(0, 'a zero')).toBe(0);
});

test('an unhandled case throws without naming the value', () => {
  expect(() => assertNever('+12025550143' as never)).toThrow(/^unhandled case: string$/);
});
