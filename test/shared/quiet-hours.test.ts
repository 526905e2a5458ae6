/**
 * Quiet hours row by row: the window of each state, its Sundays, holidays and effective dates, and
 * the margin before the close (QH-01, QH-07, table 5.2). How places combine is tested in
 * quiet-hours.places.test.ts, properties in quiet-hours.property.test.ts.
 */
import { describe, expect, it } from 'vitest';
import {
  CENTRAL,
  details,
  EASTERN,
  expectWindow,
  isOpen,
  MOUNTAIN,
  PACIFIC,
  place,
  until,
  utc,
  WINTER_OFFSET,
} from './quiet-hours.helpers.ts';

describe('each row of law, on a Wednesday, a Saturday and a Sunday in winter', () => {
  it.each([
    ['US-NY', EASTERN, '08:00-21:00', '08:00-21:00', '08:00-21:00'], // federal alone
    ['US-AL', CENTRAL, '08:00-20:00', '08:00-20:00', 'none'],
    ['US-CT', EASTERN, '09:00-20:00', '09:00-20:00', '09:00-20:00'],
    ['US-FL', EASTERN, '08:00-20:00', '08:00-20:00', '08:00-20:00'],
    ['US-KY', EASTERN, '10:00-21:00', '10:00-21:00', '10:00-21:00'],
    ['US-LA', CENTRAL, '08:00-20:00', '08:00-20:00', 'none'],
    ['US-MA', EASTERN, '08:00-20:00', '08:00-20:00', '08:00-20:00'],
    ['US-MD', EASTERN, '08:00-20:00', '08:00-20:00', '08:00-20:00'],
    ['US-MI', EASTERN, '09:00-21:00', '09:00-21:00', '09:00-21:00'],
    ['US-MN', CENTRAL, '09:00-21:00', '09:00-21:00', '09:00-21:00'],
    ['US-MS', CENTRAL, '08:00-20:00', '08:00-20:00', 'none'],
    ['US-NJ', EASTERN, '08:00-20:00', '08:00-20:00', '08:00-20:00'],
    ['US-NM', MOUNTAIN, '09:00-21:00', '09:00-21:00', '09:00-21:00'],
    ['US-NV', PACIFIC, '09:00-20:00', '09:00-20:00', '09:00-20:00'],
    ['US-OK', CENTRAL, '08:00-20:00', '08:00-20:00', '08:00-20:00'],
    ['US-OR', PACIFIC, '08:00-20:00', '08:00-20:00', '08:00-20:00'],
    ['US-PA', EASTERN, '09:00-19:00', '09:00-19:00', 'none'],
    ['US-RI', EASTERN, '09:00-18:00', '10:00-17:00', 'none'],
    ['US-SD', CENTRAL, '09:00-21:00', '09:00-21:00', 'none'],
    ['US-TX', CENTRAL, '09:00-21:00', '09:00-21:00', '12:00-21:00'],
    ['US-UT', MOUNTAIN, '08:00-21:00', '08:00-21:00', 'none'],
    ['US-WA', PACIFIC, '08:00-20:00', '08:00-20:00', '08:00-20:00'],
    ['US-WY', MOUNTAIN, '08:00-20:00', '08:00-20:00', '08:00-20:00'],
    // Device-only rules say nothing of texts: the federal window stays.
    ['US-CA', PACIFIC, '08:00-21:00', '08:00-21:00', '08:00-21:00'],
    ['US-IN', EASTERN, '08:00-21:00', '08:00-21:00', '08:00-21:00'],
    ['US-ME', EASTERN, '08:00-21:00', '08:00-21:00', '08:00-21:00'],
    // Canada: calling hours as policy (QX-05, QX-06).
    ['CA-ON', 'America/Toronto', '09:00-21:30', '10:00-18:00', '10:00-18:00'],
  ])('%s in %s', (state, zone, weekday, saturday, sunday) => {
    const where = place([zone], [state]);
    const offset = WINTER_OFFSET[zone] ?? '';
    expectWindow(where, '2026-12-02', offset, weekday);
    expectWindow(where, '2026-12-05', offset, saturday);
    expectWindow(where, '2026-12-06', offset, sunday);
  });

  it('a Saturday evening in a state without Sundays waits for Monday', () => {
    const alabama = place([CENTRAL], ['US-AL']);
    expect(until('2026-12-05T19:45:00-06:00', alabama)).toBe(utc('2026-12-07T08:00:00-06:00'));
  });
});

describe('effective dates', () => {
  const pennsylvania = place([EASTERN], ['US-PA']);

  it('Pennsylvania keeps 08:00 to 21:00 until Act 47 takes effect on 2026-10-18', () => {
    expectWindow(pennsylvania, '2026-10-11', '-04:00', '08:00-21:00'); // a Sunday
    expectWindow(pennsylvania, '2026-10-17', '-04:00', '08:00-21:00');
    expectWindow(pennsylvania, '2026-10-18', '-04:00', 'none'); // a Sunday
    expectWindow(pennsylvania, '2026-10-19', '-04:00', '09:00-19:00');
  });

  it('a text held on the last evening of the old hours waits for the first of the new', () => {
    expect(until('2026-10-17T20:45:00-04:00', pennsylvania)).toBe(utc('2026-10-19T09:00:00-04:00'));
  });

  it('Oregon has the federal window alone until 2026-01-01', () => {
    const oregon = place([PACIFIC], ['US-OR']);
    expectWindow(oregon, '2025-12-31', '-08:00', '08:00-21:00');
    expectWindow(oregon, '2026-01-01', '-08:00', '08:00-20:00');
  });
});

describe('holidays', () => {
  it.each([
    ['US-AL', CENTRAL, '2026-04-27', 'Confederate Memorial Day'],
    ['US-AL', CENTRAL, '2026-11-26', 'Thanksgiving Day'],
    ['US-AL', CENTRAL, '2026-07-03', 'Independence Day (observed)'],
    ['US-LA', CENTRAL, '2026-02-17', 'Mardi Gras'],
    ['US-PA', EASTERN, '2026-04-03', 'Good Friday'],
    ['US-PA', EASTERN, '2027-03-26', 'Good Friday'],
    ['US-PA', EASTERN, '2026-06-15', 'Flag Day (observed)'],
    ['US-PA', EASTERN, '2026-11-03', 'Election Day'],
    ['US-PA', EASTERN, '2027-11-02', 'Election Day'],
    ['US-PA', EASTERN, '2026-06-19', 'Juneteenth'],
    ['US-RI', EASTERN, '2026-05-04', 'Rhode Island Independence Day'],
    ['US-RI', EASTERN, '2026-08-10', 'Victory Day'],
    ['US-RI', EASTERN, '2026-11-03', 'Election Day'],
    ['US-RI', EASTERN, '2026-05-25', 'Memorial Day'],
    ['US-RI', EASTERN, '2027-12-31', "New Year's Day (observed)"],
    ['US-UT', MOUNTAIN, '2026-07-24', 'Pioneer Day'],
    ['US-UT', MOUNTAIN, '2027-07-05', 'Independence Day (observed)'],
  ])('%s in %s has no texts on %s, %s', (state, zone, date, name) => {
    const where = place([zone], [state]);
    const noon = `${date}T18:00:00Z`;
    expect(isOpen(noon, where)).toBe(false);
    expect(details(noon, where).join()).toContain(`no texts on holidays, such as today's ${name}`);
  });

  it.each([
    ['US-RI', EASTERN, '2027-11-02', 'no state election in an odd year'],
    ['US-AL', CENTRAL, '2026-04-20', 'the third Monday of April'],
    ['US-AL', CENTRAL, '2026-11-27', 'the day after Thanksgiving'],
    ['US-FL', EASTERN, '2026-11-26', 'Thanksgiving, in a state without holiday hours'],
    ['US-NY', EASTERN, '2026-12-25', 'Christmas: federal hours know no holidays'],
  ])('%s in %s is open on %s: %s', (state, zone, date) => {
    expect(isOpen(`${date}T18:00:00Z`, place([zone], [state]))).toBe(true);
  });

  it('a text held over Thanksgiving waits for Friday', () => {
    const rhodeIsland = place([EASTERN], ['US-RI']);
    const held = '2026-11-25T17:45:00-05:00';
    expect(until(held, rhodeIsland)).toBe(utc('2026-11-27T09:00:00-05:00'));
  });

  it('a holiday begins and ends at midnight of the clock judged', () => {
    const alabama = place([CENTRAL], ['US-AL']);
    expect(isOpen('2026-11-25T19:44:00-06:00', alabama)).toBe(true);
    expect(until('2026-11-26T00:30:00-06:00', alabama)).toBe(utc('2026-11-27T08:00:00-06:00'));
  });
});
