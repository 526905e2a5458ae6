/**
 * Holiday lists day by day: kept dates, observed days, and which list knows what (table 5.2). What
 * a holiday means for texts is tested in quiet-hours.test.ts.
 */
import { describe, expect, it } from 'vitest';
import { DAY } from '#shared/basics.ts';
import { type HolidayListName, holidayLists } from '#shared/data/holidays.ts';
import { holidayOn, weekdayOf } from '#shared/holidays.ts';

const on = (list: HolidayListName, date: string): string | undefined =>
  holidayOn(list, Date.parse(date) / DAY);

function datesOf(list: HolidayListName, year: number): readonly string[] {
  const dates: string[] = [];
  for (let day = Date.UTC(year, 0, 1) / DAY; day < Date.UTC(year + 1, 0, 1) / DAY; day += 1) {
    if (holidayOn(list, day)) dates.push(new Date(day * DAY).toISOString().slice(5, 10));
  }
  return dates;
}

describe('the federal list (5 U.S.C. 6103)', () => {
  it('2026, with 3 July for Independence Day on a Saturday', () => {
    expect(datesOf('federal', 2026)).toEqual(
      `01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25`.split(' '),
    );
  });

  it('2027, with days on Friday and Monday for weekends, and 31 December for New Year', () => {
    expect(datesOf('federal', 2027)).toEqual(
      `01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31`.split(
        ' ',
      ),
    );
  });
});

describe('state lists hold all federal days and their own', () => {
  it.each(Object.keys(holidayLists) as HolidayListName[])('%s', (list) => {
    for (const year of [2025, 2026, 2027, 2028]) {
      expect(datesOf(list, year)).toEqual(expect.arrayContaining([...datesOf('federal', year)]));
    }
  });

  it.each([
    ['alabama', '2026-02-17', 'Mardi Gras (Mobile and Baldwin counties)'],
    ['alabama', '2026-04-27', 'Confederate Memorial Day'],
    ['alabama', '2026-06-01', "Jefferson Davis' Birthday"],
    ['louisiana', '2026-01-08', 'Battle of New Orleans'],
    ['louisiana', '2027-02-09', 'Mardi Gras'],
    ['louisiana', '2026-04-03', 'Good Friday'],
    ['louisiana', '2027-08-30', 'Huey P. Long Day'],
    ['louisiana', '2026-08-31', 'Huey P. Long Day (observed)'],
    ['louisiana', '2027-11-01', "All Saints' Day"],
    ['louisiana', '2026-11-03', 'Election Day'],
    ['louisiana', '2026-11-27', 'Acadian Day'],
    ['louisiana', '2030-11-29', 'Acadian Day'], // November begins on a Friday
    ['pennsylvania', '2027-06-14', 'Flag Day'],
    ['pennsylvania', '2025-06-16', 'Flag Day (observed)'],
    ['pennsylvania', '2027-11-02', 'Election Day'],
    ['rhodeIsland', '2025-05-05', 'Rhode Island Independence Day (observed)'],
    ['rhodeIsland', '2027-08-09', 'Victory Day'],
    ['utah', '2027-03-26', 'Good Friday'],
    ['utah', '2026-07-24', 'Pioneer Day'],
    ['utah', '2027-07-23', 'Pioneer Day (observed)'],
  ] as const)('%s keeps %s: %s', (list, date, name) => {
    expect(on(list, date)).toBe(name);
  });

  it.each([
    ['louisiana', '2027-11-02', 'no general election in an odd year'],
    ['rhodeIsland', '2026-04-03', 'Good Friday is no holiday there'],
    ['alabama', '2026-11-27', 'the day after Thanksgiving'],
    ['utah', '2026-11-03', 'Election Day'],
    ['utahUntil2026', '2026-04-03', 'Good Friday'],
  ] as const)('%s does not keep %s: %s', (list, date, _why) => {
    expect(on(list, date)).toBeUndefined();
  });
});

describe('Juneteenth in Utah is a Monday (63G-1-301(2))', () => {
  it.each([
    ['2025', 'Thursday', '2025-06-16'],
    ['2026', 'Friday', '2026-06-15'],
    ['2027', 'Saturday', '2027-06-21'],
    ['2028', 'Monday', '2028-06-19'],
    ['2029', 'Tuesday', '2029-06-18'],
    ['2033', 'Sunday', '2033-06-20'],
  ])('in %s, when the 19th is a %s, it is %s', (_year, _weekday, monday) => {
    expect(on('utah', monday)).toContain('Juneteenth');
    expect(weekdayOf(Date.parse(monday) / DAY)).toBe(1);
  });
});
