/**
 * Whether a text may reach a contact at a moment, and if not, when it next may (QH-01 to QH-07).
 * The moment must be legal in every zone and state of the place (QH-05). It does not ask whether a
 * text needs to keep quiet hours at all (a confirmation of an opt-out does not, RV-10).
 *
 * The tables come as an argument: a rule pack is a dated edition of them.
 */
import { DAY, type Instant, invariant } from './basics.ts';
import { enforcedScopes, type QuietRow, type TextScope } from './data/quiet-hours.ts';
import type { Place } from './places.ts';
import { explain, type QuietRule } from './quiet-hours/explain.ts';
import { clocksOf, rulesOf } from './quiet-hours/rules.ts';
import { spreadOpening } from './quiet-hours/spread.ts';
import { SEARCH_DAYS, Timeline } from './quiet-hours/timeline.ts';

export type { QuietRule } from './quiet-hours/explain.ts';

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

/**
 * One edition of the tables, ready to be asked. Keep it: it remembers the windows of the places it
 * was asked about, and answers for a place object that it has seen without allocating.
 */
export interface QuietHours {
  isOpen(at: Instant, place: Place): boolean;
  /** The moment itself when open, else the next opening; NaN when the search finds none. */
  nextOpening(at: Instant, place: Place): Instant;
  /**
   * When the message with that id may leave: the moment itself when open, else its own share of
   * the next opening (see spread.ts). Asked again at that instant, it is that one. NaN as above.
   */
  deferUntil(at: Instant, place: Place, id: string): Instant;
  /** The answer in words, judged rule by rule: for a person, and to check the fast answers by. */
  verdict(at: Instant, place: Place): QuietVerdict;
}

/** Places with the same zones and states share one. About 9 kB each. */
const MAX_CACHED_TIMELINES = 512;

/**
 * @param rows the table of law of a rule pack; effective dates are by the recipient's calendar
 * @param options.scopes whose rows are enforced; an account may add 'D', rules about devices
 * @example compileQuietHours(quietRows).isOpen(Date.parse('2026-07-01T16:00:00Z'), place) // true
 */
export function compileQuietHours(
  rows: readonly QuietRow[],
  { scopes = enforcedScopes }: { readonly scopes?: readonly TextScope[] } = {},
): QuietHours {
  const rules = rulesOf(rows, scopes);
  const timelinesOfPlaces = new WeakMap<Place, Timeline>();
  const timelines = new Map<string, Timeline>();

  const timelineOf = (place: Place): Timeline =>
    timelinesOfPlaces.get(place) ?? timelineOfNew(place);

  function timelineOfNew(place: Place): Timeline {
    invariant(place.zones.length > 0, 'a place has a zone');
    invariant(place.states.length > 0, 'a place has a state');
    const key = `${place.zones.join()} ${place.states.join()}`;
    let timeline = timelines.get(key);
    if (timeline === undefined) {
      if (timelines.size >= MAX_CACHED_TIMELINES) timelines.clear();
      timeline = new Timeline(clocksOf(place, rules));
      timelines.set(key, timeline);
    }
    timelinesOfPlaces.set(place, timeline);
    return timeline;
  }

  return {
    isOpen: (at, place) => timelineOf(place).isOpen(at),
    nextOpening: (at, place) => timelineOf(place).nextOpening(at),
    deferUntil(at, place, id) {
      const timeline = timelineOf(place);
      const opening = timeline.nextOpening(at);
      if (opening === at || Number.isNaN(opening)) return opening;
      return spreadOpening(opening, id, { closes: timeline.closing(opening) });
    },
    verdict: (at, place) => judge(at, timelineOf(place)),
  };
}

/** Open or not by the rules one by one, so that it does not lean on what the timeline says. */
function judge(at: Instant, timeline: Timeline): QuietVerdict {
  invariant(Number.isFinite(at), 'quiet hours are asked about an instant');
  const rules = explain(at, timeline.clocks);
  if (rules.length === 0) return { open: true, until: at, rules };
  const until = timeline.nextOpening(at);
  invariant(until !== at, 'no rule forbids an open moment');
  if (!Number.isNaN(until)) return { open: false, until, rules };
  return { open: false, until: at + SEARCH_DAYS * DAY, rules, exhausted: true };
}
