/**
 * Quiet hours (QH-01, QH-05 to QH-07) at every moment the answer may change, compared with a
 * second computation that shares only the tables of law with the product: open or closed, until
 * when, and whose rows forbid. Each edge of each row that applies (midnight, opening, last sending
 * minute, close) is asked a minute before, a millisecond before, at it and a minute after.
 *
 * A state that has rows of its own is compared on every day of 2026 and 2027. Each of its zones
 * alone, and all other places, on the telling days: every clock change, change of law and holiday
 * of any list, the day before and after each, and a plain week of each season.
 */
import { DateTime } from 'luxon';
import { afterAll, describe, expect, it } from 'vitest';
import { areaCodeRows } from '#shared/data/area-codes.ts';
import { enforcedScopes, quietRows } from '#shared/data/quiet-hours.ts';
import { canadianProvinces, usStates, usTerritories } from '#shared/data/states.ts';
import { type DeclaredPlace, type Place, placeOf } from '#shared/places.ts';
import { compileQuietHours } from '#shared/quiet-hours.ts';
import {
  changes,
  compared,
  differences,
  everyDay,
  holidays,
  telling,
  twoYears,
} from './compare.ts';
import { holidayDates } from './holidays.ts';
import { days } from './second.ts';

const EASTERN = 'America/New_York';
const SUNDAY = 7;
const SATURDAY = 6;

const numberOf = (areaCode: string): string => `+1${areaCode}5550143`;
/** Toll-free: it names no place, so that declared facts speak alone. */
const placeless = numberOf('800');

afterAll(() => {
  console.info(`quiet hours: ${compared()}`);
});

describe('holidays of the second computation', () => {
  it('has the observed days of 2026 and 2027 that the law moves', () => {
    const federal = holidayDates('federal');
    const moved = ['2026-07-03', '2027-06-18', '2027-07-05', '2027-12-24', '2027-12-31'];
    expect(moved.filter((date) => !federal.has(date))).toEqual([]);
    expect(holidayDates('pennsylvania')).toContain('2026-06-15');
    expect([...holidayDates('utah')]).toEqual(
      expect.arrayContaining(['2026-06-15', '2027-06-21', '2027-07-23']),
    );
  });

  it('has the days of 2026 and 2027 that move with Easter or an election', () => {
    expect([...holidayDates('louisiana')]).toEqual(
      expect.arrayContaining(['2026-02-17', '2026-04-03', '2027-02-09', '2027-03-26']),
    );
    expect(holidayDates('louisiana')).toContain('2026-11-03');
    expect(holidayDates('louisiana')).not.toContain('2027-11-02');
    expect(holidayDates('pennsylvania')).toContain('2027-11-02');
    expect(holidayDates('rhodeIsland')).toContain('2026-11-03');
  });
});

describe('a state, territory or province alone', () => {
  const regions = Object.entries({ ...usStates, ...usTerritories, ...canadianProvinces });

  it.each(regions)('%s: every edge, in all its zones and in each alone', (code, { zones }) => {
    const ownRows = quietRows.some(({ state }) => state === code);
    const all: Place = { states: [code], zones: [...zones].sort(), basis: ['declared'] };
    expect(differences(all, ownRows ? everyDay : telling)).toEqual([]);
    for (const zone of zones) {
      expect(differences({ ...all, zones: [zone] }, telling)).toEqual([]);
    }
  });
});

describe('an account that enforces the rows for automatic devices too', () => {
  const scopes = [...enforcedScopes, 'D'] as const;
  const states = quietRows.filter(({ texts }) => texts === 'D').map(({ state }) => state);

  it.each(states)('%s: every edge of every day', (code) => {
    const place = placeOf(placeless, { state: code });
    expect(differences(place, everyDay, scopes)).toEqual([]);
  });

  it('an unknown place keeps them all', () => {
    expect(differences(placeOf(placeless), changes, scopes)).toEqual([]);
  });
});

describe('a place of several candidates', () => {
  it.each(areaCodeRows)(
    '%s in %j: every area code, changes, holidays, plain weeks',
    (_s, _z, codes) => {
      for (const code of codes.replaceAll('*', '').split(/\s+/)) {
        const place = placeOf(numberOf(code));
        expect(place.basis).toEqual(['area-code']);
        expect(differences(place, telling)).toEqual([]);
      }
    },
  );

  it.each([
    ['a toll-free number', placeless],
    ['an area code nobody has', numberOf('211')],
    ['a Caribbean number', numberOf('876')],
    ['a British number', '+442079460123'],
  ])('%s: every state in every zone of it', (_what, e164) => {
    const place = placeOf(e164);
    expect(place.states).toHaveLength(Object.keys(usStates).length);
    expect(differences(place, telling)).toEqual([]);
  });
});

describe('declared facts beside an area code', () => {
  const numbers = '800 401 850 915 270 605 541 867 709 671 907 202'.split(' ').map(numberOf);
  const declared: readonly DeclaredPlace[] = [
    { state: 'TX' },
    { state: 'RI' },
    { state: 'Quebec' },
    { zip: '79901' },
    { zip: '32501' },
    { zip: '06390' },
    { zip: '42223' },
    { zip: '96799' },
    { zip: 'V5K 0A1' },
    { state: 'PA', zip: '15201' },
    { state: 'MS', timeZone: EASTERN },
    { state: 'UT', timeZone: 'Pacific/Honolulu' },
    { timeZone: 'America/Boise' },
    { timeZone: 'America/St_Johns' },
    { timeZone: 'America/Havana' },
    { timeZone: 'Europe/London' },
    { timeZone: 'Asia/Kathmandu' },
    { timeZone: 'Asia/Tokyo' },
    { state: 'AL', zip: '70112', timeZone: 'America/Los_Angeles' },
  ];

  it.each(declared)('%j: with each of twelve numbers, around every change', (facts) => {
    for (const number of numbers) {
      expect(differences(placeOf(number, facts), changes)).toEqual([]);
    }
  });
});

describe('an unknown place, in plain words (QH-06)', () => {
  const unknown = placeOf(placeless);
  const today = compileQuietHours(quietRows);
  const openAt = (date: DateTime): boolean => today.isOpen(date.toMillis(), unknown);
  const eastern = (date: string, time: string): DateTime =>
    DateTime.fromISO(`${date}T${time}`, { zone: EASTERN });

  it('opens on weekdays from 08:00 in Honolulu to 17:45 in New York, Saturdays to 16:45', () => {
    for (const { iso: date, weekday } of twoYears) {
      if (weekday === SUNDAY || holidays.has(date)) continue;
      const opening = DateTime.fromISO(`${date}T08:00`, { zone: 'Pacific/Honolulu' });
      const close = eastern(date, weekday === SATURDAY ? '16:45' : '17:45');
      const minutes = [opening.minus(1), opening, close.minus(1), close].map(openAt);
      expect([date, ...minutes]).toEqual([date, false, true, true, false]);
    }
  });

  it('stays closed on Sundays and on every holiday of any list, whatever the clock', () => {
    const open = twoYears
      .filter(({ iso: date, weekday }) => weekday === SUNDAY || holidays.has(date))
      .flatMap(({ iso: date }) =>
        ['09:00', '10:00', '12:00', '13:00', '14:00', '16:44', '17:44', '19:00'].map((time) =>
          eastern(date, time),
        ),
      )
      .filter(openAt);
    expect(open.map((date) => date.toISO())).toEqual([]);
  });

  it('never opens outside Mon-Fri 10:00-18:00 or Sat 10:00-17:00 by the eastern clock', () => {
    const quarters = telling.flatMap((day) =>
      Array.from({ length: 96 }, (_, quarter) =>
        eastern(days[day]?.iso ?? '', '00:00').plus({ minutes: 15 * quarter }),
      ),
    );
    const outside = quarters.filter(openAt).filter(({ weekday, hour }) => {
      const close = weekday === SATURDAY ? 17 : 18;
      return weekday === SUNDAY || hour < 10 || hour >= close;
    });
    expect(outside.map((date) => date.toISO())).toEqual([]);
  });
});
