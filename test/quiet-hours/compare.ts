/**
 * Compares the product's quiet hours with the second computation: on which days, at which moments
 * and in what they must agree (open, until when, whose rows forbid, when a text leaves). The cases
 * are in boundaries.test.ts.
 */
import { type Instant, iso, MINUTE } from '#shared/basics.ts';
import { openingSpreadMinutes, quietRows, type TextScope } from '#shared/data/quiet-hours.ts';
import type { Place } from '#shared/places.ts';
import { compileQuietHours, type QuietHours } from '#shared/quiet-hours.ts';
import { holidayDates, holidayListNames } from './holidays.ts';
import { days, type Judgement, secondOpinion } from './second.ts';

const around = [-MINUTE, -1, 0, MINUTE];
/** The first differences tell enough of a fault. */
const TOLD = 10;

const indexOf = new Map(days.map((day, index) => [day.iso, index]));
/** Not a number for a date of other years, which the second computation refuses. */
const indexesOf = (date: string, from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, offset) => (indexOf.get(date) ?? Number.NaN) + from + offset);
const withNeighbours = (dates: readonly string[]): readonly number[] =>
  dates.flatMap((date) => indexesOf(date, -1, 3));
const ofTwoYears = (date: string): boolean => date.startsWith('2026') || date.startsWith('2027');

const clockChanges = ['2026-03-08', '2026-11-01', '2027-03-14', '2027-11-07'];
const lawChanges = ['2026-01-01', '2026-10-18'];
const yearEnds = ['2026-07-04', '2026-12-25', '2027-12-31'];
/** Weeks without a holiday, an election or a clock change, by their Mondays. */
const plainWeeks = ['2026-01-26', '2026-04-13', '2026-08-17', '2027-09-20'];

/** Every holiday of any list, with its observed day. */
export const holidays: ReadonlySet<string> = new Set(
  holidayListNames.flatMap((name) => [...holidayDates(name)]).filter(ofTwoYears),
);

/** Indexes of the two years, with the day before and after them. */
export const everyDay = indexesOf('2025-12-31', 0, 2 * 365 + 2);
/** The days around each clock change, change of law and turn of the year. */
export const changes = [...new Set(withNeighbours([...clockChanges, ...lawChanges, ...yearEnds]))];
/** Those, the days around each holiday of any list, and a plain week of each season. */
export const telling = [
  ...new Set([
    ...changes,
    ...withNeighbours([...holidays]),
    ...plainWeeks.flatMap((monday) => indexesOf(monday, 0, 7)),
  ]),
];
export const twoYears = days.filter((day) => ofTwoYears(day.iso));

const standard = compileQuietHours(quietRows);
const places = new Set<string>();
let moments = 0;
/** How much has been compared so far. */
export const compared = (): string => `${moments} moments compared at ${places.size} places`;

/** Instants and 'never' compare as text. */
const until = (at: Instant | undefined): string =>
  at === undefined || Number.isNaN(at) ? 'never' : iso(at);

/** Says what the product answers, in the words the second computation's answer is put in. */
function answersOf(at: Instant, place: Place, product: QuietHours): readonly string[] {
  const verdict = product.verdict(at, place);
  const states = [...new Set(verdict.rules.map(({ state }) => state))].sort();
  const judged = until(verdict.exhausted ? undefined : verdict.until);
  const next = until(product.nextOpening(at, place));
  return [
    `${verdict.open ? 'open' : 'closed'} until ${judged} by ${states.join()}`,
    `${product.isOpen(at, place) ? 'open' : 'closed'} until ${next}`,
  ];
}

function answersOfSecond(second: Judgement): readonly string[] {
  const short = `${second.open ? 'open' : 'closed'} until ${until(second.until)}`;
  return [`${short} by ${second.forbiddenBy.join()}`, short];
}

/**
 * A text that waits leaves when texts may, in the first minutes and the first half of the opening,
 * and waits no further; one that need not wait leaves at once. Undefined where it does.
 */
function wrongLeaving(
  at: Instant,
  deferUntil: (at: Instant) => Instant,
  judge: (at: Instant) => Judgement,
): string | undefined {
  const opening = judge(at).until;
  const leaves = deferUntil(at);
  if (opening === undefined) return Number.isNaN(leaves) ? undefined : 'leaves though none may';
  const waits = leaves - opening;
  if (opening === at) return waits === 0 ? undefined : 'waits though it may leave';
  const soon = waits >= 0 && waits <= openingSpreadMinutes * MINUTE;
  const lastOfDouble = opening + Math.max(0, 2 * waits - 1);
  const firstHalf = judge(lastOfDouble).until === lastOfDouble;
  const settled = judge(leaves).open && deferUntil(leaves) === leaves;
  return soon && firstHalf && settled ? undefined : `leaves ${until(leaves)}`;
}

/**
 * What the two computations say differently of a place, asked around every edge of the days.
 * Empty for a place asked before: no group of cases asks more days than the groups before it.
 */
export function differences(
  place: Place,
  dayIndexes: readonly number[],
  scopes?: readonly TextScope[],
): readonly string[] {
  const name = `${place.states.join(' ')} in ${place.zones.join(' ')} ${scopes?.join() ?? ''}`;
  if (places.has(name)) return [];
  places.add(name);
  const product = scopes === undefined ? standard : compileQuietHours(quietRows, { scopes });
  const { judge, edges } = secondOpinion(place, scopes);
  const found: string[] = [];
  for (const edge of dayIndexes.flatMap(edges)) {
    for (const at of around.map((offset) => edge + offset)) {
      moments += 1;
      const got = answersOf(at, place, product);
      const expected = answersOfSecond(judge(at));
      const id = `message ${moments}`;
      const wrong = wrongLeaving(at, (asked) => product.deferUntil(asked, place, id), judge);
      if (got.join() === expected.join() && wrong === undefined) continue;
      found.push(`${iso(at)} ${name}: expected ${expected.join()}; got ${got.join()}; ${wrong}`);
      if (found.length === TOLD) return found;
    }
  }
  return found;
}
