/**
 * The rush at an opening: each waiting text leaves at its own second of the first half hour, at
 * most half of the window, always inside the hours of law, and always at the same one.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/basics.ts';
import { areaCodeRows } from '#shared/data/area-codes.ts';
import { placeOf } from '#shared/places.ts';
import { spreadOpening } from '#shared/quiet-hours/spread.ts';
import { number, today } from '../quiet-hours.helpers.ts';

const seed = Date.now() % 2_147_483_647;
console.log(`seed ${seed} (spread of openings)`);

const OPENING = Date.parse('2026-12-02T13:00:00Z');
const LATE = { closes: OPENING + 12 * HOUR };
const codes = areaCodeRows.flatMap(([, , list]) => list.trim().replaceAll('*', '').split(/\s+/));
const moment = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2028, 11, 31) });
const id = fc.string({ minLength: 1, maxLength: 40 });

describe('the delay after an opening', () => {
  it('is within thirty minutes, in whole seconds, the same for the same id', () => {
    fc.assert(
      fc.property(id, (name) => {
        const leaves = spreadOpening(OPENING, name, LATE);
        expect(leaves).toBeGreaterThanOrEqual(OPENING);
        expect(leaves).toBeLessThan(OPENING + 30 * MINUTE);
        expect(leaves % SECOND).toBe(0);
        expect(spreadOpening(OPENING, name, LATE)).toBe(leaves);
      }),
      { seed, numRuns: 1_000 },
    );
  });

  it('is within half of a window shorter than an hour', () => {
    fc.assert(
      fc.property(id, fc.integer({ min: 1, max: HOUR }), (name, length) => {
        const leaves = spreadOpening(OPENING, name, { closes: OPENING + length });
        expect(leaves).toBeGreaterThanOrEqual(OPENING);
        expect(leaves - OPENING).toBeLessThanOrEqual(length / 2);
      }),
      { seed, numRuns: 1_000 },
    );
  });

  it.each([
    ['counted ids', (n: number) => `msg-${n}`],
    ['ids that differ in front', (n: number) => `${String(n).padStart(6, '0')}-message`],
    ['ids of one letter more each', (n: number) => 'm'.repeat(n + 1)],
  ])('is roughly even over 1,000 %s', (_case, name) => {
    const minutes = new Array<number>(30).fill(0);
    for (let n = 0; n < 1_000; n += 1) {
      const minute = Math.floor((spreadOpening(OPENING, name(n), LATE) - OPENING) / MINUTE);
      minutes[minute] = (minutes[minute] ?? 0) + 1;
    }
    const expected = 1_000 / 30;
    const chiSquared = minutes.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    // 29 degrees of freedom: a fair spread exceeds 58.3 once in a thousand times.
    expect(chiSquared).toBeLessThan(58.3);
  });
});

describe('when a text may leave', () => {
  it('is open by every rule, and asked again there it is that moment', () => {
    fc.assert(
      fc.property(fc.constantFrom(...codes, '800'), moment, id, (code, at, name) => {
        const where = placeOf(number(code));
        const leaves = today.deferUntil(at, where, name);
        expect(today.verdict(leaves, where).open).toBe(true);
        expect(today.deferUntil(leaves, where, name)).toBe(leaves);
        expect(leaves - today.nextOpening(at, where)).toBeLessThan(30 * MINUTE);
        expect(leaves).toBeGreaterThanOrEqual(today.nextOpening(at, where));
      }),
      { seed, numRuns: 1_000 },
    );
  });

  it('is the moment itself when open, with nothing spread', () => {
    const florida = placeOf(number('305'));
    const noon = Date.parse('2026-12-02T12:00:00-05:00');
    const opening = Date.parse('2026-12-02T08:00:00-05:00');
    expect(today.deferUntil(noon, florida, 'a')).toBe(noon);
    expect(today.deferUntil(opening, florida, 'a')).toBe(opening);
    expect(today.deferUntil(opening - 1, florida, 'msg-1')).toBeGreaterThan(opening);
  });

  it('does not depend on when in the night it was asked', () => {
    const florida = placeOf(number('305'));
    const evening = Date.parse('2026-12-01T20:00:00-05:00');
    const leaves = today.deferUntil(evening, florida, 'msg-1');
    for (let hours = 1; hours < 12; hours += 1) {
      expect(today.deferUntil(evening + hours * HOUR, florida, 'msg-1')).toBe(leaves);
    }
    expect(today.deferUntil(evening + DAY, florida, 'msg-1')).toBe(leaves + DAY);
  });

  it('stays in the first half of a window that is short', () => {
    // Sundays in El Paso and Rhode Island's Saturdays are long; New York and Shanghai share 45 min.
    const far = placeOf(number('212'), { timeZone: 'Asia/Shanghai' });
    const closed = Date.UTC(2026, 6, 1, 23);
    for (let n = 0; n < 100; n += 1) {
      const leaves = today.deferUntil(closed, far, `msg-${n}`);
      expect(leaves - Date.UTC(2026, 6, 2)).toBeLessThan(22.5 * MINUTE);
      expect(today.isOpen(leaves, far)).toBe(true);
    }
  });
});
