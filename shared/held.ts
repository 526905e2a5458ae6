/**
 * Texts that wait for a YES: when one may be held, what the standing keeps of it, and what became
 * of it. Writing, releasing and voiding are the handlers'; whether it may go then is the gate's.
 */
import { type Instant, iso } from './basics.ts';
import type { MessageRecord } from './message.ts';
import type { Found } from './packs/pack.ts';
import type { ConsentState, Sends } from './standing.ts';

/** Texts that wait for one contact: whoever says YES gets no flood. */
export const MAX_HELD = 5;

type Held = NonNullable<Sends['held']>[number];

/** A text may wait for the YES when the missing YES is all that refuses it. */
export function mayHold(found: readonly Found[], sends: Sends, messageId: string): boolean {
  const refuses = found.filter(({ outcome }) => outcome === 'deny');
  if (!refuses.every(({ rule }) => rule.code === 'consent-pending')) return false;
  return isHeld(sends, messageId) || !isFull(sends);
}

export const isFull = ({ held = [] }: Pick<Sends, 'held'>): boolean => held.length >= MAX_HELD;

export const isHeld = ({ held = [] }: Pick<Sends, 'held'>, messageId: string): boolean =>
  held.some(({ id }) => id === messageId);

/** The sends of a standing with this text held. */
export const holdSend = (sends: Sends, text: Held): Sends =>
  isHeld(sends, text.id) ? sends : { ...sends, held: [...(sends.held ?? []), text] };

/** The same without these, which have come to an end. */
export function dropHeld(sends: Sends, ids: readonly string[]): Sends {
  const { held = [], ...rest } = sends;
  const left = held.filter(({ id }) => !ids.includes(id));
  return left.length === 0 ? { ...rest, held: undefined } : { ...rest, held: left };
}

/** Its time is up: past it, unless the person said YES before and only the release is late. */
export const isOverdue = (
  { heldUntil = 0 }: Pick<MessageRecord, 'heldUntil'>,
  consent: Pick<ConsentState, 'status' | 'at'> | undefined,
  now: Instant,
): boolean => now > heldUntil && !(consent?.status === 'confirmed' && consent.at <= heldUntil);

export type Voided = NonNullable<MessageRecord['voided']>;

/** Why a text that was held is not sent: what the person did comes before what the gate found. */
export function voidedBy({ decision }: Pick<MessageRecord, 'decision'>): Voided {
  const codes = decision.reasons.map(({ code }) => code);
  const has = (code: string): boolean => codes.includes(code);
  if (has('consent-declined')) return { code: 'declined', detail: 'The contact answered NO.' };
  if (has('opted-out')) return { code: 'opted-out', detail: 'The contact opted out.' };
  if (has('consent-expired')) return { code: 'expired', detail: 'Nobody answered in time.' };
  return {
    code: 'refused',
    detail: 'The contact answered, and something else refuses the text: see decision.reasons.',
  };
}

export const timedOut = ({ heldUntil = 0 }: Pick<MessageRecord, 'heldUntil'>): Voided => ({
  code: 'timed-out',
  detail: `No YES came by ${iso(heldUntil)}, so the text was not sent.`,
});
