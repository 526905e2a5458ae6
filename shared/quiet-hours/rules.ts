/**
 * The rows of law made ready to judge: texts parsed, effective dates as days, and which rules are
 * judged by which wall clocks at a place (QH-05). It knows days and minutes of a wall clock only;
 * the instants are timeline.ts, the words explain.ts.
 *
 * How candidates combine: a state's rows are judged in those of the candidate zones the state has.
 * A zone that none of the states has is judged by the rows of all of them and by federal law; a
 * state none of whose zones is a candidate is judged in all of them. So no fact is left out.
 */
import { DAY, invariant } from '../basics.ts';
import { type Hours, type QuietRow, RECIPIENT, type TextScope } from '../data/quiet-hours.ts';
import { holidayOn, weekdayOf } from '../holidays.ts';
import type { CalendarDay } from '../local-time.ts';
import { type Place, zonesOfState } from '../places.ts';

const SATURDAY = 6;
const SUNDAY = 0;

/** Minutes since midnight; the end exclusive. */
export interface Span {
  readonly opens: number;
  readonly closes: number;
}

/** A row of law with its texts parsed. No span: no texts on such a day. */
export interface Rule {
  readonly row: QuietRow;
  readonly weekday: Span | undefined;
  readonly saturday: Span | undefined;
  readonly sunday: Span | undefined;
  readonly from: CalendarDay;
  readonly before: CalendarDay;
}

/** One wall clock and every rule judged by it. */
export interface Clock {
  readonly zone: string;
  readonly rules: readonly Rule[];
}

/** Throws for a row that cannot be read: a table of law is code, not input. */
export function rulesOf(
  rows: readonly QuietRow[],
  scopes: readonly TextScope[],
): ReadonlyMap<string, readonly Rule[]> {
  const rules = rows
    .filter((row) => scopes.includes(row.texts))
    .map((row) => ({
      row,
      weekday: spanOf(row.weekday),
      saturday: spanOf(row.saturday ?? row.weekday),
      sunday: spanOf(row.sunday ?? row.weekday),
      from: row.from === undefined ? Number.NEGATIVE_INFINITY : dayOf(row.from),
      before: row.before === undefined ? Number.POSITIVE_INFINITY : dayOf(row.before),
    }));
  return Map.groupBy(rules, (rule) => rule.row.state);
}

/** Every wall clock that has a say at the place, each with its rules once. */
export function clocksOf(
  { zones, states }: Pick<Place, 'zones' | 'states'>,
  rules: ReadonlyMap<string, readonly Rule[]>,
): readonly Clock[] {
  const byZone = new Map<string, Set<Rule>>();
  const judge = (state: string, local: string): void => {
    for (const rule of rules.get(state) ?? []) {
      for (const named of rule.row.clocks ?? [RECIPIENT]) {
        const zone = named === RECIPIENT ? local : named;
        byZone.set(zone, (byZone.get(zone) ?? new Set()).add(rule));
      }
    }
  };
  const judgeAll = (state: string, local: string): void => {
    judge(countryOf(state), local);
    judge(state, local);
  };
  for (const zone of zones) {
    const there = states.filter((state) => zonesOfState(state).includes(zone));
    if (there.length === 0) judge('US', zone);
    for (const state of there.length > 0 ? there : states) judgeAll(state, zone);
  }
  for (const state of states) {
    if (zonesOfState(state).some((zone) => zones.includes(zone))) continue;
    for (const zone of zones) judgeAll(state, zone);
  }
  return [...byZone].map(([zone, judged]) => ({ zone, rules: [...judged] }));
}

/** Federal law reaches every place but Canada, which has hours of its own (QX-05). */
const countryOf = (state: string): string => (state.startsWith('CA-') ? 'CA' : 'US');

/** Whether the rule is in force that day, by the calendar of the clock judged. */
export const inForce = (rule: Rule, day: CalendarDay): boolean =>
  day >= rule.from && day < rule.before;

/** When the rule allows texts that day; undefined: not at all. */
export function spanOn(rule: Rule, day: CalendarDay): Span | undefined {
  const { closedOn } = rule.row;
  if (closedOn !== undefined && holidayOn(closedOn, day) !== undefined) return undefined;
  const weekday = weekdayOf(day);
  if (weekday === SUNDAY) return rule.sunday;
  return weekday === SATURDAY ? rule.saturday : rule.weekday;
}

function spanOf(hours: Hours): Span | undefined {
  if (hours === 'none') return undefined;
  const [opens, closes] = hours.split('-').map((time) => {
    const [hour, minute] = time.split(':').map(Number);
    return (hour ?? Number.NaN) * 60 + (minute ?? Number.NaN);
  });
  invariant(
    opens !== undefined && closes !== undefined && opens < closes,
    'hours open, then close',
  );
  return { opens, closes };
}

function dayOf(date: string): CalendarDay {
  const day = Date.parse(date) / DAY;
  invariant(Number.isInteger(day), 'a row of law has whole calendar dates');
  return day;
}
