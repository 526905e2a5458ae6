/**
 * "Wrong number": what is entered when somebody says so, and which later consents and contacts are
 * those of the person whose number it is not. Several people on one number are no wrong number:
 * they share its ledger (docs/decisions/0025). What the entry does is fold-wrong-number.ts.
 */
import type { Account, Sender } from './account.ts';
import type { Instant } from './basics.ts';
import { reviewId } from './doubt.ts';
import { type Identity, identitiesOf, knownIdentities } from './fold-wrong-number.ts';
import type { EntryDraft } from './ledger.ts';
import type { InboundMessage } from './ports.ts';
import { type Problem, problem } from './problems.ts';
import type { Reading } from './replies.ts';
import { channelOf, type Facts, programOf, type Standing } from './standing.ts';

type Effect = Pick<EntryDraft, 'type' | 'detail'>;

interface Heard {
  readonly account: Account;
  readonly sender: Sender;
  readonly standing: Standing;
  readonly now: Instant;
}

interface Said {
  readonly words: string;
  readonly rule: string;
  readonly language?: string;
  readonly sender?: string;
  /** Of a likely reading: nothing ends before somebody has ruled on it. */
  readonly review?: string;
}

/** What a text that says so makes beside the block. A likely reading waits for a ruling. */
export const heardWrongNumber = (
  message: InboundMessage,
  { account, now, sender, standing }: Heard,
  { certainty, language, rule, words }: Reading,
): Effect[] =>
  reportWrongNumber(standing.facts, {
    words,
    rule,
    language,
    sender: sender.id,
    ...(certainty !== 'certain' && { review: reviewId(now, account.id, message) }),
  });

/** Nothing where it was entered before and nobody has been put on the number since. */
export function reportWrongNumber(facts: Facts, said: Said): Effect[] {
  const held = facts.wrongNumber;
  const { name, email, externalId } = facts;
  const ended = held?.back ? [] : Object.entries(facts.consents);
  const isKnown = [name, email, externalId].some(Boolean) || ended.length > 0;
  if (said.review === undefined ? held?.who && !held.review && !isKnown : held) return [];
  return [
    {
      type: 'wrong-number-reported',
      detail: {
        ...said,
        ended:
          said.review === undefined
            ? ended.map(([key, { hash }]) => ({
                channel: channelOf(key),
                program: programOf(key),
                entryHash: hash,
              }))
            : [],
        formerContact: {
          ...(name && { name }),
          ...(email && { email }),
          ...(externalId && { externalId }),
        },
      },
    },
  ];
}

/** The number may be another person's: a reading says so, and nobody has ruled on it yet. */
export const isDoubtedNumber = ({ wrongNumber }: Facts): boolean =>
  wrongNumber?.review !== undefined;

/**
 * Whether what comes for a number is of the person whose number it is not: it names that person, or
 * nobody at all, or was agreed to before we were told.
 */
export function isOfFormer(given: Identity, obtainedAt: Instant, facts: Facts): boolean {
  const held = facts.wrongNumber;
  if (held === undefined) return false;
  if (obtainedAt < held.at) return true;
  const named = identitiesOf(given);
  const former = held.who ?? knownIdentities(facts);
  return named.length === 0 || named.some((one) => former.includes(one));
}

/** A door with a key is told, so that the firm asks the person for the right number. */
export const wrongNumberProblem = (): Problem =>
  problem(
    'wrong-number',
    'Ask the contact for the right number: whoever holds this one said that it is not theirs. ' +
      'A new holder is taken with a name, email or externalId of their own, as of a later day.',
    { errors: [{ pointer: '/phone', detail: 'is not the number of this contact' }] },
  );

/** A form for it may be posted by anybody: it makes no link, and asks the handset. */
export const withoutIdentity = (drafts: readonly EntryDraft[]): EntryDraft[] =>
  drafts.flatMap((draft): EntryDraft[] => {
    if (draft.type !== 'consent-captured') return [];
    return [{ ...draft, detail: { ...draft.detail, status: 'pending' } }];
  });

/** What such a form says of its own address stands; the address does not learn of the phone. */
export const withoutPhone = (drafts: readonly EntryDraft[]): EntryDraft[] =>
  drafts.flatMap((draft): EntryDraft[] => {
    if (draft.type !== 'contact-changed') return [draft];
    const { phone: _, ...detail } = draft.detail;
    return Object.keys(detail).length === 0 ? [] : [{ ...draft, detail }];
  });
