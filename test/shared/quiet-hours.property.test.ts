/**
 * Quiet hours over random places and moments of 2026 and 2027: `until` is legal and nothing before
 * it is, and more candidates never open what fewer kept closed. Holds for every table of law.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, type Instant, MINUTE } from '#shared/basics.ts';
import { areaCodeRows } from '#shared/data/area-codes.ts';
import { usStates } from '#shared/data/states.ts';
import { type DeclaredPlace, placeOf } from '#shared/places.ts';
import { quietHours } from './quiet-hours.helpers.ts';

const RUNS = 300;
const SAMPLES = 200;
const seed = Date.now() % 2_147_483_647;
console.log(`seed ${seed} (quiet-hours properties)`);
const settings = { seed, numRuns: RUNS };

const codes = areaCodeRows.flatMap(([, , list]) => list.trim().replaceAll('*', '').split(/\s+/));
const e164 = fc.constantFrom(...codes, '800', '999').map((code) => `+1${code}5550143`);
const declared: fc.Arbitrary<DeclaredPlace> = fc.record(
  {
    state: fc.constantFrom(...Object.keys(usStates)),
    zip: fc.constantFrom('33101', '32501', '79901', '02903', '99950', '96813', 'M5V 2T6'),
    timeZone: fc.constantFrom('America/New_York', 'America/Los_Angeles', 'America/Phoenix'),
  },
  { requiredKeys: [] },
);
const moment = fc
  .integer({ min: Date.UTC(2026, 0, 1) / MINUTE, max: Date.UTC(2027, 11, 31) / MINUTE })
  .map((minutes): Instant => minutes * MINUTE);

describe('the next legal moment', () => {
  it('is legal, and no minute before it is', () => {
    fc.assert(
      fc.property(e164, declared, moment, fc.nat(), (phone, facts, at, skew) => {
        const place = placeOf(phone, facts);
        const { open, until, exhausted } = quietHours(at, place);
        expect(until === at).toBe(open);
        expect(until).toBeGreaterThanOrEqual(at);
        if (exhausted !== true) expect(quietHours(until, place).open).toBe(true);
        const minutes = Math.floor((until - at) / MINUTE);
        const step = Math.max(1, Math.floor(minutes / SAMPLES));
        for (let minute = skew % step; minute < minutes; minute += step) {
          expect(quietHours(at + minute * MINUTE, place).open).toBe(false);
        }
        if (minutes > 0) expect(quietHours(until - 1, place).open).toBe(false);
      }),
      settings,
    );
  });

  it('is always found within six days for every area code alone', () => {
    fc.assert(
      fc.property(e164, moment, (phone, at) => {
        const verdict = quietHours(at, placeOf(phone));
        expect(verdict.exhausted).toBeUndefined();
        expect(verdict.until - at).toBeLessThan(6 * DAY);
      }),
      settings,
    );
  });
});

describe('more candidates', () => {
  it('never open a moment that fewer kept closed (QH-05)', () => {
    fc.assert(
      fc.property(e164, declared, moment, (phone, facts, at) => {
        const alone = placeOf(phone);
        if (alone.basis.includes('unknown')) return; // there, a fact takes candidates away
        const more = placeOf(phone, facts);
        if (quietHours(at, more).open) expect(quietHours(at, alone).open).toBe(true);
      }),
      settings,
    );
  });

  it('agree with each candidate zone and state asked alone, when the states have the zone', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom('US-FL', 'US-RI', 'US-CT', 'US-PA', 'US-NY', 'US-KY'), {
          minLength: 1,
        }),
        moment,
        (states, at) => {
          const zones = ['America/New_York'];
          const each = states.map((state) => ({ zones, states: [state], basis: [] }));
          const alone = each.every((place) => quietHours(at, place).open);
          expect(quietHours(at, { zones, states, basis: [] }).open).toBe(alone);
        },
      ),
      settings,
    );
  });
});

describe('federal law', () => {
  it('holds by the wall clock a phone shows, whatever else does (QH-01)', () => {
    const clock = new Intl.DateTimeFormat('en-US', {
      timeZone: 'America/Chicago',
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
    });
    const illinois = placeOf('+13125550143');
    fc.assert(
      fc.property(moment, (at) => {
        const [hour = 0, minute = 0] = clock.format(at).split(':').map(Number);
        const local = hour * HOUR + minute * MINUTE;
        const legal = local >= 8 * HOUR && local < 21 * HOUR - 15 * MINUTE;
        expect(quietHours(at, illinois).open).toBe(legal);
      }),
      settings,
    );
  });
});
