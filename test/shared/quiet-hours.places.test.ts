/**
 * Quiet hours where place and clock matter: fixed and second clocks of a law, clock changes,
 * several candidates at once (QH-05, QH-06), and what an agent reads.
 */
import { describe, expect, it } from 'vitest';
import { DAY } from '#shared/basics.ts';
import { placeOf } from '#shared/places.ts';
import {
  CENTRAL,
  details,
  EASTERN,
  EVERY_STATE,
  expectWindow,
  isOpen,
  number,
  PACIFIC,
  place,
  quietHours,
  until,
} from './quiet-hours.helpers.ts';

describe('clocks', () => {
  it('Mississippi counts in Central Standard Time in summer too, within federal hours', () => {
    // 08:00 to 20:00 at UTC-6 is 09:00 to 21:00 by the summer clock.
    const mississippi = placeOf(number('601'));
    expectWindow(mississippi, '2026-07-08', '-06:00', '08:00-20:00');
    expect(isOpen('2026-07-08T08:30:00-05:00', mississippi)).toBe(false);
    expect(details('2026-07-08T08:30:00-05:00', mississippi)).toEqual([
      'Mississippi allows texts 08:00 to 20:00; ' +
        'it is Wednesday 07:30 in Central Standard Time (UTC-6 all year)',
    ]);
  });

  it('Texas counts by the local clock and by Central time, so El Paso has both (D-07)', () => {
    const elPaso = placeOf(number('915'));
    expectWindow(elPaso, '2026-12-02', '-07:00', '09:00-20:00');
    expectWindow(elPaso, '2026-12-06', '-07:00', '12:00-20:00'); // Sunday
  });

  it('the spring change of 2026: 08:00 comes an hour earlier by UTC', () => {
    const florida = placeOf(number('305'));
    expect(until('2026-03-07T03:00:00Z', florida)).toBe('2026-03-07T13:00:00.000Z');
    expect(until('2026-03-08T03:00:00Z', florida)).toBe('2026-03-08T12:00:00.000Z');
    expectWindow(florida, '2026-03-08', '-04:00', '08:00-20:00');
  });

  it('the autumn change of 2026: 08:00 comes an hour later by UTC', () => {
    const florida = placeOf(number('305'));
    expect(until('2026-10-31T03:00:00Z', florida)).toBe('2026-10-31T12:00:00.000Z');
    expect(until('2026-11-01T03:00:00Z', florida)).toBe('2026-11-01T13:00:00.000Z');
    expectWindow(florida, '2026-11-01', '-05:00', '08:00-20:00');
  });

  it('Arizona does not change, its Navajo part does: 928 keeps both', () => {
    expectWindow(placeOf(number('602')), '2026-07-08', '-07:00', '08:00-21:00');
    expectWindow(placeOf(number('928')), '2026-07-08', '-07:00', '08:00-20:00');
    expectWindow(placeOf(number('928')), '2026-12-02', '-07:00', '08:00-21:00');
  });

  it('British Columbia stays on UTC-7 after 2026-11-01 (tz data 2026c knows)', () => {
    expectWindow(placeOf(number('604')), '2026-12-02', '-07:00', '09:00-21:30');
  });

  it('Newfoundland is half an hour off, with Labrador an hour behind', () => {
    expectWindow(place(['America/St_Johns'], ['CA-NL']), '2026-12-02', '-03:30', '09:00-21:30');
    expect(isOpen('2026-12-02T09:15:00-03:30', placeOf(number('709')))).toBe(false);
    expect(isOpen('2026-12-02T09:30:00-03:30', placeOf(number('709')))).toBe(true);
  });
});

describe('several candidates: legal in all of them (QH-05)', () => {
  it('a code with two zones opens with the later and closes with the earlier', () => {
    const kentucky = placeOf(number('270'));
    expectWindow(kentucky, '2026-12-02', '-05:00', '11:00-21:00');
    expect(details('2026-12-02T10:30:00-05:00', kentucky)).toEqual([
      'Kentucky allows texts 10:00 to 21:00; it is 09:30 in America/Chicago',
    ]);
  });

  it('a Rhode Island number declared in California keeps both', () => {
    const both = placeOf(number('401'), { state: 'CA' });
    expectWindow(both, '2026-12-02', '-05:00', '11:00-18:00');
    expect(isOpen('2026-12-06T14:00:00-05:00', both)).toBe(false);
  });

  it('a state is judged only in the zones it has', () => {
    // Connecticut opens at 09:00 Eastern; 09:00 Pacific would be noon there.
    const place203 = placeOf(number('203'), { state: 'WA' });
    expectWindow(place203, '2026-12-02', '-05:00', '11:00-20:00');
  });

  it('a zone no candidate state has is judged by all of them', () => {
    const away = placeOf(number('203'), { timeZone: PACIFIC });
    expectWindow(away, '2026-12-02', '-05:00', '12:00-20:00');
  });

  it('a Canadian number in a US zone keeps federal law too', () => {
    expectWindow(
      placeOf(number('416'), { timeZone: EASTERN }),
      '2026-12-02',
      '-05:00',
      '09:00-21:00',
    );
  });

  it.each([
    [EASTERN, '-05:00'],
    [CENTRAL, '-06:00'],
    [PACIFIC, '-08:00'],
  ])('all states on one clock, %s: the strictest intersection (QH-06)', (zone, offset) => {
    const strictest = place([zone], EVERY_STATE);
    expectWindow(strictest, '2026-12-02', offset, '10:00-18:00');
    expectWindow(strictest, '2026-12-05', offset, '10:00-17:00');
    expectWindow(strictest, '2026-12-06', offset, 'none');
    expectWindow(strictest, '2026-12-25', offset, 'none');
  });

  it('an unknown code: from 08:00 in Hawaii until Rhode Island closes', () => {
    const unknown = placeOf(number('800'));
    expectWindow(unknown, '2026-12-02', '-05:00', '13:00-18:00');
    expectWindow(unknown, '2026-12-05', '-05:00', '13:00-17:00');
    expectWindow(unknown, '2026-12-06', '-05:00', 'none');
    expectWindow(unknown, '2026-07-08', '-04:00', '14:00-18:00');
    expectWindow(unknown, '2026-11-26', '-05:00', 'none');
  });

  it('places that are never open together say so instead of a false promise', () => {
    const never = placeOf(number('401'), { timeZone: 'Pacific/Guam' });
    const at = Date.parse('2026-12-02T15:00:00-05:00');
    const verdict = quietHours(at, never);
    expect(verdict).toMatchObject({ open: false, exhausted: true, until: at + 14 * DAY });
    expect(verdict.rules.length).toBeGreaterThan(0);
    expect(quietHours(at, placeOf(number('401')))).not.toHaveProperty('exhausted');
  });
});

describe('what an agent reads', () => {
  it('each rule that forbids, federal law first, with citation and local time', () => {
    const verdict = quietHours(Date.parse('2026-07-01T21:31:00-04:00'), placeOf(number('305')));
    expect(verdict.rules).toEqual([
      {
        state: 'US',
        citation: '47 CFR 64.1200(c)(1)',
        confidence: 'Q',
        detail: 'Federal law allows texts 08:00 to 21:00; it is 21:31 in America/New_York',
      },
      {
        state: 'US-FL',
        citation: 'Fla. Stat. 501.616(6)',
        confidence: 'V',
        detail: 'Florida allows texts 08:00 to 20:00; it is 21:31 in America/New_York',
      },
    ]);
  });

  it.each([
    [
      '2026-07-01T19:50:00-04:00',
      '305',
      'Florida allows texts 08:00 to 20:00, and sending stops 15 minutes before that; ' +
        'it is 19:50 in America/New_York',
    ],
    [
      '2026-12-06T14:05:00-06:00',
      '205',
      'Alabama allows no texts on Sundays; it is Sunday 14:05 in America/Chicago',
    ],
    [
      '2026-12-05T17:20:00-05:00',
      '401',
      'Rhode Island allows texts 10:00 to 17:00 on Saturdays; ' +
        'it is Saturday 17:20 in America/New_York',
    ],
  ])('at %s for area code %s', (time, code, detail) => {
    expect(details(time, placeOf(number(code)))).toEqual([detail]);
  });

  it('at most three clocks are named', () => {
    const [federal] = details('2026-12-02T12:00:00Z', placeOf(number('800')));
    expect(federal).toMatch(/, and closed in 5 more zones$/);
  });
});

describe('bad calls', () => {
  it('a place without zones or states, or a time that is none, is a fault of the caller', () => {
    expect(() => quietHours(0, place([], ['US-FL']))).toThrow('a place has a zone');
    expect(() => quietHours(0, place([EASTERN], []))).toThrow('a place has a state');
    expect(() => quietHours(Number.NaN, placeOf(number('305')))).toThrow('an instant');
  });
});
