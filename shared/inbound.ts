/**
 * One text from a person: which entries it makes, and whether an answer is owed. The block stands
 * once the entries are written; the answer itself is a text like any other and passes the gate.
 */
import type { Channel } from './account.ts';
import { answered } from './answered.ts';
import { iso } from './basics.ts';
import {
  ANSWER_NO,
  answeredQuestion,
  type Doubtful,
  isDoubted,
  openReview,
  reviewId,
  settleUnsure,
} from './doubt.ts';
import type { ReadReply } from './extra-words.ts';
import { type EntryDraft, PURPOSES } from './ledger.ts';
import type { InboundMessage } from './ports.ts';
import { prefer } from './preferences.ts';
import { asTakenByProvider } from './provider-stop.ts';
import { channelsOf, closedBy, scopeOf, widensFrom } from './reach.ts';
import { isWish, type Reading, readReply } from './replies.ts';
import { answerable, readReceived } from './reply-context.ts';
import { type InboundFacts, replyTo } from './reply-owed.ts';
import { partlyRevokedSince } from './rules/revocation.ts';
import { isClosed, isOutOf, programsWith, revokedSince, type Scope } from './standing.ts';
import { askedWhich, mayMeanOne, narrowTo, whichToAsk } from './which-program.ts';
import { heardWrongNumber, isDoubtedNumber } from './wrong-number.ts';

export type { InboundFacts } from './reply-owed.ts';

/** Later parts of a text are kept out of the ledger; carriers split long before. */
export const MAX_INBOUND_CHARACTERS = 10_000;

/** The entries of one inbound text: always the text itself, then what it did. */
export function decideInbound(
  message: InboundMessage,
  facts: InboundFacts,
  read: ReadReply = readReply,
): EntryDraft[] {
  const body = message.body.slice(0, MAX_INBOUND_CHARACTERS);
  const open = answerable(facts);
  const { reading: heard, readWith, said } = readReceived(body, facts, read);
  const reading = asTakenByProvider(message, heard);
  const base = { at: facts.now, actor: 'person', source: 'text' };
  const received: EntryDraft = {
    ...base,
    type: 'message-received',
    detail: {
      body,
      sender: facts.sender.id,
      provider: message.provider,
      providerMessageId: message.providerMessageId,
      intent: reading.intent,
      certainty: reading.certainty,
      rule: reading.rule,
      language: reading.language,
      ...(reading.words && { words: reading.words }),
      ...(readWith && { readWith: [...readWith] }),
      ...replyTo(message, facts, reading, open),
    },
  };
  const effect = [
    ...effectOf(message, facts, reading, open),
    ...prefer(said, reading, facts.standing.facts),
  ];
  return [received, ...effect.map((draft) => ({ ...base, ...draft }) as EntryDraft)];
}

type Effect = Pick<EntryDraft, 'type' | 'detail'>;

function effectOf(
  message: InboundMessage,
  facts: InboundFacts,
  reading: Reading,
  open: readonly string[],
): Effect[] {
  // What the provider took for a keyword is no question any more: the person was told.
  if (isWish(reading) && reading.certainty === 'unsure' && !message.answeredByProvider) {
    return settleUnsure(doubtfulOf(message, facts, reading));
  }
  const effect = effectOfIntent(message, facts, reading, open);
  const review = reviewOf(effect, doubtfulOf(message, facts, reading));
  return review ? [...effect, review] : effect;
}

/** What a likely text did at once, somebody of the firm is to look at: also a likely YES. */
function reviewOf(effect: readonly Effect[], doubtful: Doubtful): Effect | undefined {
  const closed = effect.find(({ type }) => type === 'opted-out')?.detail as
    | Extract<EntryDraft, { type: 'opted-out' }>['detail']
    | undefined;
  if (closed?.review !== undefined) return openReview(doubtful, closed.channels, 'opted-out');
  const isConfirmed = effect.some(({ type }) => type === 'consent-confirmed');
  if (!isConfirmed || doubtful.reading.certainty === 'certain') return undefined;
  return openReview(doubtful, channelsOf(doubtful), 'confirmed');
}

function doubtfulOf(message: InboundMessage, facts: InboundFacts, reading: Reading): Doubtful {
  const { account, now, standing } = facts;
  const isOut =
    revokedSince(standing.facts, 'sms') !== undefined ||
    partlyRevokedSince(standing.facts, widensFrom(facts)) !== undefined;
  return {
    ...facts,
    reading,
    review: reviewId(now, account.id, message),
    channels: closedBy(facts, reading),
    isOut,
    isAsked: answerable(facts).length > 0,
  };
}

function effectOfIntent(
  message: InboundMessage,
  facts: InboundFacts,
  reading: Reading,
  open: readonly string[],
): Effect[] {
  const which = askedWhich(facts.standing.facts, facts.now);
  switch (reading.intent) {
    case 'opt-out':
      return [
        ...optOut(message, facts, reading, closedBy(facts, reading), {
          scope: scopeOf(message, facts, reading),
        }),
        // YES, or STOP, of whoever may have said before that the number is another person's.
        ...(facts.standing.facts.question?.isWrongNumber
          ? heardWrongNumber(message, facts, reading)
          : []),
      ];
    case 'wrong-number':
      // Everything that uses the number stops; the email is still the other person's (replies.ts).
      return [
        ...optOut(message, facts, reading, closedBy(facts, reading)),
        ...heardWrongNumber(message, facts, reading),
      ];
    case 'stop-all-contact':
    case 'stop-calls':
    case 'stop-email':
      return optOut(message, facts, reading, closedBy(facts, reading));
    case 'opt-in':
      // Nobody is opted in by words of their own.
      return reading.certainty === 'certain' ? optIn(message, facts, reading) : [];
    case 'confirm':
      if (which !== undefined) return narrowed(message, facts, reading, which);
      // Of somebody who may have asked for an end, only YES in so many words is one.
      if (facts.standing.facts.mayLeave !== undefined && reading.certainty !== 'certain') return [];
      return [
        {
          type: 'consent-confirmed',
          detail: {
            programs: [...open],
            by: 'text',
            evidence: evidenceOf(message, reading, facts),
          },
        },
      ];
    case 'decline':
      if (which !== undefined) return [answeredQuestion('no', reading)];
      return [
        { type: 'consent-declined', detail: { evidence: evidenceOf(message, reading, facts) } },
        ...optOut(message, facts, reading, ['sms'], { confirmation: 'none' }),
      ];
    case 'help':
    case 'call-me':
    case 'complaint':
    case 'other':
      return reading.rule === ANSWER_NO ? [answeredQuestion('no', reading)] : [];
  }
}

/** A likely YES is none here, nor one from the day on which one program ends all (RV-11). */
const narrowed = (
  message: InboundMessage,
  facts: InboundFacts,
  reading: Reading,
  program: string,
): Effect[] => {
  if (reading.certainty !== 'certain' || facts.now >= widensFrom(facts)) return [];
  const evidence = evidenceOf(message, reading, facts);
  const said = { reading, sender: facts.sender.id, evidence };
  return narrowTo(program, facts.standing.facts, said, facts.now);
};

function optOut(
  message: InboundMessage,
  facts: InboundFacts,
  reading: Reading,
  channels: readonly Channel[],
  { scope = {}, confirmation }: { readonly scope?: Scope; readonly confirmation?: 'none' } = {},
): Effect[] {
  const held = facts.standing.facts;
  const { settings } = facts.account;
  const news = channels.filter((channel) => !isOutOf(held, channel, scope));
  if (news.length === 0) {
    // STOP again, to the question whether one program was meant: all of them.
    const asked = askedWhich(held, facts.now) !== undefined && channels.includes('sms');
    return asked ? [answeredQuestion('no', reading)] : [];
  }
  // Whoever is out already has been told once: a second confirmation is one text too many.
  const untold = news.includes('sms') && revokedSince(held, 'sms', scope) === undefined;
  const silent = confirmation ?? (untold ? 'owed' : 'none');
  const told =
    silent === 'owed' && answered(message, facts, reading) ? 'answered-by-provider' : silent;
  const mayAsk = told === 'owed' && mayMeanOne(reading, held) && facts.now < widensFrom(facts);
  const isWhole = scope.program === undefined && scope.purpose === undefined;
  const which = mayAsk && isWhole ? whichToAsk(facts.standing, settings, facts.now) : undefined;
  return [
    {
      type: 'opted-out',
      detail: {
        channels: [...news],
        ...scope,
        receivedAt: iso(facts.now),
        words: reading.words,
        rule: reading.rule,
        confirmation: told,
        ...(which && { which }),
        sender: facts.sender.id,
        language: reading.language,
        evidence: evidenceOf(message, reading, facts),
        ...(isDoubted(reading) && {
          review: reviewId(facts.now, facts.account.id, message),
        }),
      },
    },
  ];
}

/** START lifts the block for what was agreed before, or opts in to the program of this number. */
function optIn(message: InboundMessage, facts: InboundFacts, reading: Reading): Effect[] {
  const held = facts.standing.facts;
  const confirmed = programsWith(held, 'confirmed');
  const known = [...confirmed, ...programsWith(held, 'pending'), ...programsWith(held, 'declined')];
  // What somebody else agreed to is not what they come back to.
  const isTheirs = known.length > 0 && !isDoubtedNumber(held);
  const programs = isTheirs ? [...new Set(known)] : [facts.sender.program];
  const blocked =
    isClosed(held, 'sms') ||
    partlyRevokedSince(held, widensFrom(facts)) !== undefined ||
    PURPOSES.some((purpose) => revokedSince(held, 'sms', { purpose }) !== undefined) ||
    programs.some((program) => revokedSince(held, 'sms', { program }) !== undefined);
  // A second START changes nothing, so that it is not answered twice.
  if (confirmed.length > 0 && !blocked) {
    return held.question ? [answeredQuestion('opt-in', reading)] : [];
  }
  return [
    {
      type: 'opted-in',
      detail: {
        channels: ['sms'],
        programs,
        words: reading.words,
        rule: reading.rule,
        confirmation: answered(message, facts, reading) ? 'answered-by-provider' : 'owed',
        sender: facts.sender.id,
        language: reading.language,
        evidence: evidenceOf(message, reading, facts),
      },
    },
  ];
}

const evidenceOf = (
  { provider, providerMessageId }: InboundMessage,
  { rule, words }: Reading,
  { sender }: InboundFacts,
) => ({ provider, providerMessageId, sender: sender.id, words, rule });
