/**
 * Reads what a person means by a reply, when the whole reply is a known word or phrase (tier 1).
 *
 * Decides: intent, the channels it is about, and by which word. Does not decide what follows from
 * it (that is the ledger's and the program's work), and does not read free text: a word inside a
 * longer reply says nothing here, so "end of month works" is no opt-out (KM-04).
 * Rests on 47 CFR 64.1200(a)(10) and the lists in data/keywords.ts; typed forms as KM-01, YES and
 * its kin only as answers as KM-05. Linear in the length of the text; never throws.
 */
import type { Intent, Keyword } from './data/keywords.ts';
import { KEYWORDS } from './data/keywords.ts';

export type { Intent } from './data/keywords.ts';

export interface ReplyContext {
  /** The question of ours that this person has not answered yet. */
  readonly pending?: 'opt-in' | 'opt-out';
  /** The last text we sent. Whole-body words do not depend on it: a quotation is never one word. */
  readonly lastText?: string;
}

export interface Reading {
  readonly intent: Intent;
  /** 'unsure' goes with 'other': no rule of this tier knows the text. */
  readonly certainty: 'certain' | 'likely' | 'unsure';
  /** What the intent is about; empty where no channel is opened or closed. */
  readonly channels: readonly ('sms' | 'voice' | 'email')[];
  /** Of the word that decided; 'und' when none did. */
  readonly language: 'en' | 'es' | 'fr' | 'und';
  /** 'keyword:stop', 'answer:yes', 'unasked:yes', or 'none'. */
  readonly rule: string;
  /** The normalised words that decided, for the record (KM-06). */
  readonly words: string;
}

/** Six times the longest text that providers take (1,600 characters); the rest is cut. */
const MAX_REPLY_LENGTH = 10_000;
/** Longer than any word of the table in any form: bounds what is recorded. */
const MAX_WORDS_LENGTH = 100;

const CHANNELS: Readonly<Record<Intent, Reading['channels']>> = {
  'opt-out': ['sms'],
  'opt-in': ['sms'],
  help: [],
  confirm: ['sms'],
  decline: ['sms'],
  // The number is another person's: everything that uses the number stops, email does not.
  'wrong-number': ['sms', 'voice'],
  'stop-calls': ['voice'],
  'stop-email': ['email'],
  'stop-all-contact': ['sms', 'voice', 'email'],
  'call-me': ['voice'],
  complaint: [],
  other: [],
};

const PLAIN = /^[ -~]*$/;
const INVISIBLE = /[\p{M}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]+/gu;
const DECORATION = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{C}]+/gu;
const APOSTROPHE = /[\u2018\u2019\u201B\u02BC\u2032`]/gu;
const INNER = /[^\p{P}\p{S}\s]/u;
const OUTER = /^[\p{P}\p{S}\s]$/u;
const SEPARATOR = /[\p{P}\p{S}\s]+/gu;

/**
 * Marks are dropped before and after NFKD: before, so that no pile of them costs time to sort.
 * Cut again after it, as one ligature may become eighteen letters.
 */
const fold = (text: string): string =>
  text
    .replace(INVISIBLE, '')
    .normalize('NFKD')
    .slice(0, MAX_REPLY_LENGTH)
    .replace(INVISIBLE, '')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC')
    .replace(DECORATION, ' ')
    .replace(APOSTROPHE, "'");

/** Scans from both ends: a pattern anchored at the end would try every start. */
function trimPunctuation(text: string): string {
  const start = text.search(INNER);
  if (start < 0) return '';
  let end = text.length;
  while (end > start) {
    const low = text.charCodeAt(end - 1);
    const width = low >= 0xdc00 && low <= 0xdfff ? 2 : 1;
    if (!OUTER.test(text.slice(end - width, end))) break;
    end -= width;
  }
  return text.slice(start, end);
}

/**
 * One form for every way of typing the same words (KM-01): NFKC, no diacritics, small letters, no
 * zero-width characters or emoji, single spaces, no punctuation or quotes around it.
 * @example normaliseReply(' “Désabonner”!! 🛑') // 'desabonner'
 */
export function normaliseReply(text: string): string {
  const cut = text.slice(0, MAX_REPLY_LENGTH);
  const folded = PLAIN.test(cut) ? cut.toLowerCase() : fold(cut);
  return trimPunctuation(folded).replace(/\s+/g, ' ');
}

/** The form compared: OPT OUT, OPT-OUT, OPTOUT and O.P.T O.U.T are one (KM-01). */
const compact = (normalised: string): string => normalised.replace(SEPARATOR, '');

const BY_COMPACT: ReadonlyMap<string, Keyword> = new Map(
  KEYWORDS.map((keyword) => [compact(keyword.word), keyword]),
);

/** The word that the whole reply is, also when it is only said over and over: "stop stop stop". */
function findKeyword(normalised: string): Keyword | undefined {
  const whole = BY_COMPACT.get(compact(normalised));
  if (whole !== undefined || !normalised.includes(' ')) return whole;
  const words = normalised.split(' ');
  const keyword = BY_COMPACT.get(compact(words[0] ?? ''));
  if (keyword === undefined) return undefined;
  const said = compact(keyword.word);
  return words.every((word) => compact(word) === said) ? keyword : undefined;
}

/** How a reading names the word that decided. */
export const ruleOf = (kind: string, word: string): string =>
  `${kind}:${word.replaceAll(' ', '-')}`;

function reading(intent: Intent, keyword: Keyword, kind: string, normalised: string): Reading {
  return {
    intent,
    certainty: intent === 'other' ? 'unsure' : keyword.certainty,
    channels: CHANNELS[intent],
    language: keyword.language,
    rule: ruleOf(kind, keyword.word),
    words: normalised.slice(0, MAX_WORDS_LENGTH),
  };
}

/** YES and NO say nothing by themselves: providers that revive on YES are overruled (KM-05). */
function answerIntent(intent: 'confirm' | 'decline', pending: ReplyContext['pending']): Intent {
  if (pending === 'opt-in') return intent;
  return pending === 'opt-out' && intent === 'confirm' ? 'opt-out' : 'other';
}

/**
 * What a reply means. An opt-out word wins over any open question (STOP is never an answer).
 * @param text as received; cut at 10,000 characters.
 * @example readReply('STOP.').intent // 'opt-out'
 * @example readReply('yes').intent // 'other': nothing was asked
 */
export function readReply(text: string, context: ReplyContext = {}): Reading {
  const normalised = normaliseReply(text);
  const keyword = findKeyword(normalised);
  if (keyword === undefined) {
    return {
      intent: 'other',
      certainty: 'unsure',
      channels: CHANNELS.other,
      language: 'und',
      rule: 'none',
      words: '',
    };
  }
  if (keyword.intent !== 'confirm' && keyword.intent !== 'decline') {
    return reading(keyword.intent, keyword, 'keyword', normalised);
  }
  const intent = answerIntent(keyword.intent, context.pending);
  return reading(intent, keyword, intent === 'other' ? 'unasked' : 'answer', normalised);
}
