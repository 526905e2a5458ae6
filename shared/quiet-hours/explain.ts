/**
 * Why a moment is closed, in plain words: each rule that forbids it, judged by the wall clocks of
 * the place one by one. It says nothing about other moments: see timeline.ts.
 */
import type { Instant } from '../basics.ts';
import {
  countryRuleNames,
  marginMinutes,
  namedClocks,
  type QuietRow,
} from '../data/quiet-hours.ts';
import { holidayOn, weekdayOf } from '../holidays.ts';
import { calendarDayAt, minuteOfDayAt } from '../local-time.ts';
import { nameOfState } from '../places.ts';
import { type Clock, inForce, type Rule, spanOn } from './rules.ts';

/** A rule that forbids the moment asked about. */
export interface QuietRule {
  /** 'US' for federal law, 'CA' for Canada, else 'US-FL'. */
  readonly state: string;
  readonly citation: string;
  readonly confidence: QuietRow['confidence'];
  /** Plain words for the person who wanted to send. */
  readonly detail: string;
}

const MAX_NAMED_CLOCKS = 3;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** One entry per rule that forbids the moment, federal law first; empty when none does. */
export function explain(at: Instant, clocks: readonly Clock[]): readonly QuietRule[] {
  const failing = new Map<Rule, string[]>();
  for (const { zone, rules } of clocks) {
    const day = calendarDayAt(zone, at);
    const minute = minuteOfDayAt(zone, at);
    for (const rule of rules) {
      if (!inForce(rule, day)) continue;
      const span = spanOn(rule, day);
      if (span && minute >= span.opens && minute < span.closes - marginMinutes) continue;
      failing.set(rule, [...(failing.get(rule) ?? []), zone]);
    }
  }
  const ordered = [...failing].sort(([a], [b]) => (a.row.state < b.row.state ? -1 : 1));
  const federal = ordered.filter(([{ row }]) => row.state === 'US');
  const others = ordered.filter(([{ row }]) => row.state !== 'US');
  return [...federal, ...others].map(([rule, zones]) => ({
    state: rule.row.state,
    citation: rule.row.citation,
    confidence: rule.row.confidence,
    detail: detailOf(rule, at, zones),
  }));
}

/** 'Florida allows texts 08:00 to 20:00; it is 20:31 in America/New_York'. */
function detailOf(rule: Rule, at: Instant, zones: readonly string[]): string {
  const byWeekday = rule.row.saturday !== undefined || rule.row.sunday !== undefined;
  const shown = zones.slice(0, MAX_NAMED_CLOCKS).map((zone) => {
    const weekday = WEEKDAYS[weekdayOf(calendarDayAt(zone, at))];
    const time = hhmm(minuteOfDayAt(zone, at));
    return `${byWeekday ? `${weekday} ` : ''}${time} in ${namedClocks[zone] ?? zone}`;
  });
  const unnamed = zones.length - shown.length;
  const more = unnamed > 0 ? `, and closed in ${unnamed} more zone${unnamed > 1 ? 's' : ''}` : '';
  const name = countryRuleNames[rule.row.state] ?? nameOfState(rule.row.state);
  const [first = 'UTC'] = zones;
  return `${name} allows ${allowance(rule, first, at)}; it is ${shown.join(' and ')}${more}`;
}

function allowance(rule: Rule, zone: string, at: Instant): string {
  const day = calendarDayAt(zone, at);
  const { closedOn } = rule.row;
  const holiday = closedOn === undefined ? undefined : holidayOn(closedOn, day);
  if (holiday !== undefined) return `no texts on holidays, such as today's ${holiday}`;
  const weekday = weekdayOf(day);
  const span = spanOn(rule, day);
  if (span === undefined) return `no texts on ${WEEKDAYS[weekday]}s`;
  const differs = span.opens !== rule.weekday?.opens || span.closes !== rule.weekday.closes;
  const hours = `texts ${hhmm(span.opens)} to ${hhmm(span.closes)}`;
  const when = differs ? ` on ${WEEKDAYS[weekday]}s` : '';
  const minute = minuteOfDayAt(zone, at);
  const inMargin = minute >= span.closes - marginMinutes && minute < span.closes;
  const early = inMargin ? `, and sending stops ${marginMinutes} minutes before that` : '';
  return `${hours}${when}${early}`;
}

/** '08:30' for 510 minutes. */
function hhmm(minutes: number): string {
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${hours}:${String(minutes % 60).padStart(2, '0')}`;
}
