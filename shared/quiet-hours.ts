/**
 * Whether a text may reach a contact at a moment, and if not, when it next may (QH-01 to QH-07).
 * The moment must be legal in every zone and state of the place (QH-05). It does not ask whether a
 * text needs to keep quiet hours at all (a confirmation of an opt-out does not, RV-10).
 *
 * How candidates combine: a state's rows are judged in those of the candidate zones the state has.
 * A zone that none of the states has is judged by the rows of all of them and by federal law; a
 * state none of whose zones is a candidate is judged in all of them. So no fact is left out.
 */
import { DAY, type Instant, invariant, MINUTE } from './basics.ts';
import {
  countryRuleNames,
  enforcedScopes,
  type Hours,
  marginMinutes,
  namedClocks,
  type QuietRow,
  quietRows,
  RECIPIENT,
} from './data/quiet-hours.ts';
import { holidayOn, weekdayOf } from './holidays.ts';
import { type CalendarDay, calendarDayAt, instantOf, minuteOfDayAt } from './local-time.ts';
import { nameOfState, type Place, zonesOfState } from './places.ts';

/** A rule that forbids the moment asked about. */
export interface QuietRule {
  /** 'US' for federal law, 'CA' for Canada, else 'US-FL'. */
  readonly state: string;
  readonly citation: string;
  readonly confidence: 'V' | 'Q' | 'S' | 'M';
  /** Plain words for the person who wanted to send. */
  readonly detail: string;
}

export interface QuietVerdict {
  readonly open: boolean;
  /**
   * The moment asked about when open, else the next one legal in every candidate zone and state.
   * When `exhausted`: the end of the search, still closed, when asking again may be worth while.
   */
  readonly until: Instant;
  /** What forbids the moment, federal law first; empty when open. */
  readonly rules: readonly QuietRule[];
  /** No moment within the search is legal in all candidates: the place needs better facts. */
  readonly exhausted?: true;
}

/** Longer than any run of Sundays and holidays; shorter than a message stays worth sending. */
const SEARCH_DAYS = 14;
const MAX_CACHED_PLANS = 512;
const MAX_CACHED_DAYS = 64;
const MAX_NAMED_CLOCKS = 3;
const SATURDAY = 6;
const SUNDAY = 0;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Minutes since midnight; the end exclusive. */
interface Span {
  readonly opens: number;
  readonly closes: number;
}

/** A row of law with its texts parsed. No span: no texts on such a day. */
interface Rule {
  readonly row: QuietRow;
  readonly weekday: Span | undefined;
  readonly saturday: Span | undefined;
  readonly sunday: Span | undefined;
  readonly from: CalendarDay;
  readonly before: CalendarDay;
}

/** One wall clock and every rule judged by it; its days are computed once. */
interface Clock {
  readonly zone: string;
  readonly rules: readonly Rule[];
  readonly days: Map<CalendarDay, OpenWindow | undefined>;
}

interface OpenWindow {
  readonly from: Instant;
  readonly to: Instant;
}

const rules: readonly Rule[] = quietRows
  .filter((row) => enforcedScopes.includes(row.texts))
  .map((row) => ({
    row,
    weekday: spanOf(row.weekday),
    saturday: spanOf(row.saturday ?? row.weekday),
    sunday: spanOf(row.sunday ?? row.weekday),
    from: row.from === undefined ? Number.NEGATIVE_INFINITY : dayOf(row.from),
    before: row.before === undefined ? Number.POSITIVE_INFINITY : dayOf(row.before),
  }));

const plans = new Map<string, readonly Clock[]>();

/**
 * Judges a moment at a place.
 * @example quietHours(Date.parse('2026-07-01T16:00:00Z'), placeOf('+13055550143')).open // true
 */
export function quietHours(at: Instant, place: Place): QuietVerdict {
  invariant(Number.isFinite(at), 'quiet hours are asked about an instant');
  invariant(place.zones.length > 0, 'a place has a zone');
  invariant(place.states.length > 0, 'a place has a state');
  const clocks = planOf(place);
  const until = nextOpen(at, clocks);
  if (until === at) return { open: true, until, rules: [] };
  const forbidding = explain(at, clocks);
  invariant(forbidding.length > 0, 'a closed moment is forbidden by a rule');
  if (until !== undefined) return { open: false, until, rules: forbidding };
  return { open: false, until: at + SEARCH_DAYS * DAY, rules: forbidding, exhausted: true };
}

/** Steps from opening to opening until no clock objects. Undefined: none within the search. */
function nextOpen(at: Instant, clocks: readonly Clock[]): Instant | undefined {
  const last = at + SEARCH_DAYS * DAY;
  // Each round but the last moves to another opening, and a clock has one opening a day.
  const maxRounds = clocks.length * (SEARCH_DAYS + 2) + 1;
  let moment = at;
  for (let round = 0; round < maxRounds; round += 1) {
    const before = moment;
    for (const clock of clocks) {
      const opening = nextOpenOn(clock, moment, last);
      if (opening === undefined) return undefined;
      moment = opening;
    }
    if (moment === before) return moment;
  }
  invariant(false, 'stepping over openings ends');
}

function nextOpenOn(clock: Clock, moment: Instant, last: Instant): Instant | undefined {
  const today = calendarDayAt(clock.zone, moment);
  for (let day = today; day <= today + SEARCH_DAYS + 1; day += 1) {
    const window = windowOf(clock, day);
    if (window === undefined || moment >= window.to) continue;
    const opening = Math.max(moment, window.from);
    return opening <= last ? opening : undefined;
  }
  return undefined;
}

function windowOf(clock: Clock, day: CalendarDay): OpenWindow | undefined {
  if (clock.days.has(day)) return clock.days.get(day);
  if (clock.days.size >= MAX_CACHED_DAYS) clock.days.clear();
  const window = computeWindow(clock, day);
  clock.days.set(day, window);
  return window;
}

/** What all rules of the clock allow that day: its spans overlap, less the margin at the close. */
function computeWindow(clock: Clock, day: CalendarDay): OpenWindow | undefined {
  let opens = 0;
  let closes = DAY / MINUTE;
  for (const rule of clock.rules) {
    if (!inForce(rule, day)) continue;
    const span = spanOn(rule, day);
    if (span === undefined) return undefined;
    opens = Math.max(opens, span.opens);
    closes = Math.min(closes, span.closes - marginMinutes);
  }
  if (opens >= closes) return undefined;
  return { from: instantOf(clock.zone, day, opens), to: instantOf(clock.zone, day, closes) };
}

const inForce = (rule: Rule, day: CalendarDay): boolean => day >= rule.from && day < rule.before;

function spanOn(rule: Rule, day: CalendarDay): Span | undefined {
  const { closedOn } = rule.row;
  if (closedOn !== undefined && holidayOn(closedOn, day) !== undefined) return undefined;
  const weekday = weekdayOf(day);
  if (weekday === SUNDAY) return rule.sunday;
  return weekday === SATURDAY ? rule.saturday : rule.weekday;
}

function planOf(place: Place): readonly Clock[] {
  const key = `${place.zones.join()} ${place.states.join()}`;
  const known = plans.get(key);
  if (known !== undefined) return known;
  if (plans.size >= MAX_CACHED_PLANS) plans.clear();
  const plan = makePlan(place);
  plans.set(key, plan);
  return plan;
}

function makePlan({ zones, states }: Place): readonly Clock[] {
  const byZone = new Map<string, Set<Rule>>();
  const judge = (rule: Rule, local: string): void => {
    for (const named of rule.row.clocks ?? [RECIPIENT]) {
      const zone = named === RECIPIENT ? local : named;
      const judged = byZone.get(zone) ?? new Set();
      byZone.set(zone, judged.add(rule));
    }
  };
  for (const zone of zones) {
    const there = states.filter((state) => zonesOfState(state).includes(zone));
    if (there.length === 0) for (const rule of rulesOf('US')) judge(rule, zone);
    for (const state of there.length > 0 ? there : states) {
      for (const rule of rulesOfState(state)) judge(rule, zone);
    }
  }
  for (const state of states) {
    if (zonesOfState(state).some((zone) => zones.includes(zone))) continue;
    for (const zone of zones) for (const rule of rulesOfState(state)) judge(rule, zone);
  }
  return [...byZone].map(([zone, judged]) => ({ zone, rules: [...judged], days: new Map() }));
}

const rulesOf = (state: string): readonly Rule[] =>
  rules.filter((rule) => rule.row.state === state);

/** Federal law reaches every place but Canada, which has hours of its own (QX-05). */
function rulesOfState(state: string): readonly Rule[] {
  return [...rulesOf(state.startsWith('CA-') ? 'CA' : 'US'), ...rulesOf(state)];
}

/** One entry per rule that forbids the moment, federal law first, naming the clocks it fails on. */
function explain(at: Instant, clocks: readonly Clock[]): readonly QuietRule[] {
  const failing = new Map<Rule, string[]>();
  for (const { zone, rules: judged } of clocks) {
    const day = calendarDayAt(zone, at);
    const minute = minuteOfDayAt(zone, at);
    for (const rule of judged) {
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
