/**
 * When a revocation is due: by law, counted by the calendar and clock of the person, and by the
 * account's own target in minutes. What is due is written into the entry itself, so that what was
 * promised stays what it was, whatever table or setting comes later. What became of it is
 * time-to-honour.ts.
 */
import type { Channel } from './account.ts';
import { type Instant, iso, MINUTE } from './basics.ts';
import { CANADIAN_HOLIDAYS, type Country, HONOUR_LIMITS, type HonourLimit } from './data/honour.ts';
import type { EntryBody } from './entries.ts';
import { holidayOn, isOneOf, weekdayOf } from './holidays.ts';
import { type ContactKey, type EntryDraft, readKey } from './ledger.ts';
import { type CalendarDay, calendarDayAt, instantOf } from './local-time.ts';
import { type DeclaredPlace, type Place, placeOf } from './places.ts';
import type { Settings } from './settings.ts';

type OptOut = Extract<EntryBody, { type: 'opted-out' }>['detail'];
export type Due = NonNullable<OptOut['due']>;

const SUNDAY = 0;
const SATURDAY = 6;

const HOLIDAYS: Readonly<Record<Country, (day: CalendarDay) => boolean>> = {
  US: (day) => holidayOn('federal', day) !== undefined,
  CA: (day) => isOneOf(CANADIAN_HOLIDAYS, day),
};

/** Monday to Friday, without the holidays of the country. */
export function isBusinessDay(country: Country, day: CalendarDay): boolean {
  const weekday = weekdayOf(day);
  return weekday !== SUNDAY && weekday !== SATURDAY && !HOLIDAYS[country](day);
}

/** The last of so many days after a day, which itself is not counted. */
export function dayAfter(
  { country, counted, days }: Pick<HonourLimit, 'country' | 'counted' | 'days'>,
  from: CalendarDay,
): CalendarDay {
  if (counted === 'calendar-days') return from + days;
  let day = from;
  for (let left = days; left > 0; ) {
    day += 1;
    if (isBusinessDay(country, day)) left -= 1;
  }
  return day;
}

/**
 * The last instant at which a revocation is honoured in time: the end of the last day, wherever the
 * person may be that it ends first, under the law that asks for it first. Where nothing tells the
 * country, both laws count (promise 4).
 */
export function lawfulDue(
  startsAt: Instant,
  channels: readonly Channel[],
  { basis, states, zones }: Place,
): { readonly at: Instant; readonly citation: string } {
  const isIn = ({ country }: HonourLimit): boolean =>
    basis.includes('unknown') || states.some((state) => state.startsWith(`${country}-`));
  const known = HONOUR_LIMITS.filter(
    (limit) => isIn(limit) && limit.channels.some((one) => channels.includes(one)),
  );
  const ends = (known.length > 0 ? known : HONOUR_LIMITS).flatMap((limit) =>
    zones.map((zone) => {
      const day = dayAfter(limit, calendarDayAt(zone, startsAt));
      return { at: instantOf(zone, day + 1, 0) - 1, citation: limit.citation };
    }),
  );
  return ends.reduce((first, end) => (end.at < first.at ? end : first));
}

/** Nobody has to hear, read or type what comes through these doors. */
const DIRECT: ReadonlySet<string> = new Set(['text', 'web', 'provider']);

export const targetMinutes = (
  source: string,
  { honourMinutes }: Pick<Settings, 'honourMinutes'>,
) => (DIRECT.has(source) ? honourMinutes.direct : honourMinutes.relayed);

/** A wish that came over from another address starts where the two were known to be one person. */
export const clockStart = (
  { carriedOver, receivedAt }: Pick<OptOut, 'carriedOver' | 'receivedAt'>,
  at: Instant,
): Instant => (carriedOver ? at : Date.parse(receivedAt));

export interface Circumstances {
  readonly key: ContactKey;
  readonly place: DeclaredPlace | undefined;
  readonly settings: Pick<Settings, 'honourMinutes'>;
}

export function dueOf(
  {
    at,
    detail,
    source,
  }: { readonly at: Instant; readonly detail: OptOut; readonly source: string },
  { key, place, settings }: Circumstances,
): Due {
  const startsAt = clockStart(detail, at);
  const law = lawfulDue(startsAt, detail.channels, placeOf(readKey(key).phone ?? '', place));
  return {
    at: iso(law.at),
    citation: law.citation,
    targetAt: iso(startsAt + targetMinutes(source, settings) * MINUTE),
  };
}

/** Every revocation says when it is due, whichever door it came through. */
export const withDue = (draft: EntryDraft, where: Circumstances): EntryDraft =>
  draft.type === 'opted-out'
    ? { ...draft, detail: { ...draft.detail, due: dueOf(draft, where) } }
    : draft;

/** What is due of several entries that one wish made: the earliest. */
export const firstDue = (dues: readonly Due[]): Due | undefined =>
  dues.reduce<Due | undefined>(
    (first, due) => (first === undefined || due.at < first.at ? due : first),
    undefined,
  );
