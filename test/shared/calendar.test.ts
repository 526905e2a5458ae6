/** Months as law counts them, and the short way to ask whether they are over. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, monthsPassed } from '#shared/calendar.ts';
import { instants, seeded } from '../arbitraries.ts';

describe('months by the calendar', () => {
  test.each([
    ['2026-01-31T12:00:00Z', 1, '2026-02-28T12:00:00Z'],
    ['2024-01-31T12:00:00Z', 1, '2024-02-29T12:00:00Z'],
    ['2026-08-31T12:00:00Z', 6, '2027-02-28T12:00:00Z'],
    ['2024-02-29T12:00:00Z', 24, '2026-02-28T12:00:00Z'],
    ['2026-11-18T17:00:00Z', 18, '2028-05-18T17:00:00Z'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(addMonths(Date.parse(from), months)).toBe(Date.parse(to));
  });
});

test('whether they have passed is what the calendar says, to the millisecond', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 120 }), (at, months) => {
      const end = addMonths(at, months);
      expect(monthsPassed(at, months, end - 1)).toBe(false);
      expect(monthsPassed(at, months, end)).toBe(true);
    }),
    seeded('months', 2_000),
  );
});

test('long before and long after the calendar is not needed, and right all the same', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 120 }), fc.integer(), (at, months, away) => {
      const now = at + away * 60_000;
      expect(monthsPassed(at, months, now)).toBe(now >= addMonths(at, months));
    }),
    seeded('months away', 2_000),
  );
});
