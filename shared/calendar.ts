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

/** Whether so many months have passed; the calendar is asked only when it can matter. */
export function monthsPassed(at: Instant, months: number, now: Instant): boolean {
  const age = now - at;
  if (age < months * 28 * DAY) return false;
  return age >= months * 31 * DAY || now >= addMonths(at, months);
}
