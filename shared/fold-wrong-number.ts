/**
 * What "wrong number" does to the facts of a number, and of the addresses that it was linked to.
 * The number's consents were another person's and end with it (CN-34: consent travels with no
 * number); the block stays with the number. Whose number it is not is kept as digests, so that
 * nobody brings that person back to it (wrong-number.ts).
 */
import { type Instant, sha256 } from './basics.ts';
import type { EntryBody } from './entries.ts';
import type { Facts } from './standing.ts';

type Detail<Type extends EntryBody['type']> = Extract<EntryBody, { type: Type }>['detail'];

/** A number that had more than this many owners' addresses and names keeps the last ones. */
export const MAX_FORMER = 8;
/** Enough to tell apart the people of one number, and short: the standing stays small. */
const DIGEST_DIGITS = 8;

export interface Identity {
  readonly name?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly externalId?: string | null | undefined;
}

const digest = (kind: string, value: string): string =>
  sha256(`${kind}:${value.trim().toLowerCase()}`).slice(0, DIGEST_DIGITS);

/** What names a person beyond doubt; a name does so only where nothing better is given. */
export function identitiesOf({ name, email, externalId }: Identity): string[] {
  const strong = [
    ...(email ? [digest('email', email)] : []),
    ...(externalId ? [digest('id', externalId)] : []),
  ];
  return strong.length > 0 || !name ? strong : [digest('name', name)];
}

/** Everything that a number knows of its contact. */
export function knownIdentities({ name, email, externalId, pastEmails = [] }: Facts): string[] {
  return [
    ...identitiesOf({ email, externalId }),
    ...pastEmails.map((one) => digest('email', one)),
    ...(name ? [digest('name', name)] : []),
  ];
}

export function wrongNumber(
  facts: Facts,
  { phone, review }: Detail<'wrong-number-reported'>,
  at: Instant,
): Facts {
  if (phone !== undefined) return facts.phone === phone ? { ...facts, phone: undefined } : facts;
  const held = facts.wrongNumber;
  // One that rests on a reading takes nothing from one that is sure.
  if (review !== undefined) return { ...facts, wrongNumber: { ...(held ?? { at }), review } };
  const who = [...new Set([...knownIdentities(facts), ...(held?.who ?? [])])].slice(0, MAX_FORMER);
  // Whoever texted START since the doubt agreed for themselves.
  const { consents, handsetAt } = held?.back ? facts : NOBODYS;
  return { ...facts, ...UNKNOWN, consents, handsetAt, wrongNumber: { at: held?.at ?? at, who } };
}

const NOBODYS: Pick<Facts, 'consents' | 'handsetAt'> = { consents: {}, handsetAt: undefined };
/** What was the person's. The line, and the calls made to it, are the number's. */
const UNKNOWN: Partial<Facts> = {
  name: undefined,
  email: undefined,
  pastEmails: undefined,
  externalId: undefined,
  place: undefined,
  origin: undefined,
  prefers: undefined,
  question: undefined,
  which: undefined,
  mayLeave: undefined,
};

/**
 * START on a number that may be another person's now: it is a consent of whoever said it, so what
 * was held before does not come back with it.
 */
export function beforeReturn(facts: Facts, { channels }: Detail<'opted-in'>): Facts {
  const held = facts.wrongNumber;
  if (held?.review === undefined || held.back || !channels.includes('sms')) return facts;
  return { ...facts, ...NOBODYS, wrongNumber: { ...held, back: true } };
}

/** `not-opt-out`: nobody said that it is a wrong number. The other ruling has its own entry. */
export function afterRuling(facts: Facts, { review, ruling }: Detail<'review-ruled'>): Facts {
  const held = facts.wrongNumber;
  if (held?.review !== review || ruling !== 'not-opt-out') return facts;
  const { at, who } = held;
  return { ...facts, wrongNumber: who && { at, who } };
}
