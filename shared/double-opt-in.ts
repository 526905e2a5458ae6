/**
 * Asking first: which consents wait for a YES, how long the answer is waited for, and who may be
 * asked at all. The question itself is a text like any other and passes the gate; reading the
 * answer is inbound.ts.
 */
import { DAY, type Instant } from './basics.ts';
import { monthsPassed } from './calendar.ts';
import type { Phone } from './phone.ts';
import type { Place } from './places.ts';
import type { Settings } from './settings.ts';
import { type ConsentState, type Facts, programsWith, type Sends, scopeKey } from './standing.ts';

/** Long enough for a letter on the doormat; no law sets it. */
const DEFAULT_EXPIRY_DAYS = 30;

type DoubleOptIn = Settings['doubleOptIn'];

/** Off as a whole, or for a program or a source: each taken by name by an admin (risks.ts). */
export const asksFirst = (
  { doubleOptIn }: Pick<Settings, 'doubleOptIn'>,
  { program, source }: { readonly program: string; readonly source: ConsentState['source'] },
): boolean =>
  doubleOptIn.enabled &&
  doubleOptIn.exceptPrograms?.includes(program) !== true &&
  doubleOptIn.exceptSources?.includes(source) !== true;

const expiryOf = ({ expiryDays }: DoubleOptIn): number => (expiryDays ?? DEFAULT_EXPIRY_DAYS) * DAY;

type Pending = Pick<ConsentState, 'at' | 'since'>;

/**
 * Until when a YES counts, itself included: so many days after it was captured, or asked about when
 * that was later.
 */
export const openUntil = (
  consent: Pending,
  { asked }: Pick<Sends, 'asked'>,
  { doubleOptIn }: Pick<Settings, 'doubleOptIn'>,
): Instant =>
  Math.max(consent.since ?? consent.at, asked?.at ?? Number.NEGATIVE_INFINITY) +
  expiryOf(doubleOptIn);

/** A pending consent that nobody answered in time: no YES confirms it any more. */
export const hasLapsed = (
  consent: Pick<ConsentState, 'status'> & Pending,
  sends: Pick<Sends, 'asked'>,
  settings: Pick<Settings, 'doubleOptIn'>,
  now: Instant,
): boolean => consent.status === 'pending' && now > openUntil(consent, sends, settings);

/** The programs that a YES would confirm now. */
export const openPrograms = (
  { facts, sends }: { readonly facts: Facts; readonly sends: Pick<Sends, 'asked'> },
  settings: Pick<Settings, 'doubleOptIn'>,
  now: Instant,
): string[] =>
  programsWith(facts, 'pending').filter((program) => {
    const consent = facts.consents[scopeKey('sms', program)];
    return consent !== undefined && !hasLapsed(consent, sends, settings, now);
  });

/** How long a text that waits for the answer is held at most. */
export const heldUntil = (
  consent: Pending,
  sends: Pick<Sends, 'asked'>,
  settings: Pick<Settings, 'doubleOptIn'>,
  now: Instant,
): Instant => {
  const open = openUntil(consent, sends, settings);
  const { holdDays } = settings.doubleOptIn;
  return holdDays === undefined ? open : Math.min(open, now + holdDays * DAY);
};

/**
 * Sources that say that somebody agreed, and by themselves show no act of the person: a box that
 * staff ticked, a list, a lead.
 */
const CLAIMED: readonly ConsentState['source'][] = ['manual', 'import', 'vendor'];

/**
 * Whether something the person did stands behind the consent: writing, words, a purchase or an
 * inquiry within its window. CASL s.13 puts the proof on the sender.
 */
export function hasBasis(
  { at, basis, grade, source }: Pick<ConsentState, 'at' | 'basis' | 'grade' | 'source'>,
  months: Readonly<Record<'purchase' | 'inquiry', number>>,
  now: Instant,
): boolean {
  switch (grade) {
    case 'written':
      return true;
    case 'express':
      return !CLAIMED.includes(source);
    case 'implied':
      return !monthsPassed(at, months[basis ?? 'inquiry'], now);
  }
}

/** A Canadian number, or a contact that may be in Canada: the stricter law holds. */
export const mayBeCanadian = (phone: Phone | undefined, place: Place | undefined): boolean =>
  phone?.country === 'CA' || place?.states.some((state) => state.startsWith('CA-')) === true;
