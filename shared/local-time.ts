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

/** Clocks change on quarter hours of UTC, in every zone since 1972. */
const QUARTER_HOUR = 15 * MINUTE;

/** A zone's formatter and its last answer: a gate asks about the same minutes over and over. */
interface ZoneClock {
  readonly formatter: Intl.DateTimeFormat;
  quarterHour: number;
  offset: number;
}

/** Making a formatter costs about 86 us, using one about 1 us. */
const zoneClocks = new Map<string, ZoneClock>();

function zoneClockOf(zone: string): ZoneClock {
  const known = zoneClocks.get(zone);
  if (known !== undefined) return known;
  if (zoneClocks.size >= MAX_ZONE_CLOCKS) zoneClocks.clear();
  const options = { timeZone: zone, timeZoneName: 'longOffset' } as const;
  const formatter = new Intl.DateTimeFormat('en-US', options);
  const made = { formatter, quarterHour: Number.NaN, offset: Number.NaN };
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
  const quarterHour = Math.floor(at / QUARTER_HOUR);
  if (clock.quarterHour !== quarterHour) {
    clock.offset = readOffset(clock.formatter.format(at));
    clock.quarterHour = quarterHour;
  }
  return clock.offset;
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
