/**
 * Which calendar days are holidays of a list: the list's own and the federal ones, each with the
 * day it is observed. It decides nothing about hours. Lists and sources: data/holidays.ts.
 */
import { DAY } from './basics.ts';
import {
  type Holiday,
  type HolidayDate,
  type HolidayListName,
  holidayLists,
} from './data/holidays.ts';
import type { CalendarDay } from './local-time.ts';

/** Years kept at a time; a gate asks about this year and the next. */
const MAX_CACHED_YEARS = 64;

const SUNDAY = 0;
const MONDAY = 1;
const THURSDAY = 4;
const SATURDAY = 6;
const NOVEMBER = 11;
const DAYS_IN_WEEK = 7;

const calendars = new Map<string, ReadonlyMap<CalendarDay, string>>();

/** The holiday's name, or undefined. Days are calendar days of the clock being judged. */
export function holidayOn(list: HolidayListName, day: CalendarDay): string | undefined {
  return calendar(list, new Date(day * DAY).getUTCFullYear()).get(day);
}

function calendar(list: HolidayListName, year: number): ReadonlyMap<CalendarDay, string> {
  const key = `${list} ${year}`;
  const known = calendars.get(key);
  if (known !== undefined) return known;
  if (calendars.size >= MAX_CACHED_YEARS) calendars.clear();
  const days = new Map<CalendarDay, string>();
  // The year before and after too: New Year's Day on a Saturday is kept on 31 December.
  for (const near of [year - 1, year, year + 1]) {
    addDays(days, 'federal', near);
    // A state that moves Saturdays to Mondays does so for the federal days too.
    addDays(days, 'federal', near, holidayLists[list].observed);
    addDays(days, list, near);
  }
  calendars.set(key, days);
  return days;
}

/** Whether one of these holidays falls on the day itself: no other list is read beside them. */
export function isOneOf(holidays: readonly Holiday[], day: CalendarDay): boolean {
  const year = new Date(day * DAY).getUTCFullYear();
  return holidays.some(({ date }) => dayOf(date, year) === day);
}

function addDays(
  days: Map<CalendarDay, string>,
  name: HolidayListName,
  year: number,
  moved: 'friday-or-monday' | 'monday' = holidayLists[name].observed,
): void {
  for (const holiday of holidayLists[name].holidays) {
    const day = dayOf(holiday.date, year);
    if (day === undefined) continue;
    days.set(day, holiday.name);
    const observed = observedDay(day, moved);
    if (observed !== day && !days.has(observed)) days.set(observed, `${holiday.name} (observed)`);
  }
}

function observedDay(day: CalendarDay, observed: 'friday-or-monday' | 'monday'): CalendarDay {
  const weekday = weekdayOf(day);
  if (weekday === SUNDAY) return day + 1;
  if (weekday !== SATURDAY) return day;
  return observed === 'monday' ? day + 2 : day - 1;
}

function dayOf(date: HolidayDate, year: number): CalendarDay | undefined {
  switch (date.on) {
    case 'date':
      return calendarDay(year, date.month, date.day);
    case 'nth':
      return weekdayFrom(calendarDay(year, date.month, 1 + (date.nth - 1) * 7), date.weekday);
    case 'last':
      return weekdayFrom(calendarDay(year, date.month + 1, 1) - DAYS_IN_WEEK, date.weekday);
    case 'after-thanksgiving':
      return weekdayFrom(calendarDay(year, NOVEMBER, 22), THURSDAY) + 1;
    case 'monday-of':
      return mondayOf(calendarDay(year, date.month, date.day));
    case 'monday-before':
      return weekdayFrom(calendarDay(year, date.month, date.day) - DAYS_IN_WEEK, MONDAY);
    case 'easter':
      return easterSunday(year) + date.offsetDays;
    case 'election':
      if (date.years === 'even' && year % 2 !== 0) return undefined;
      return weekdayFrom(calendarDay(year, NOVEMBER, 1), MONDAY) + 1;
  }
}

function mondayOf(day: CalendarDay): CalendarDay {
  const weekday = weekdayOf(day);
  const isWeekend = weekday === SATURDAY || weekday === SUNDAY;
  return isWeekend ? weekdayFrom(day, MONDAY) : day - (weekday - MONDAY);
}

/** The weekday of a calendar day, Sunday = 0. Day 0, 1970-01-01, was a Thursday. */
export function weekdayOf(day: CalendarDay): number {
  return (((day + 4) % DAYS_IN_WEEK) + DAYS_IN_WEEK) % DAYS_IN_WEEK;
}

const calendarDay = (year: number, month: number, day: number): CalendarDay =>
  Date.UTC(year, month - 1, day) / DAY;

/** The first such weekday on or after a day. */
const weekdayFrom = (day: CalendarDay, weekday: number): CalendarDay =>
  day + ((weekday - weekdayOf(day) + DAYS_IN_WEEK) % DAYS_IN_WEEK);

/** Gregorian Easter by the anonymous (Meeus) computus. */
function easterSunday(year: number): CalendarDay {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const skipped = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + century - Math.floor(century / 4) - skipped + 15) % 30;
  const toSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const march22 = epact + toSunday - 7 * late + 114;
  return calendarDay(year, Math.floor(march22 / 31), (march22 % 31) + 1);
}
