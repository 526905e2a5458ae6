/** What a reply is read in, what reading it gives, and the one place where a reading is made. */
import type { Channel } from '../account.ts';
import type { Intent } from '../data/keywords.ts';
import type { ReadingScope } from './scope.ts';
import * as scoping from './scope.ts';
import * as typed from './typed.ts';

const { scopeIn } = scoping;
const { normaliseReply } = typed;

export interface ReplyContext {
  /** The question of ours that this person has not answered yet. */
  readonly pending?: 'opt-in' | 'opt-out' | undefined;
  /** The last text we sent: words quoted from it are not the person's. */
  readonly lastText?: string | undefined;
  /** What the provider says that the text quotes. */
  readonly quotedText?: string | undefined;
  /** The language that the person is known by: of words that several share. */
  readonly knownLanguage?: 'en' | 'es' | 'fr' | undefined;
  /** What the account's own texts are filled from, beside the defaults (data/templates.ts). */
  readonly templates?: readonly string[] | undefined;
}

export interface Reading {
  readonly intent: Intent;
  /** 'unsure' with an intent: it may be meant, ask. 'unsure' goes with 'other' always. */
  readonly certainty: 'certain' | 'likely' | 'unsure';
  /** What the intent is about; empty where no channel is opened or closed. */
  readonly channels: readonly Channel[];
  /** Of a wish for an end, how much is to end. */
  readonly scope: ReadingScope;
  /** Of the words that decided; 'und' when none did. */
  readonly language: 'en' | 'es' | 'fr' | 'und';
  /** 'keyword:stop', 'answer:yes', 'unasked:yes', 'phrase:stop-texting', 'weight', or 'none'. */
  readonly rule: string;
  /** The words that decided, in one form, for the record (KM-06). */
  readonly words: string;
}

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

/** What a person may mean that closes something. */
export const isWish = ({ intent }: Pick<Reading, 'intent'>): boolean =>
  intent === 'opt-out' ||
  intent === 'wrong-number' ||
  intent === 'stop-all-contact' ||
  intent === 'stop-calls' ||
  intent === 'stop-email';

/** Of words that say nothing here. */
export const UNREAD: Reading = Object.freeze({
  intent: 'other',
  certainty: 'unsure',
  channels: CHANNELS.other,
  scope: 'unstated',
  language: 'und',
  rule: 'none',
  words: '',
});

/**
 * Of what `tokens` and `marks` hold.
 * @param channels where not all that go with the intent
 * @param scope where the words are not asked: YES and NO say nothing of how much
 */
export function readingOf(
  intent: Intent,
  certainty: Reading['certainty'],
  by: Pick<Reading, 'language' | 'rule' | 'words'>,
  channels: Reading['channels'] = CHANNELS[intent],
  scope: ReadingScope = scopeOf(intent),
): Reading {
  const { language, rule, words } = by;
  return { intent, certainty, channels, scope, language, rule, words };
}

/** A number of another person's, or no contact at all, leaves nothing over. */
function scopeOf(intent: Intent): ReadingScope {
  if (intent === 'stop-all-contact') return 'all';
  return isWish({ intent }) && intent !== 'wrong-number' ? scopeIn() : 'unstated';
}

/** How a reading names the word that decided. */
export const ruleOf = (kind: string, word: string): string =>
  `${kind}:${word.replaceAll(' ', '-')}`;

/** Longer than any word of the table in any form: bounds what is recorded. */
const MAX_WORDS_LENGTH = 100;

/** Words for the record, in one form (KM-06). A picture has none: then it stands for itself. */
export function wordsOf(text: string, from = 0, to = text.length): string {
  const end = Math.min(to, from + MAX_WORDS_LENGTH);
  const words = normaliseReply(text, from, end);
  if (words === '') return text.slice(from, end).trim();
  return words.length > MAX_WORDS_LENGTH ? words.slice(0, MAX_WORDS_LENGTH) : words;
}
