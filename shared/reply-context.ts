/**
 * What a text of a person is read in: which question of ours is open, and the words of the account.
 * YES and NO count only as answers to a question that went out and is still open (KM-05).
 */
import type { Account } from './account.ts';
import type { Instant } from './basics.ts';
import { ANSWER_NO, isPlainNo, isWish } from './doubt.ts';
import { type ReadReply, readWith } from './extra-words.ts';
import type { Reading } from './replies.ts';
import { programsWith, type Standing } from './standing.ts';
import { askedWhich } from './which-program.ts';

/** The question for consent went out and is not answered. */
export const isAsked = (standing: Standing): boolean =>
  standing.sends.asked !== undefined && programsWith(standing.facts, 'pending').length > 0;

/** Of two open questions the one whether to stop decides what YES means: the stricter reading. */
export function readInContext(
  body: string,
  {
    account,
    now,
    standing,
  }: { readonly account: Account; readonly now: Instant; readonly standing: Standing },
  read: ReadReply,
): Reading {
  const { question } = standing.facts;
  const mayOptIn = isAsked(standing) || askedWhich(standing.facts, now) !== undefined;
  const pending = question ? 'opt-out' : mayOptIn ? 'opt-in' : undefined;
  const reading = readWith(account.settings.extraWords, read)(body, pending && { pending });
  if (question === undefined || isWish(reading) || !isPlainNo(body)) return reading;
  return { ...reading, intent: 'other', certainty: 'certain', channels: [], rule: ANSWER_NO };
}
