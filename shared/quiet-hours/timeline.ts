/**
 * The open windows of one place as instants: what every clock of the place allows at once, found
 * for some weeks at a time and kept, so that asking again is one look-up, without a clock. Sending
 * stops some minutes before each close (QH-07). It gives no reasons: see explain.ts.
 */
import { DAY, HOUR, type Instant, invariant, MINUTE } from '../basics.ts';
import { marginMinutes } from '../data/quiet-hours.ts';
import { type CalendarDay, calendarDayAt, instantOf } from '../local-time.ts';
import { type Clock, inForce, spanOn } from './rules.ts';

/** Longer than any run of Sundays and holidays; shorter than a message stays worth sending. */
export const SEARCH_DAYS = 14;

/**
 * Look-up days begin at 10:00 UTC, when no place in North America is open: there each of them has
 * at most one window. Elsewhere two windows can end in one day; see `crowded`.
 */
const DAY_BREAK = 10 * HOUR;

/** Days found at once, and how many such blocks are kept (powers of two): five years and a half. */
const BLOCK_DAYS = 32;
const MAX_BLOCKS = 64;
const SLOT = BLOCK_DAYS + 1;

/** Entries are two numbers of 16 bits. An opening that late is no opening within the search. */
const NEVER = 0x7fff;
const CROWDED = -0x8000;
const MAX_CROWDED = 1_024;
/** The number of no block: instants are fewer. */
const NO_BLOCK = -0x80000000;

interface Window {
  readonly opens: Instant;
  readonly closes: Instant;
}

export class Timeline {
  readonly clocks: readonly Clock[];
  /**
   * Per slot the number of the block it holds, then an entry for each day of the block: the first
   * window that closes after the day begins, as minutes since then, its opening in the upper 16
   * bits and its close in the lower. Small and in one piece, for the memory is what takes time.
   */
  readonly #entries = new Int32Array(MAX_BLOCKS * SLOT).fill(NO_BLOCK);
  readonly #crowded = new Map<number, readonly Window[]>();

  constructor(clocks: readonly Clock[]) {
    this.clocks = clocks;
  }

  /** Whether every clock allows texts at that moment. */
  isOpen(at: Instant): boolean {
    return this.#opening(at) === at;
  }

  /** The moment itself when open, else the next opening; NaN when none is within the search. */
  nextOpening(at: Instant): Instant {
    const opening = this.#opening(at);
    return opening - at <= SEARCH_DAYS * DAY ? opening : Number.NaN;
  }

  /** The first closed instant after an open one. */
  closing(at: Instant): Instant {
    const day = this.#dayFor(at);
    const entry = this.#entryOf(day);
    if (opensOf(entry) !== CROWDED) return startOf(day) + closesOf(entry) * MINUTE;
    return this.#windowAfter(at, day)?.closes ?? Number.POSITIVE_INFINITY;
  }

  #opening(at: Instant): Instant {
    const day = this.#dayFor(at);
    const opens = opensOf(this.#entryOf(day));
    const opening =
      opens === CROWDED
        ? (this.#windowAfter(at, day)?.opens ?? Number.POSITIVE_INFINITY)
        : startOf(day) + opens * MINUTE;
    return Math.max(at, opening);
  }

  /** The day whose entry tells of the window that holds the moment, or else of the next one. */
  #dayFor(at: Instant): number {
    const day = Math.floor((at - DAY_BREAK) / DAY);
    const entry = this.#entryOf(day);
    const over = at >= startOf(day) + closesOf(entry) * MINUTE;
    return over && opensOf(entry) !== CROWDED ? day + 1 : day;
  }

  #entryOf(day: number): number {
    const block = Math.floor(day / BLOCK_DAYS);
    const slot = (block & (MAX_BLOCKS - 1)) * SLOT;
    // Of a time that is none this is never so, and then the filling throws.
    if (this.#entries[slot] !== block) this.#fill(slot, block);
    return this.#entries[slot + 1 + (day & (BLOCK_DAYS - 1))] ?? 0;
  }

  #fill(slot: number, block: number): void {
    const first = block * BLOCK_DAYS;
    const windows = windowsOf(this.clocks, startOf(first), startOf(first + BLOCK_DAYS));
    let next = 0;
    for (let day = 0; day < BLOCK_DAYS; day += 1) {
      const start = startOf(first + day);
      while ((windows[next]?.closes ?? Number.POSITIVE_INFINITY) <= start) next += 1;
      this.#entries[slot + 1 + day] = entryOf(windows[next], windows[next + 1], start);
    }
    this.#entries[slot] = block;
  }

  /** For days of which an entry cannot tell all. */
  #windowAfter(at: Instant, day: number): Window | undefined {
    let windows = this.#crowded.get(day);
    if (windows === undefined) {
      if (this.#crowded.size >= MAX_CROWDED) this.#crowded.clear();
      windows = windowsOf(this.clocks, startOf(day), startOf(day + 1));
      this.#crowded.set(day, windows);
    }
    return windows.find(({ closes }) => at < closes);
  }
}

const opensOf = (entry: number): number => entry >> 16;
const closesOf = (entry: number): number => (entry << 16) >> 16;
const startOf = (day: number): Instant => day * DAY + DAY_BREAK;

function entryOf(window: Window | undefined, after: Window | undefined, start: Instant): number {
  const opens = window === undefined ? NEVER : (window.opens - start) / MINUTE;
  if (window === undefined || opens > (SEARCH_DAYS + 1) * (DAY / MINUTE)) {
    return (NEVER << 16) | NEVER;
  }
  const closes = (window.closes - start) / MINUTE;
  const fits = Number.isInteger(opens) && opens > CROWDED && Number.isInteger(closes);
  const alone = after === undefined || after.closes > start + DAY;
  if (!fits || !alone || closes > NEVER) return CROWDED << 16;
  return (opens << 16) | closes;
}

/**
 * The windows of all clocks at once, sorted: those that close after `from`, up to the first that
 * opens at or after `to`, or none within the search after it.
 */
function windowsOf(clocks: readonly Clock[], from: Instant, to: Instant): readonly Window[] {
  invariant(Number.isFinite(from), 'quiet hours are asked about an instant');
  const always: Window = { opens: Number.NEGATIVE_INFINITY, closes: Number.POSITIVE_INFINITY };
  let windows: readonly Window[] = [always];
  for (const clock of clocks) {
    windows = overlap(windows, windowsOfClock(clock, from, to + SEARCH_DAYS * DAY));
  }
  const past = windows.findIndex(({ opens }) => opens >= to);
  return windows
    .slice(0, past < 0 ? windows.length : past + 1)
    .filter(({ closes }) => closes > from);
}

/** The moments in both lists; each is sorted and its windows lie apart, and so does the answer. */
function overlap(some: readonly Window[], others: readonly Window[]): readonly Window[] {
  const both: Window[] = [];
  let next = 0;
  for (const { opens, closes } of some) {
    for (let at = next; at < others.length; at += 1) {
      const other = others[at];
      if (other === undefined || other.opens >= closes) break;
      // What ends with this window cannot meet the next one.
      if (other.closes <= closes) next = at + 1;
      const shared = {
        opens: Math.max(opens, other.opens),
        closes: Math.min(closes, other.closes),
      };
      if (shared.opens < shared.closes) both.push(shared);
    }
  }
  return both;
}

function windowsOfClock(clock: Clock, from: Instant, to: Instant): readonly Window[] {
  const windows: Window[] = [];
  const last = calendarDayAt(clock.zone, to);
  for (let day = calendarDayAt(clock.zone, from); day <= last; day += 1) {
    const window = windowOn(clock, day);
    if (window === undefined) continue;
    const before = windows.at(-1);
    // Days without any rule in force meet at midnight.
    if (before !== undefined && before.closes >= window.opens) {
      windows[windows.length - 1] = { opens: before.opens, closes: window.closes };
    } else {
      windows.push(window);
    }
  }
  return windows;
}

/** What all rules of the clock allow that day: its spans overlap, less the margin at the close. */
function windowOn({ zone, rules }: Clock, day: CalendarDay): Window | undefined {
  let opens = 0;
  let closes = DAY / MINUTE;
  for (const rule of rules) {
    if (!inForce(rule, day)) continue;
    const span = spanOn(rule, day);
    if (span === undefined) return undefined;
    opens = Math.max(opens, span.opens);
    closes = Math.min(closes, span.closes - marginMinutes);
  }
  if (opens >= closes) return undefined;
  return { opens: instantOf(zone, day, opens), closes: instantOf(zone, day, closes) };
}
