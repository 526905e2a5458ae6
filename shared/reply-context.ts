/**
 * What a text of a person is read in: which question of ours is open, what we said last, and the
 * words of the account.
 * YES and NO count only as answers to a question that went out, is still open (KM-05), and is what
 * we said last.
 */

import type { Instant } from './basics.ts';
import { openPrograms } from './double-opt-in.ts';
import { ANSWER_NO } from './doubt.ts';
import { type ExtraWords, type ReadReply, readWith } from './extra-words.ts';
import { isConsentAsked, isUnconfirmed, lastText, readBeside } from './last-text.ts';
import { withoutMark } from './parts.ts';
import { readPreference } from './preferences.ts';
import { isOvertaken } from './received-at.ts';
import { isWish, type Reading, type ReplyContext, readReply, UNREAD } from './replies.ts';
import type { InboundFacts } from './reply-owed.ts';
import { revokedSince } from './standing.ts';
import { isClearNo } from './stop-answer.ts';
import { askedWhich } from './which-program.ts';

/** The programs that a YES would confirm: the question went out and its end has not come. */
export const answerable = ({ account, now, standing }: InboundFacts): readonly string[] =>
  standing.sends.asked === undefined ? [] : openPrograms(standing, account.settings, now);

/**
 * What a text says, read together with the other parts of it. What a part says for certain by
 * itself ends texts whatever stands around it (47 CFR 64.1200(a)(10)).
 */
export function readReceived(
  body: string,
  context: InboundFacts,
  read: ReadReply,
): { readonly reading: Reading; readonly said: string; readonly readWith?: readonly number[] } {
  const { whole } = context;
  const own = withoutMark(body);
  const alone = readInContext(own, context, read);
  const acts = isWish(alone) && alone.certainty === 'certain';
  if (whole === undefined || acts) return { reading: alone, said: own };
  const { readWith, text } = whole;
  return { reading: readInContext(text, context, read), said: text, readWith };
}

function readInContext(body: string, context: InboundFacts, read: ReadReply): Reading {
  const { account, now, receivedAt = now, sender, standing, templates, textsOut = [] } = context;
  // What we said since does not tell what was meant.
  const before = textsOut.filter(({ at }) => at <= receivedAt);
  const last = lastText(before, sender.id, now);
  const { language: knownLanguage } = standing.facts;
  const pending = questionBefore(receivedAt, { ...context, textsOut: before });
  const { extraWords } = account.settings;
  const lastSaid = readBeside(last, body);
  const within: ReadIn = { extraWords, knownLanguage, pending, lastText: lastSaid, templates };
  return readText(body, within, read);
}

/**
 * Of two open questions the one whether to stop decides what YES means: the stricter reading. What
 * was said before a question went out does not answer it.
 */
function questionBefore(at: Instant, context: InboundFacts): ReplyContext['pending'] {
  const { sender, standing, textsOut = [] } = context;
  const { facts, sends } = standing;
  if (facts.question && facts.question.at <= at) return 'opt-out';
  const isConsent =
    answerable(context).length > 0 &&
    (sends.asked?.at ?? 0) <= at &&
    isConsentAsked(textsOut, sender.id, sends);
  return isConsent || isWhichAsked(at, context) ? 'opt-in' : undefined;
}

function isWhichAsked(at: Instant, { now, standing, textsOut = [] }: InboundFacts): boolean {
  const { facts } = standing;
  if (askedWhich(facts, now) === undefined || isOvertaken(facts, at)) return false;
  return !isUnconfirmed(textsOut, revokedSince(facts, 'sms') ?? 0);
}

export interface ReadIn extends ReplyContext {
  readonly extraWords: ExtraWords;
}

/** What a text says by itself, whoever sent it: the one way in which texts are read. */
export function readText(body: string, within: ReadIn, read: ReadReply = readReply): Reading {
  const { extraWords, ...context } = within;
  const readOf = readWith(extraWords, read);
  const reading = readPreference(body, readOf(body, context));
  // "No, I do not want you to stop" sounds like a wish: what is no more than unsure gives way.
  const isMeant = isWish(reading) && reading.certainty !== 'unsure';
  if (context.pending !== 'opt-out' || isMeant) return reading;
  if (!isClearNo(body, (line) => isWish(readOf(line)))) return reading;
  const { language, words } = reading;
  return { ...UNREAD, language, words, rule: ANSWER_NO };
}

/**
 * What a text would be read as that came from nobody yet. While a question of ours is open it is
 * what was said last, and its words count only where they come back (last-text.ts).
 */
export function readTried(body: string, within: ReadIn): Reading {
  const { lastText, pending } = within;
  const isOurs = pending !== undefined && lastText !== undefined && !body.includes(lastText);
  return readText(withoutMark(body), isOurs ? { ...within, lastText: undefined } : within);
}
