/**
 * A second computation of quiet hours, for the tests alone, that shares nothing with the product
 * but the tables of law. It asks luxon at which instant a wall clock shows each opening and close,
 * paints every row of law on a calendar of quarter hours, and lays the calendars over each other:
 * a text is legal where all of them are open (QH-05). The edges of the law fall on quarter hours,
 * and one that does not is refused, so the calendar loses nothing.
 *
 * Clarity over speed. It knows 2026 and 2027 only and finds no place (shared/places.ts does).
 */
import { DateTime } from 'luxon';
import { DAY, type Instant, invariant, MINUTE, present } from '#shared/basics.ts';
import {
  enforcedScopes,
  type Hours,
  marginMinutes,
  type QuietRow,
  quietRows,
  RECIPIENT,
  type TextScope,
} from '#shared/data/quiet-hours.ts';
import { canadianProvinces, usStates, usTerritories } from '#shared/data/states.ts';
import type { Place } from '#shared/places.ts';
import { holidayDates, holidayListNames } from './holidays.ts';

export interface Judgement {
  readonly open: boolean;
  /** The moment itself when open; undefined where no moment of the next 14 days is legal. */
  readonly until: Instant | undefined;
  /** The states (or 'US', 'CA') whose rows forbid the moment, sorted. */
  readonly forbiddenBy: readonly string[];
}

export interface SecondOpinion {
  readonly judge: (at: Instant) => Judgement;
  /** The edges of every row on one of `days`: midnight, openings, last sending minutes, closes. */
  readonly edges: (day: number) => readonly Instant[];
}

const SLOT = 15 * MINUTE;
const SEARCH = 14 * DAY;
const MINUTES_OF_HOUR = 60;
const SATURDAY = 6;
const SUNDAY = 7;
const regions = { ...usStates, ...usTerritories, ...canadianProvinces };

const first = DateTime.utc(2025, 12, 20);
const end = DateTime.utc(2028, 1, 25);
const origin = first.toMillis();
const slotCount = (end.toMillis() - origin) / SLOT;

/** 2026 and 2027, and some days on both sides for other zones and for the search. */
export const days = Array.from({ length: end.diff(first, 'days').days }, (_, index) => {
  const date = first.plus({ days: index });
  return {
    iso: date.toFormat('yyyy-MM-dd'),
    weekday: date.weekday,
    parts: { year: date.year, month: date.month, day: date.day },
  };
});
type Day = (typeof days)[number];

/** The instant at which a zone's wall clock shows a minute of each day, by zone and minute. */
const wallClocks = new Map<string, readonly Instant[]>();
function wallClock(zone: string, minuteOfDay: number): readonly Instant[] {
  const key = `${zone} ${minuteOfDay}`;
  const known = wallClocks.get(key);
  if (known !== undefined) return known;
  const hour = Math.floor(minuteOfDay / MINUTES_OF_HOUR);
  const minute = minuteOfDay % MINUTES_OF_HOUR;
  const found = days.map(({ parts }) =>
    DateTime.fromObject({ ...parts, hour, minute }, { zone }).toMillis(),
  );
  wallClocks.set(key, found);
  return found;
}

/** Minutes of the day: opening and close. Undefined on a day without texts. */
function window(hours: Hours): readonly [number, number] | undefined {
  if (hours === 'none') return undefined;
  const [open, close] = hours.split('-').map((time) => {
    const [hour, minute] = time.split(':').map(Number);
    return present(hour, 'an hour') * MINUTES_OF_HOUR + present(minute, 'a minute');
  });
  return [present(open, 'an opening'), present(close, 'a close')];
}

const holidays = new Map(holidayListNames.map((name) => [name, holidayDates(name)]));

/** Undefined where the row is not in force: it then forbids nothing. */
function hoursOn(row: QuietRow, { iso, weekday }: Day): Hours | undefined {
  if (row.from !== undefined && iso < row.from) return undefined;
  if (row.before !== undefined && iso >= row.before) return undefined;
  if (row.closedOn !== undefined && holidays.get(row.closedOn)?.has(iso)) return 'none';
  if (weekday === SATURDAY) return row.saturday ?? row.weekday;
  return weekday === SUNDAY ? (row.sunday ?? row.weekday) : row.weekday;
}

function slotOf(at: Instant): number {
  const slot = (at - origin) / SLOT;
  invariant(Number.isInteger(slot), 'an edge of the law off the quarter hour');
  return slot;
}

interface Check {
  readonly row: QuietRow;
  readonly clock: string;
}

/** One row by one clock: 1 where it lets a text through, quarter hour by quarter hour. */
const calendars = new Map<QuietRow, Map<string, Uint8Array>>();
function calendarOf({ row, clock }: Check): Uint8Array {
  const calendarsOfRow = calendars.get(row) ?? new Map<string, Uint8Array>();
  calendars.set(row, calendarsOfRow);
  const known = calendarsOfRow.get(clock);
  if (known !== undefined) return known;
  const calendar = new Uint8Array(slotCount);
  for (const [index, day] of days.entries()) {
    const hours = hoursOn(row, day);
    if (hours === undefined) {
      const midnights = wallClock(clock, 0);
      const next = midnights[index + 1] ?? end.toMillis();
      calendar.fill(1, slotOf(present(midnights[index], 'a midnight')), slotOf(next));
    }
    const [opening, close] = (hours === undefined ? undefined : window(hours)) ?? [];
    if (opening === undefined || close === undefined) continue;
    const from = present(wallClock(clock, opening)[index], 'an opening');
    const to = present(wallClock(clock, close)[index], 'a close') - marginMinutes * MINUTE;
    calendar.fill(1, slotOf(from), slotOf(to));
  }
  calendarsOfRow.set(clock, calendar);
  return calendar;
}

/** Which rows are judged by which clocks. */
function checksOf({ states, zones }: Place, rows: readonly QuietRow[]): readonly Check[] {
  const rowsOf = (...of: readonly string[]): readonly QuietRow[] =>
    rows.filter(({ state }) => of.includes(state));
  const clocks = new Map<QuietRow, Set<string>>();
  const judge = (judged: readonly QuietRow[], by: readonly string[]): void => {
    for (const row of judged) {
      const named = (row.clocks ?? [RECIPIENT]).flatMap((clock) =>
        clock === RECIPIENT ? by : [clock],
      );
      clocks.set(row, new Set([...(clocks.get(row) ?? []), ...named]));
    }
  };

  for (const state of states) {
    const own = zones.filter((zone) => regions[state]?.zones.includes(zone));
    judge(rowsOf(state, countryOf(state)), own.length === 0 ? zones : own);
  }
  const strays = zones.filter(
    (zone) => !states.some((state) => regions[state]?.zones.includes(zone)),
  );
  if (strays.length > 0) judge(rowsOf(...states, ...states.map(countryOf), 'US'), strays);
  return [...clocks].flatMap(([row, all]) => [...all].map((clock) => ({ row, clock })));
}

const countryOf = (state: string): 'US' | 'CA' => (state.startsWith('CA-') ? 'CA' : 'US');

/** Slot -> the first slot at or after it that every calendar leaves open. */
function openings(all: readonly Uint8Array[]): Int32Array {
  const open = new Uint8Array(slotCount).fill(1);
  for (const calendar of all) {
    calendar.forEach((allowed, slot) => {
      if (allowed === 0) open[slot] = 0;
    });
  }
  const next = new Int32Array(slotCount);
  let opening = slotCount;
  for (let slot = slotCount - 1; slot >= 0; slot -= 1) {
    if (open[slot] === 1) opening = slot;
    next[slot] = opening;
  }
  return next;
}

/** The minutes of the day at which a row may change its mind, whatever the weekday. */
function minutesOf(row: QuietRow): readonly number[] {
  const windows = [row.weekday, row.saturday ?? 'none', row.sunday ?? 'none'] as const;
  return windows.flatMap((hours) => {
    const [opening, close] = window(hours) ?? [];
    if (opening === undefined || close === undefined) return [];
    return [0, opening, close - marginMinutes, close];
  });
}

/**
 * @param place where the person may be; every candidate counts
 * @param scopes which rows are enforced
 */
export function secondOpinion(
  place: Place,
  scopes: readonly TextScope[] = enforcedScopes,
): SecondOpinion {
  const enforced = quietRows.filter(({ texts }) => scopes.includes(texts));
  const checks = checksOf(place, enforced);
  const all = checks.map((check) => ({ row: check.row, calendar: calendarOf(check) }));
  const next = openings(all.map(({ calendar }) => calendar));
  const clocked = new Set(
    checks.flatMap(({ row, clock }) => minutesOf(row).map((minute) => wallClock(clock, minute))),
  );

  return {
    judge(at) {
      const slot = Math.floor((at - origin) / SLOT);
      const opening = present(next[slot], 'a moment of 2026 or 2027');
      if (opening === slot) return { open: true, until: at, forbiddenBy: [] };
      const until = origin + opening * SLOT;
      const forbidding = all.filter(({ calendar }) => calendar[slot] !== 1);
      return {
        open: false,
        until: until - at > SEARCH ? undefined : until,
        forbiddenBy: [...new Set(forbidding.map(({ row }) => row.state))].sort(),
      };
    },
    edges: (day) => [
      ...new Set([...clocked].map((instants) => present(instants[day], 'a day of 2026 or 2027'))),
    ],
  };
}
