/**
 * The fast answers against the rules judged one by one: over random places and moments of four
 * years, minute by minute around every clock change, and where two windows end in one day. Then
 * what an edition of the tables and the scopes of an account change.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, type Instant, MINUTE } from '#shared/basics.ts';
import { areaCodeRows } from '#shared/data/area-codes.ts';
import { type QuietRow, quietRows } from '#shared/data/quiet-hours.ts';
import { canadianProvinces, usStates, usTerritories } from '#shared/data/states.ts';
import { offsetAt } from '#shared/local-time.ts';
import { type Place, placeOf } from '#shared/places.ts';
import { compileQuietHours, type QuietHours } from '#shared/quiet-hours.ts';
import { EASTERN, MOUNTAIN, number, PACIFIC, place, today } from '../quiet-hours.helpers.ts';

const FROM = Date.UTC(2025, 0, 1);
const TO = Date.UTC(2029, 0, 1);
const seed = Date.now() % 2_147_483_647;
console.log(`seed ${seed} (quiet-hours timeline)`);

const regions = { ...usStates, ...usTerritories, ...canadianProvinces };
const codes = areaCodeRows.flatMap(([, , list]) => list.trim().replaceAll('*', '').split(/\s+/));
const FAR_ZONES = ['Asia/Shanghai', 'Asia/Kolkata', 'Europe/Paris', 'Pacific/Guam', 'Africa/Cairo'];
const zones = [...new Set(Object.values(regions).flatMap((region) => region.zones)), ...FAR_ZONES];

const known = fc
  .tuple(
    fc.constantFrom(...codes, '800').map(number),
    fc.record(
      {
        state: fc.constantFrom(...Object.keys(regions)),
        zip: fc.constantFrom('33101', '32501', '79901', '02903', '99950', '96813', 'M5V 2T6'),
        timeZone: fc.constantFrom(...zones),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([phone, facts]) => placeOf(phone, facts));
const made = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...zones), { minLength: 1, maxLength: 3 }),
    fc.uniqueArray(fc.constantFrom(...Object.keys(regions)), { minLength: 1, maxLength: 3 }),
  )
  .map(([some, states]) => place(some, states));
const anyPlace = fc.oneof(known, known, made);
const moment = fc.oneof(
  fc.integer({ min: FROM, max: TO }),
  fc.integer({ min: FROM / MINUTE, max: TO / MINUTE }).map((minutes) => minutes * MINUTE),
  fc.integer({ min: FROM / MINUTE, max: TO / MINUTE }).map((minutes) => minutes * MINUTE - 1),
);

/** What the fast answers must be, by the rules one by one. */
function expectAgreement(hours: QuietHours, at: Instant, where: Place): void {
  const { open, until, exhausted } = hours.verdict(at, where);
  const said = { at, open: hours.isOpen(at, where), until: hours.nextOpening(at, where) };
  expect(said).toEqual({ at, open, until: exhausted ? Number.NaN : until });
}

describe('the timeline says what the rules say one by one', () => {
  it('at random places and moments of 2025 to 2028', () => {
    fc.assert(
      fc.property(anyPlace, moment, (where, at) => expectAgreement(today, at, where)),
      { seed, numRuns: 3_000 },
    );
  });

  it('with every table of devices too', () => {
    const strict = compileQuietHours(quietRows, { scopes: ['Y', 'P', 'R', 'D'] });
    fc.assert(
      fc.property(anyPlace, moment, (where, at) => expectAgreement(strict, at, where)),
      { seed, numRuns: 500 },
    );
  });

  it('and no moment before the next opening is open', () => {
    fc.assert(
      fc.property(
        anyPlace,
        moment,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (where, at, part) => {
          const next = today.nextOpening(at, where);
          const end = Number.isNaN(next) ? at + 14 * DAY : next - 1;
          const between = Math.floor(at + part * Math.max(0, end - at));
          if (next !== at) expect(today.verdict(between, where).open).toBe(false);
        },
      ),
      { seed, numRuns: 1_000 },
    );
  });

  it('for moments so far apart that they share a slot of the cache, asked in turn', () => {
    const florida = placeOf(number('305'));
    const noon = Date.UTC(2026, 6, 1, 16);
    for (const years of [0, 1, 0, 2, 1]) {
      // 64 blocks of 32 days.
      const at = noon + years * 2_048 * DAY;
      expectAgreement(today, at, florida);
      expectAgreement(today, at + 10 * HOUR, florida);
    }
    expectAgreement(today, 0, florida);
    expectAgreement(today, Date.UTC(1969, 11, 20, 15), florida);
  });
});

describe('around every clock change of 2025 to 2028', () => {
  /** First instants of a new offset, to the minute. */
  function changesOf(zone: string): readonly Instant[] {
    const changes: Instant[] = [];
    for (let day = FROM; day < TO; day += DAY) {
      if (offsetAt(zone, day) === offsetAt(zone, day + DAY)) continue;
      let at = day;
      while (offsetAt(zone, at) === offsetAt(zone, day)) at += MINUTE;
      changes.push(at);
    }
    return changes;
  }

  it.each([...new Set(Object.values(regions).flatMap((region) => region.zones))])('%s', (zone) => {
    const here = Object.keys(regions).filter((state) => regions[state]?.zones.includes(zone));
    const all = place([zone], here);
    for (const change of changesOf(zone)) {
      // Every opening, last sending minute and close of law is on a quarter hour.
      for (let at = change - DAY; at <= change + DAY; at += 15 * MINUTE) {
        expectAgreement(today, at - 1, all);
        expectAgreement(today, at, all);
      }
    }
  });

  it('the United States change on the second Sunday of March and the first of November', () => {
    expect(changesOf(EASTERN).map((at) => new Date(at).toISOString())).toEqual([
      '2025-03-09T07:00:00.000Z',
      '2025-11-02T06:00:00.000Z',
      '2026-03-08T07:00:00.000Z',
      '2026-11-01T06:00:00.000Z',
      '2027-03-14T07:00:00.000Z',
      '2027-11-07T06:00:00.000Z',
      '2028-03-12T07:00:00.000Z',
      '2028-11-05T06:00:00.000Z',
    ]);
  });
});

describe('two windows that end in one day', () => {
  it('New York and Shanghai share an evening and a morning in summer', () => {
    const far = placeOf(number('212'), { timeZone: 'Asia/Shanghai' });
    const day = Date.UTC(2026, 6, 1);
    // 08:00 to 20:45 is 12:00 to 00:45 UTC in New York and 00:00 to 12:45 in Shanghai.
    expect(today.nextOpening(day, far)).toBe(day);
    expect(today.nextOpening(day + 45 * MINUTE, far)).toBe(day + 12 * HOUR);
    expect(today.nextOpening(day + 12 * HOUR + 45 * MINUTE, far)).toBe(day + DAY);
    for (let at = day; at < day + 2 * DAY; at += 5 * MINUTE) expectAgreement(today, at, far);
  });
});

describe('an edition of the tables is an argument', () => {
  const federal: QuietRow = {
    state: 'US',
    weekday: '08:00-21:00',
    texts: 'Y',
    citation: 'federal',
    confidence: 'Q',
  };
  const newYork = placeOf(number('212'));
  const early = Date.parse('2026-12-02T09:30:00-05:00');

  it('two editions answer differently for the same place and moment', () => {
    const later = compileQuietHours([{ ...federal, weekday: '10:00-21:00' }]);
    expect(compileQuietHours([federal]).isOpen(early, newYork)).toBe(true);
    expect(later.isOpen(early, newYork)).toBe(false);
    expect(later.nextOpening(early, newYork)).toBe(early + 30 * MINUTE);
  });

  it('a row without a law before or after its dates leaves the day open, midnight too', () => {
    const short = compileQuietHours([{ ...federal, from: '2026-12-03', before: '2026-12-04' }]);
    const midnight = Date.parse('2026-12-02T00:00:00-05:00');
    expectAgreement(short, midnight, newYork);
    expect(short.isOpen(midnight - 1, newYork)).toBe(true);
    expect(short.isOpen(midnight + DAY - 1, newYork)).toBe(true);
    expect(short.nextOpening(midnight + DAY, newYork)).toBe(midnight + DAY + 8 * HOUR);
    expect(short.isOpen(midnight + DAY + 20 * HOUR + 45 * MINUTE, newYork)).toBe(false);
    expect(short.isOpen(midnight + 2 * DAY, newYork)).toBe(true);
  });

  it('without any row every moment is open', () => {
    const lawless = compileQuietHours([]);
    expect(lawless.isOpen(early, newYork)).toBe(true);
    expect(lawless.deferUntil(early, newYork, 'm')).toBe(early);
    expect(lawless.verdict(early, newYork).rules).toEqual([]);
  });

  it('hours that cannot be read are a fault of the table', () => {
    expect(() => compileQuietHours([{ ...federal, weekday: '21:00-08:00' }])).toThrow('hours open');
    expect(() => compileQuietHours([{ ...federal, from: 'soon' }])).toThrow('calendar dates');
  });
});

describe('rows about devices are enforced where an account asks for them', () => {
  const strict = compileQuietHours(quietRows, { scopes: ['Y', 'P', 'R', 'D'] });

  it.each([
    ['California from 09:00', place([PACIFIC], ['US-CA']), '2026-12-02T08:59:59-08:00'],
    ['Indiana until 20:00', place([EASTERN], ['US-IN']), '2026-12-02T19:45:00-05:00'],
    ['Maine until 17:00', place([EASTERN], ['US-ME']), '2026-12-02T16:45:00-05:00'],
    ['Maine not on Saturdays', place([EASTERN], ['US-ME']), '2026-12-05T12:00:00-05:00'],
    ['South Dakota not on Saturdays', place([MOUNTAIN], ['US-SD']), '2026-12-05T12:00:00-07:00'],
  ])('%s', (_case, where, time) => {
    expect(today.isOpen(Date.parse(time), where)).toBe(true);
    expect(strict.isOpen(Date.parse(time), where)).toBe(false);
    expect(strict.verdict(Date.parse(time), where).rules).toHaveLength(1);
  });
});

describe('places that are never open together', () => {
  it('have no next opening, and nothing to defer to', () => {
    const never = placeOf(number('401'), { timeZone: 'Pacific/Guam' });
    const at = Date.parse('2026-12-02T15:00:00-05:00');
    expect(today.isOpen(at, never)).toBe(false);
    expect(today.nextOpening(at, never)).toBeNaN();
    expect(today.deferUntil(at, never, 'm')).toBeNaN();
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300])(
    '%s is no time: a fault of the caller, asked before or not',
    (at) => {
      const florida = placeOf(number('305'));
      for (const known of [0, DAY, 1e12]) today.isOpen(known, florida);
      expect(() => today.isOpen(at, florida)).toThrow();
      expect(() => today.nextOpening(at, florida)).toThrow();
      expect(() => today.deferUntil(at, florida, 'm')).toThrow();
      expect(() => today.verdict(at, florida)).toThrow();
    },
  );
});
