/**
 * Texts that may be an opt-out, and the one question that we may ask about them (47 CFR
 * 64.1200(a)(12)): when the person is asked, when a person of the firm is to look. It reads no
 * words itself (replies.ts, stop-answer.ts) and lifts no block (fold-doubt.ts).
 */
import type { Account, Channel, Sender } from './account.ts';
import { HOUR, type Instant, iso, sha256 } from './basics.ts';
import type { Did } from './doubt-entries.ts';
import type { EntryDraft } from './ledger.ts';
import type { InboundMessage } from './ports.ts';
import { isWish, type Reading } from './replies.ts';
import { isFirmlyRevoked, type OpenQuestion, programsWith, type Standing } from './standing.ts';

/** It closes something, and somebody of the firm is to look whether it was meant to. */
export const isDoubted = (reading: Pick<Reading, 'intent' | 'certainty'>): boolean =>
  reading.certainty !== 'certain' && (isWish(reading) || reading.intent === 'decline');

/** How a NO to our question is recorded; no reading of words makes this one. */
export const ANSWER_NO = 'answer:no';

const TIME_DIGITS = 12;
const NAME_DIGITS = 20;

/** Named by the text, so that a repeat is the same review; sorts by time. */
export function reviewId(at: Instant, key: string, message: InboundMessage): string {
  const name = sha256(`${key}\n${message.provider}\n${message.providerMessageId}`);
  const when = Math.max(0, at).toString(16).padStart(TIME_DIGITS, '0');
  return `rev_${when}${name.slice(0, NAME_DIGITS)}`;
}

type Effect = Pick<EntryDraft, 'type' | 'detail'>;

export interface Doubtful {
  readonly account: Account;
  readonly sender: Sender;
  readonly standing: Standing;
  readonly now: Instant;
  readonly reading: Reading;
  readonly review: string;
  /** What the text closes if it means that. */
  readonly channels: readonly Channel[];
  /** Every text is closed to this person already, by whatever scope. */
  readonly isOut: boolean;
  /** A question for consent went out and is not answered. */
  readonly isAsked: boolean;
}

/**
 * An unsure text: the person is asked, or a person of the firm is. A text can ask about texts only;
 * whoever is out of all that it may mean is not asked at all. An open question for consent waits
 * where texts go out already: whether to stop is then what YES answers (reply-context.ts). Where
 * none go out before its YES, it stays the one question, and the YES must be a clear one.
 */
export function settleUnsure(doubtful: Doubtful): Effect[] {
  const { account, channels, isAsked, isOut, standing } = doubtful;
  const open = channels.filter((channel) => !isFirmlyRevoked(standing.facts, channel));
  if (open.length === 0) return [];
  const byText = account.settings.unsureReplies === 'ask' && channels.includes('sms');
  const { question } = standing.facts;
  if (byText && question !== undefined) {
    return isCovered(doubtful, question) ? [] : [openReview(doubtful, open, 'nothing')];
  }
  const waits = isAsked && programsWith(standing.facts, 'confirmed').length === 0;
  const mayAsk = byText && !waits && !isOut && standing.facts.dnd['sms'] === undefined;
  return [mayAsk ? questionOf(doubtful, open) : openReview(doubtful, open, 'nothing')];
}

/** Whether the answer to what was asked, or silence, closes all that this text may mean too. */
const isCovered = ({ channels, reading }: Doubtful, asked: OpenQuestion): boolean =>
  channels.every((channel) => asked.channels.includes(channel)) &&
  (reading.intent !== 'wrong-number' || asked.isWrongNumber === true);

const questionOf = (doubtful: Doubtful, channels: readonly Channel[]): Effect => {
  const { account, now, reading, sender } = doubtful;
  return {
    type: 'question-asked',
    detail: {
      channels: [...channels],
      until: iso(now + account.settings.answerHours * HOUR),
      intent: reading.intent,
      words: reading.words,
      rule: reading.rule,
      sender: sender.id,
      language: reading.language,
    },
  };
};

export const answeredQuestion = (
  answer: 'no' | 'opt-in',
  { rule, words }: Pick<Reading, 'rule' | 'words'>,
): Effect => ({ type: 'question-answered', detail: { answer, words, rule } });

/** Follows the entry of its text in the same write, so its number is known. */
export const openReview = (
  { reading, review, standing }: Pick<Doubtful, 'reading' | 'review' | 'standing'>,
  channels: readonly Channel[],
  did: Did,
): Effect => ({
  type: 'review-opened',
  detail: {
    review,
    ofSeq: standing.seq + 1,
    intent: reading.intent,
    certainty: reading.certainty === 'likely' ? 'likely' : 'unsure',
    channels: [...channels],
    did,
  },
});
