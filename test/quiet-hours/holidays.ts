/**
 * The dates of the holidays, found a second way for the tests: by walking luxon's calendar as the
 * law words each day, with Easter as published. Which days a state keeps is data/holidays.ts'
 * answer; a day named there that has no rule here is refused, so none goes unchecked.
 *
 * Rests on 5 U.S.C. 6103(a) for the federal days, E.O. 11582 and 5 U.S.C. 6103(b) for the observed
 * ones (a Saturday's on the Friday, a Sunday's on the Monday), and the citations of the lists.
 */
import { DateTime } from 'luxon';
import { present } from '#shared/basics.ts';
import { type HolidayListName, holidayLists } from '#shared/data/holidays.ts';

const MONDAY = 1;
const TUESDAY = 2;
const THURSDAY = 4;
const SATURDAY = 6;
const SUNDAY = 7;

/** Easter Sunday, as the churches publish it (Gregorian). */
const easterSundays: Readonly<Record<number, string>> = {
  2025: '2025-04-20',
  2026: '2026-04-05',
  2027: '2027-03-28',
  2028: '2028-04-16',
};
/** One more on each side: New Year's Day of 2028 is a Saturday, kept on a Friday of 2027. */
const years = Object.keys(easterSundays).map(Number);

type Rule = (year: number) => DateTime | undefined;

const on =
  (month: number, day: number): Rule =>
  (year) =>
    DateTime.utc(year, month, day);

/** The first such weekday on or after a day of the month. */
function firstFrom(weekday: number, year: number, month: number, day: number): DateTime {
  let date = DateTime.utc(year, month, day);
  while (date.weekday !== weekday) date = date.plus({ days: 1 });
  return date;
}

/** The nth such weekday of a month falls within its nth seven days. */
const nth =
  (count: number, weekday: number, month: number): Rule =>
  (year) =>
    firstFrom(weekday, year, month, 7 * (count - 1) + 1);

const lastMondayOfMay: Rule = (year) => firstFrom(MONDAY, year, 5, 25);

const daysFromEaster =
  (days: number): Rule =>
  (year) =>
    DateTime.fromISO(present(easterSundays[year], `Easter of ${year}`), { zone: 'utc' }).plus({
      days,
    });

/** The Tuesday after the first Monday of November is the first Tuesday from its second day on. */
const electionDay: Rule = (year) => firstFrom(TUESDAY, year, 11, 2);
const generalElectionDay: Rule = (year) => (year % 2 === 0 ? electionDay(year) : undefined);

const dayAfterThanksgiving: Rule = (year) => firstFrom(THURSDAY, year, 11, 22).plus({ days: 1 });

/** Utah's own: from Tuesday to Friday the Monday before June 19, on a weekend the Monday after. */
const utahJuneteenth: Rule = (year) => {
  const june19 = DateTime.utc(year, 6, 19);
  const back = june19.weekday < SATURDAY;
  return back ? firstFrom(MONDAY, year, 6, 20 - june19.weekday) : firstFrom(MONDAY, year, 6, 19);
};

/** By list and name: 'Election Day' is every year in Pennsylvania, every other year elsewhere. */
const rules: Readonly<Record<HolidayListName, Readonly<Record<string, Rule>>>> = {
  federal: {
    "New Year's Day": on(1, 1),
    'Martin Luther King Jr. Day': nth(3, MONDAY, 1),
    "Washington's Birthday": nth(3, MONDAY, 2),
    'Memorial Day': lastMondayOfMay,
    Juneteenth: on(6, 19),
    'Independence Day': on(7, 4),
    'Labor Day': nth(1, MONDAY, 9),
    'Columbus Day': nth(2, MONDAY, 10),
    'Veterans Day': on(11, 11),
    'Thanksgiving Day': nth(4, THURSDAY, 11),
    'Christmas Day': on(12, 25),
  },
  alabama: {
    'Mardi Gras (Mobile and Baldwin counties)': daysFromEaster(-47),
    'Confederate Memorial Day': nth(4, MONDAY, 4),
    "Jefferson Davis' Birthday": nth(1, MONDAY, 6),
  },
  louisiana: {
    'Battle of New Orleans': on(1, 8),
    'Mardi Gras': daysFromEaster(-47),
    'Good Friday': daysFromEaster(-2),
    'Huey P. Long Day': on(8, 30),
    "All Saints' Day": on(11, 1),
    'Election Day': generalElectionDay,
    'Acadian Day': dayAfterThanksgiving,
  },
  pennsylvania: {
    'Good Friday': daysFromEaster(-2),
    'Flag Day': on(6, 14),
    'Election Day': electionDay,
  },
  rhodeIsland: {
    'Rhode Island Independence Day': on(5, 4),
    'Victory Day': nth(2, MONDAY, 8),
    'Election Day': generalElectionDay,
  },
  utahUntil2026: {
    'Juneteenth (Monday)': utahJuneteenth,
    'Pioneer Day': on(7, 24),
  },
  utah: {
    'Good Friday': daysFromEaster(-2),
    'Juneteenth (Monday)': utahJuneteenth,
    'Pioneer Day': on(7, 24),
  },
};

/** The day itself and the day it is observed on, where that is another. */
function kept(date: DateTime, saturdayOnFriday: boolean): readonly DateTime[] {
  if (date.weekday === SUNDAY) return [date, date.plus({ days: 1 })];
  if (date.weekday !== SATURDAY) return [date];
  return [date, saturdayOnFriday ? date.minus({ days: 1 }) : date.plus({ days: 2 })];
}

function ownDates(
  name: HolidayListName,
  observed: string = holidayLists[name].observed,
): readonly string[] {
  const { holidays } = holidayLists[name];
  return holidays.flatMap((holiday) => {
    const rule = present(rules[name][holiday.name], `a rule for ${holiday.name} of ${name}`);
    return years.flatMap((year) => {
      const date = rule(year);
      if (date === undefined) return [];
      return kept(date, observed === 'friday-or-monday').map((each) => each.toFormat('yyyy-MM-dd'));
    });
  });
}

/**
 * ISO dates of a list, 2025 to 2028: its own days and the federal ones, with the days on which the
 * federation and the state observe them (R.I. Gen. Laws 25-1-1: a Saturday's on the Monday).
 */
export const holidayDates = (name: HolidayListName): ReadonlySet<string> =>
  new Set([
    ...ownDates('federal'),
    ...ownDates('federal', holidayLists[name].observed),
    ...ownDates(name),
  ]);

export const holidayListNames = Object.keys(rules) as readonly HolidayListName[];
