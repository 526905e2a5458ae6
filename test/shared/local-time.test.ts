/**
 * Wall clocks against the runtime's own words for the same instant: offsets, days and minutes, on
 * days with a clock change too. What the law makes of them is tested in quiet-hours.test.ts.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, type Instant, MINUTE } from '#shared/basics.ts';
import {
  calendarDayAt,
  instantOf,
  isTimeZone,
  minuteOfDayAt,
  offsetAt,
} from '#shared/local-time.ts';

const seed = Date.now() % 2_147_483_647;
console.log(`seed ${seed} (wall clocks)`);

const ZONES = [
  'America/New_York',
  'America/St_Johns',
  'America/Phoenix',
  'America/Havana',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Etc/GMT+6',
];
const clocks = new Map(
  ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }),
  ]),
);
/** '2026-03-08 03:00' as an instant of UTC. */
const shown = (zone: string, at: Instant): Instant =>
  Date.parse(`${clocks.get(zone)?.format(at).replace(' ', 'T')}Z`);

const zone = fc.constantFrom(...ZONES);
const minute = fc
  .integer({ min: Date.UTC(2000, 0, 1) / MINUTE, max: Date.UTC(2035, 0, 1) / MINUTE })
  .map((minutes) => minutes * MINUTE);
const changing = fc
  .tuple(
    fc.constantFrom('2026-03-08', '2026-11-01', '2027-03-14', '2026-04-05', '2026-02-15'),
    fc.integer({ min: -24 * 60, max: 48 * 60 }),
  )
  .map(([date, minutes]) => Date.parse(date) + minutes * MINUTE);

describe('a wall clock', () => {
  it('shows what the runtime says, on days of clock changes too', () => {
    fc.assert(
      fc.property(zone, fc.oneof(minute, changing), (name, at) => {
        expect(at + offsetAt(name, at)).toBe(shown(name, at));
        expect(calendarDayAt(name, at) * 24 * HOUR + minuteOfDayAt(name, at) * MINUTE).toBe(
          shown(name, at),
        );
      }),
      { seed, numRuns: 2_000 },
    );
  });

  it('shows a time of day from 03:00 on at the instant named for it', () => {
    fc.assert(
      fc.property(
        zone,
        fc.oneof(minute, changing),
        fc.integer({ min: 180, max: 1_439 }),
        (name, near, minuteOfDay) => {
          const day = calendarDayAt(name, near);
          const at = instantOf(name, day, minuteOfDay);
          expect([calendarDayAt(name, at), minuteOfDayAt(name, at)]).toEqual([day, minuteOfDay]);
        },
      ),
      { seed, numRuns: 2_000 },
    );
  });

  it('changes at the minute of the change', () => {
    const spring = Date.parse('2026-03-08T07:00:00Z');
    expect(offsetAt('America/New_York', spring - 1)).toBe(-5 * HOUR);
    expect(offsetAt('America/New_York', spring)).toBe(-4 * HOUR);
  });
});

describe('a time zone', () => {
  it.each([
    ['America/New_York', true],
    ['Etc/GMT+6', true],
    ['Mars/Olympus', false],
    ['', false],
  ])('%j is known to the runtime: %s', (name, known) => {
    expect(isTimeZone(name)).toBe(known);
  });
});
