/**
 * What is known of a block by likely readings alone, as entries fold into it: which reviews it
 * rests on, what a ruling does to it, and what an opt-out does to a question of ours. That nobody
 * lifts a block that a certain word made follows from here: such a block is in no list.
 */
import type { Instant } from './basics.ts';
import type { Ruling } from './doubt-entries.ts';
import type { EntryBody } from './entries.ts';
import { type Facts, scopeKey } from './standing.ts';

type Detail<Type extends EntryBody['type']> = Extract<EntryBody, { type: Type }>['detail'];

/** Whoever is read so more often than this means it: the block is firm then. */
export const MAX_DOUBTS = 4;

export const scopeNameOf = ({
  program,
  purpose,
}: Pick<Detail<'opted-out'>, 'program' | 'purpose'>): string =>
  program ?? (purpose ? `@${purpose}` : '*');

/** A likely reading doubts the block that it makes, a certain one ends the doubt about it. */
export function doubtAfter(facts: Facts, detail: Detail<'opted-out'>): Pick<Facts, 'doubted'> {
  const doubted = { ...facts.doubted };
  for (const channel of detail.channels) {
    const key = scopeKey(channel, scopeNameOf(detail));
    const firm = facts.revoked[key] !== undefined && doubted[key] === undefined;
    const reviews = [...(doubted[key] ?? []), ...(detail.review ? [detail.review] : [])];
    if (detail.review === undefined || firm || reviews.length > MAX_DOUBTS) delete doubted[key];
    else doubted[key] = reviews;
  }
  return { doubted: orNone(doubted) };
}

export function withoutDoubt(
  facts: Facts,
  about: (key: string) => boolean,
): Pick<Facts, 'doubted'> {
  const kept = Object.entries(facts.doubted ?? {}).filter(([key]) => !about(key));
  return { doubted: orNone(Object.fromEntries(kept)) };
}

const orNone = (doubted: NonNullable<Facts['doubted']>): Facts['doubted'] =>
  Object.keys(doubted).length > 0 ? doubted : undefined;

/** A text that may ask for an end of texts, and that a person of the firm is to read first. */
export function mayLeaveAfter(facts: Facts, detail: Detail<'review-opened'>): Facts {
  const { certainty, channels, did, review } = detail;
  const waits = certainty === 'unsure' && did === 'nothing' && channels.includes('sms');
  return waits ? { ...facts, mayLeave: review } : facts;
}

/** The blocks, by `channel:scope`, that a ruling lifts: those that rest on this review alone. */
export const liftedBy = (facts: Facts, review: string, ruling: Ruling): readonly string[] =>
  ruling === 'opt-out'
    ? []
    : Object.entries(facts.doubted ?? {})
        .filter(([, reviews]) => reviews.every((one) => one === review))
        .map(([key]) => key);

/**
 * `opt-out`: nobody doubts it any more. `not-opt-out`: the reading made no block; what others made,
 * before or since, stays.
 */
export function ruled(facts: Facts, { review, ruling }: Detail<'review-ruled'>): Facts {
  const lifted = liftedBy(facts, review, ruling);
  const revoked = { ...facts.revoked };
  for (const key of lifted) delete revoked[key];
  const doubted: Record<string, readonly string[]> = {};
  for (const [key, reviews] of Object.entries(facts.doubted ?? {})) {
    if (lifted.includes(key)) continue;
    if (!reviews.includes(review)) doubted[key] = reviews;
    else if (ruling === 'not-opt-out') doubted[key] = reviews.filter((one) => one !== review);
  }
  const mayLeave = facts.mayLeave === review ? undefined : facts.mayLeave;
  return { ...facts, revoked, doubted: orNone(doubted), mayLeave };
}

export const whichOf = ({ which }: Detail<'opted-out'>): Facts['which'] =>
  which && { program: which.program, until: Date.parse(which.until) };

export const asked = (
  { channels, intent, until }: Detail<'question-asked'>,
  { at, seq }: { readonly at: Instant; readonly seq: number },
): Facts['question'] => ({
  seq,
  at,
  until: Date.parse(until),
  channels,
  ...(intent === 'wrong-number' && { isWrongNumber: true as const }),
});

/** A likely reading leaves our question open: it may be lifted, and silence still means stop. */
export const answersQuestion = ({
  channels,
  program,
  purpose,
  review,
}: Detail<'opted-out'>): boolean =>
  channels.includes('sms') && program === undefined && purpose === undefined && !review;
