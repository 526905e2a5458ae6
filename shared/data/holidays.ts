/**
 * Holiday lists for the states whose hours stop on holidays. Which state uses which list is in
 * data/quiet-hours.ts; the calendar arithmetic is in shared/holidays.ts.
 *
 * Every state list is read together with the federal one: the days that are barred are the union,
 * each with its observed day. More days than the law needs cost a day's wait; fewer cost a fine.
 * Sources are on each list, read 2026-11-22; days a governor or president proclaims for one year
 * only cannot be known here.
 */

/** How a date is found. Weekdays count from Sunday = 0, months from January = 1. */
export type HolidayDate =
  | { readonly on: 'date'; readonly month: number; readonly day: number }
  | { readonly on: 'nth'; readonly month: number; readonly weekday: number; readonly nth: number }
  | { readonly on: 'last'; readonly month: number; readonly weekday: number }
  /** The Friday after the fourth Thursday of November. */
  | { readonly on: 'after-thanksgiving' }
  /** The Monday of the week, Monday to Friday, that the date falls in; of a weekend, the next. */
  | { readonly on: 'monday-of'; readonly month: number; readonly day: number }
  /** The last Monday before a date. */
  | { readonly on: 'monday-before'; readonly month: number; readonly day: number }
  | { readonly on: 'easter'; readonly offsetDays: number }
  /** The Tuesday after the first Monday of November. */
  | { readonly on: 'election'; readonly years: 'every' | 'even' };

export interface Holiday {
  readonly name: string;
  readonly date: HolidayDate;
}

export interface HolidayList {
  readonly citation: string;
  readonly confidence: 'V' | 'Q' | 'S' | 'M';
  /** When a fixed date on a weekend is kept too: on Monday, or for Saturday on the Friday. */
  readonly observed: 'friday-or-monday' | 'monday';
  readonly holidays: readonly Holiday[];
}

const JANUARY = 1;
const FEBRUARY = 2;
const APRIL = 4;
const MAY = 5;
const JUNE = 6;
const JULY = 7;
const AUGUST = 8;
const SEPTEMBER = 9;
const OCTOBER = 10;
const NOVEMBER = 11;
const DECEMBER = 12;
const MONDAY = 1;
const THURSDAY = 4;

const fixed = (name: string, month: number, day: number): Holiday => ({
  name,
  date: { on: 'date', month, day },
});
const nth = (name: string, month: number, weekday: number, count: number): Holiday => ({
  name,
  date: { on: 'nth', month, weekday, nth: count },
});
const last = (name: string, month: number, weekday: number): Holiday => ({
  name,
  date: { on: 'last', month, weekday },
});
const easter = (name: string, offsetDays: number): Holiday => ({
  name,
  date: { on: 'easter', offsetDays },
});

const federal: HolidayList = {
  citation: '5 U.S.C. 6103(a), (b); E.O. 11582',
  confidence: 'M',
  observed: 'friday-or-monday',
  holidays: [
    fixed("New Year's Day", JANUARY, 1),
    nth('Martin Luther King Jr. Day', JANUARY, MONDAY, 3),
    nth("Washington's Birthday", FEBRUARY, MONDAY, 3),
    last('Memorial Day', MAY, MONDAY),
    fixed('Juneteenth', JUNE, 19),
    fixed('Independence Day', JULY, 4),
    nth('Labor Day', SEPTEMBER, MONDAY, 1),
    nth('Columbus Day', OCTOBER, MONDAY, 2),
    fixed('Veterans Day', NOVEMBER, 11),
    nth('Thanksgiving Day', NOVEMBER, THURSDAY, 4),
    fixed('Christmas Day', DECEMBER, 25),
  ],
};

const UTAH = [
  { name: 'Juneteenth (Monday)', date: { on: 'monday-of', month: JUNE, day: 19 } },
  fixed('Pioneer Day', JULY, 24),
] as const satisfies readonly Holiday[];

/** Days of each list beyond the federal ones. A list that a law changes is two, as its rows are. */
export const holidayLists = {
  federal,
  alabama: {
    citation: 'Ala. Code 1-3-8',
    confidence: 'Q',
    observed: 'friday-or-monday',
    holidays: [
      easter('Mardi Gras (Mobile and Baldwin counties)', -47),
      nth('Confederate Memorial Day', APRIL, MONDAY, 4),
      nth("Jefferson Davis' Birthday", JUNE, MONDAY, 1),
    ],
  },
  louisiana: {
    // A(1) and B, which leaves Acadian Day to a proclamation that has come every year. Saturdays,
    // holidays of some parishes, are not: the order of the commission names its Saturday hours.
    citation: 'La. R.S. 1:55',
    confidence: 'Q',
    observed: 'friday-or-monday',
    holidays: [
      fixed('Battle of New Orleans', JANUARY, 8),
      easter('Mardi Gras', -47),
      easter('Good Friday', -2),
      fixed('Huey P. Long Day', AUGUST, 30),
      fixed("All Saints' Day", NOVEMBER, 1),
      { name: 'Election Day', date: { on: 'election', years: 'even' } },
      { name: 'Acadian Day', date: { on: 'after-thanksgiving' } },
    ],
  },
  pennsylvania: {
    citation: '44 P.S. 11',
    confidence: 'S',
    observed: 'monday',
    holidays: [
      easter('Good Friday', -2),
      fixed('Flag Day', JUNE, 14),
      { name: 'Election Day', date: { on: 'election', years: 'every' } },
    ],
  },
  rhodeIsland: {
    citation: 'R.I. Gen. Laws 25-1-1',
    confidence: 'Q',
    observed: 'monday',
    holidays: [
      fixed('Rhode Island Independence Day', MAY, 4),
      nth('Victory Day', AUGUST, MONDAY, 2),
      { name: 'Election Day', date: { on: 'election', years: 'even' } },
    ],
  },
  /** Until 2026-05-06. Juneteenth is kept on a Monday. */
  utahUntil2026: {
    citation: 'Utah Code 63G-1-301',
    confidence: 'Q',
    observed: 'friday-or-monday',
    holidays: UTAH,
  },
  /** From 2026-05-06 on. */
  utah: {
    citation: 'Utah Code 63G-1-301',
    confidence: 'Q',
    observed: 'friday-or-monday',
    holidays: [easter('Good Friday', -2), ...UTAH],
  },
} as const satisfies Readonly<Record<string, HolidayList>>;

export type HolidayListName = keyof typeof holidayLists;
