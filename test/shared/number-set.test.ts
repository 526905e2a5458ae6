/** A set of numbers holds what it was made of and nothing else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NumberSet } from '#shared/replies/number-set.ts';
import { seeded } from '../arbitraries.ts';

const number = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

describe('a set of numbers', () => {
  test('answers as a Set of the language does', () => {
    fc.assert(
      fc.property(fc.array(number, { maxLength: 60 }), fc.array(number), (held, others) => {
        const [ours, theirs] = [new NumberSet(held), new Set(held)];
        // Neighbours fall on the same places.
        const near = held.flatMap((one) => [one, (one + 1) | 0, (one ^ 0x8000) | 0]);
        for (const one of [...near, ...others, 0]) expect(ours.has(one)).toBe(theirs.has(one));
      }),
      seeded('numbers', 300),
    );
  });
  test('may be empty, and may hold 0', () => {
    expect(new NumberSet([]).has(0)).toBe(false);
    expect(new NumberSet([0]).has(0)).toBe(true);
  });
});
