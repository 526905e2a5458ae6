/**
 * Wall clocks: what time it is somewhere, and when a wall clock there shows a given time. It knows
 * zones only, no hours and no law. The runtime's own tz data (ICU) is the source.
 */
import { DAY, HOUR, type Instant, invariant, MINUTE, SECOND } from './basics.ts';

/** Days since 1970-01-01 on some wall clock. */
export type CalendarDay = number;

/** More zones than IANA has, so that names made up by callers cannot fill the memory. */
const MAX_ZONE_CLOCKS = 700;

const SIGNED_OFFSET = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

/** No clock has changed twice within seven days since 1990, in any zone of tz data 2026c. */
const SPAN = 4 * DAY;
/** Of one zone. */
const MAX_CACHED_SPANS = 1_024;

/** A zone's formatter, and the offset it gave at the start of each span of days asked about. */
interface ZoneClock {
  readonly formatter: Intl.DateTimeFormat;
  readonly offsets: Map<number, number>;
}

/** Making a formatter costs about 86 us, using one about 1 us. */
const zoneClocks = new Map<string, ZoneClock>();

function zoneClockOf(zone: string): ZoneClock {
  const known = zoneClocks.get(zone);
  if (known !== undefined) return known;
  if (zoneClocks.size >= MAX_ZONE_CLOCKS) zoneClocks.clear();
  const options = { timeZone: zone, timeZoneName: 'longOffset' } as const;
  const formatter = new Intl.DateTimeFormat('en-US', options);
  const made = { formatter, offsets: new Map() };
  zoneClocks.set(zone, made);
  return made;
}

/** Whether the runtime knows the zone. */
export function isTimeZone(zone: string): boolean {
  try {
    zoneClockOf(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Milliseconds the zone's wall clock is ahead of UTC at that instant. */
export function offsetAt(zone: string, at: Instant): number {
  const clock = zoneClockOf(zone);
  const span = Math.floor(at / SPAN);
  const before = offsetOfSpan(clock, span);
  if (before === offsetOfSpan(clock, span + 1)) return before;
  return readOffset(clock.formatter.format(at));
}

/** At the span's first instant. */
function offsetOfSpan({ formatter, offsets }: ZoneClock, span: number): number {
  const known = offsets.get(span);
  if (known !== undefined) return known;
  if (offsets.size >= MAX_CACHED_SPANS) offsets.clear();
  const offset = readOffset(formatter.format(span * SPAN));
  offsets.set(span, offset);
  return offset;
}

/** '3/8/2026, GMT-05:00' is five hours behind. */
function readOffset(text: string): number {
  const found = SIGNED_OFFSET.exec(text);
  invariant(found !== null, 'a formatter ends its text with the offset');
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = found;
  const ahead = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
  return sign === '-' ? -ahead : ahead;
}

/** The calendar day the zone's wall clock shows. */
export const calendarDayAt = (zone: string, at: Instant): CalendarDay =>
  Math.floor((at + offsetAt(zone, at)) / DAY);

/** Minutes since midnight that the zone's wall clock shows, whole minutes. */
export function minuteOfDayAt(zone: string, at: Instant): number {
  const local = at + offsetAt(zone, at);
  return Math.floor((local - Math.floor(local / DAY) * DAY) / MINUTE);
}

/**
 * The instant at which the zone's wall clock shows that minute of that day. A time a clock change
 * skips is taken after it; hours of law begin at 08:00 or later, which no change in use touches.
 */
export function instantOf(zone: string, day: CalendarDay, minuteOfDay: number): Instant {
  const local = day * DAY + minuteOfDay * MINUTE;
  const guess = local - offsetAt(zone, local);
  return local - offsetAt(zone, guess);
}
