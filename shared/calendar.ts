/** Months as law counts them: by the calendar, in UTC. */
import { DAY, type Instant } from './basics.ts';

/** The last day of a month stays the last day. */
export function addMonths(at: Instant, months: number): Instant {
  const from = new Date(at);
  const to = new Date(at);
  to.setUTCMonth(from.getUTCMonth() + months);
  if (to.getUTCDate() !== from.getUTCDate()) to.setUTCDate(0);
  return to.getTime();
}

const MEAN_MONTH = (400 * 365 + 97) / 4_800;
/** How far any run of months is from its mean length, at most, in days. */
const MOST_OFF = 4;

/** Whether so many months have passed; the calendar is asked only when it can matter. */
export function monthsPassed(at: Instant, months: number, now: Instant): boolean {
  const off = (now - at) / DAY - months * MEAN_MONTH;
  if (off < -MOST_OFF) return false;
  return off > MOST_OFF || now >= addMonths(at, months);
}
