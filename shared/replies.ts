/**
 * What a person means by a reply, as a reasonable person would read it (47 CFR 64.1200(a)(10)), in
 * English, Spanish and French: intent, channels, how certain, and the words that decided.
 *
 * Three ways, the first that speaks decides. Tier 1: the whole reply is a known word or phrase
 * (data/keywords.ts). Then runs of words (data/reply-phrases.ts), sentence by sentence. Then the
 * weight of all its words (data/reply-weights.ts), which also doubts a run that stands in harmless
 * company. What sounds like a wish to leave without saying so is `unsure`: somebody should ask.
 * What follows from an intent is the ledger's and the program's work. Linear in the length of the
 * text; never throws; the same text and context give the same reading.
 */
import type { Channel } from './account.ts';
import type { Intent, Keyword } from './data/keywords.ts';
import { spellOut } from './replies/alphabet.ts';
import { answerTo } from './replies/answers.ts';
import { ALL_CHANNELS, NAMED, SMS } from './replies/channels.ts';
import { languageOf } from './replies/languages.ts';
import { ownWords } from './replies/own-words.ts';
import { BREAK, rowAt } from './replies/phrases.ts';
import { scan, strongest } from './replies/scan.ts';
import {
  classes,
  ends,
  MAX_REPLY_LENGTH,
  starts,
  tokenise,
  tokens,
  wordsAt,
} from './replies/tokens.ts';
import { normaliseReply } from './replies/typed.ts';
import { collectMarks, stopScore, wrongNumberScore } from './replies/weigh.ts';
import { politeKeyword, signed, signedKeyword, wholeKeyword } from './replies/whole.ts';

export type { Intent } from './data/keywords.ts';
export { normaliseReply } from './replies/typed.ts';

export interface ReplyContext {
  /** The question of ours that this person has not answered yet. */
  readonly pending?: 'opt-in' | 'opt-out';
  /** The last text we sent: words quoted from it are not the person's. */
  readonly lastText?: string;
}

export interface Reading {
  readonly intent: Intent;
  /** 'unsure' with an intent: it may be meant, ask. 'unsure' goes with 'other' always. */
  readonly certainty: 'certain' | 'likely' | 'unsure';
  /** What the intent is about; empty where no channel is opened or closed. */
  readonly channels: readonly Channel[];
  /** Of the words that decided; 'und' when none did. */
  readonly language: 'en' | 'es' | 'fr' | 'und';
  /** 'keyword:stop', 'answer:yes', 'unasked:yes', 'phrase:stop-texting', 'weight', or 'none'. */
  readonly rule: string;
  /** The words that decided, in one form, for the record (KM-06). */
  readonly words: string;
}

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

/** Of words that say nothing here. */
export const UNREAD: Reading = Object.freeze({
  intent: 'other',
  certainty: 'unsure',
  channels: CHANNELS.other,
  language: 'und',
  rule: 'none',
  words: '',
});

/** How a reading names the word that decided. */
export const ruleOf = (kind: string, word: string): string =>
  `${kind}:${word.replaceAll(' ', '-')}`;

/**
 * What a reply means. An opt-out word wins over any open question (STOP is never an answer).
 * @param text as received; cut at 10,000 characters.
 * @example readReply('STOP.').intent // 'opt-out'
 * @example readReply('yes').intent // 'other': nothing was asked
 */
export function readReply(text: string, context: ReplyContext = {}): Reading {
  readTokens(text);
  const keyword = wholeKeyword();
  if (keyword) return ofKeyword(keyword, text, context);
  const own = readOwn(text, context.lastText);
  const alone = own === text ? undefined : wholeKeyword();
  if (alone) return ofKeyword(alone, own, context);
  const polite = politeKeyword();
  if (polite?.intent === 'opt-out' && stopScore() > POLITE_FROM) {
    return ofPolite(polite, own, context, stopScore() >= ACTS_FROM.all);
  }
  const withName = signedKeyword();
  if (withName) {
    const isMeant = withName.confidence !== 'M' && isShouted(own);
    return ofPolite(withName, own, context, isMeant);
  }
  if (polite?.intent === 'help' && tokens.words <= MAX_POLITE && startsWithIt()) {
    return ofKeyword(polite, own, context);
  }
  const free = ofFree(own, context);
  if (!context.pending || free.certainty === 'certain') return free;
  return ofAnswer(own, context.pending, free);
}

/**
 * The person's own words of the text that `tokens` holds; then `tokens`, `strongest` and `marks`
 * hold what is in them.
 */
export function readOwn(text: string, lastText?: string): string {
  const own = ownWords(text, tokens.isQuoting, lastText);
  if (own !== text) readTokens(own);
  scan();
  collectMarks(strongest.row + 1, strongest.isVetoed);
  return own;
}

export function readTokens(text: string): void {
  tokenise(text);
  if (tokens.isSeveral) tokenise(spellOut(text.slice(0, MAX_REPLY_LENGTH)));
}

/** Words for the record, in one form (KM-06). A picture has none: then it stands for itself. */
export function wordsOf(text: string): string {
  const cut = text.slice(0, MAX_WORDS_LENGTH);
  return normaliseReply(cut).slice(0, MAX_WORDS_LENGTH) || cut.trim();
}

function ofKeyword(keyword: Keyword, text: string, context: ReplyContext): Reading {
  const { language, word } = keyword;
  const { pending } = context;
  // "Alto" after "¿alto o bajo?", "annuler" after "CONFIRMER ou ANNULER" ask. The words of a
  // published list act whatever was asked (47 CFR 64.1200(a)(10)).
  const isDoubtful = keyword.confidence === 'M' && isOffered(word, context);
  const certainty = isDoubtful ? 'unsure' : keyword.certainty;
  const isAnswer = keyword.intent === 'confirm' || keyword.intent === 'decline';
  const intent = isAnswer ? answerIntent(keyword.intent, pending) : keyword.intent;
  const kind = !isAnswer ? 'keyword' : intent === 'other' ? 'unasked' : 'answer';
  return {
    intent,
    certainty: intent === 'other' ? 'unsure' : certainty,
    channels: CHANNELS[intent],
    language,
    rule: ruleOf(kind, word),
    words: wordsOf(text),
  };
}

/** In capitals, as words of law are given: "STOP - Pat", not "end, march". */
function isShouted(text: string): boolean {
  const word = text.slice(startOf(signed.from), endOf(signed.end - 1));
  return word === word.toUpperCase();
}

/** Words of law with nothing but politeness, or a name, around them. */
function ofPolite(
  { language, word }: Keyword,
  text: string,
  context: ReplyContext,
  isMeant: boolean,
): Reading {
  return {
    intent: 'opt-out',
    certainty: isMeant && !isOffered(word, context) ? 'likely' : 'unsure',
    channels: CHANNELS['opt-out'],
    language,
    rule: ruleOf('polite', word),
    words: wordsOf(text),
  };
}

/** Whether our last text spoke of it, and not of how to end texts: then it may answer that. */
const isOffered = (word: string, { lastText }: ReplyContext): boolean =>
  lastText?.split(/[.!?\n]/).some((sentence) => {
    const said = normaliseReply(sentence);
    const words = said.split(/[^\p{L}]+/u);
    const parts = word.split(' ').filter((part) => part.length >= MIN_OFFERED);
    return parts.some((part) => words.includes(part)) && !OF_TEXTS.test(said);
  }) === true;
const MIN_OFFERED = 3;
/** A sentence of ours that tells how to end the texts. */
const OF_TEXTS =
  /\b(?:mensaje|texto|recib|suscri|m(?:es)?sa?ge?|text|receive|recevoir|rappel|alert|stop|opt)/;

/** YES and NO say nothing by themselves: providers that revive on YES are overruled (KM-05). */
function answerIntent(intent: Intent, pending: ReplyContext['pending']): Intent {
  if (pending === 'opt-in') return intent;
  return pending === 'opt-out' && intent === 'confirm' ? 'opt-out' : 'other';
}

/**
 * An answer in words of one's own. Whoever says in other words that texts may go on did not ask for
 * their end; but only a clear YES or NO answers our question for good (doubt.ts, held.ts).
 */
function ofAnswer(text: string, pending: 'opt-in' | 'opt-out', free: Reading): Reading {
  const answer = answerTo(pending);
  if (answer === 'goes-on') return UNREAD;
  if (answer === 'unclear' || free.certainty === 'likely') return free;
  const intent = answerIntent(answer === 'yes' ? 'confirm' : 'decline', pending);
  if (intent === 'other') return free;
  return {
    intent,
    certainty: 'likely',
    channels: CHANNELS[intent],
    language: languageOf(),
    rule: `answer:${answer}`,
    words: wordsOf(text),
  };
}

/**
 * From which weight a reply blocks at once and from which it asks: one that is all a run of words,
 * one with a run in it, one without. Chosen on the tuned sets by cross-validation (decision 0024).
 */
const ACTS_FROM = { all: 1, run: 3, none: 5 } as const;
const ASKS_FROM = { run: -3.75, none: -1.25 } as const;
/** "Help please". More words, or words before it, may offer help. */
const MAX_POLITE = 3;
const startsWithIt = (): boolean => wordsAt[1] === 0;
/** A word of law among idle words alone: nearly always asks. "The end" does not. */
const POLITE_FROM = -5;

function ofFree(text: string, { lastText }: ReplyContext): Reading {
  const row = rowAt(strongest.row);
  const score = stopScore();
  const basis = row ? 'run' : 'none';
  const acting = row && isAll() ? 'all' : basis;
  const language = languageOf();
  if (score < ASKS_FROM[basis] || (!row && saysNothing(language))) return UNREAD;
  if (strongest.isAutomatic) return UNREAD;
  // "Stop, that's plenty" after "shall we throw in the mats?" answers the question.
  const answers = lastText?.includes('?') === true && row?.certainty !== 'certain';
  const acts = score >= ACTS_FROM[acting] && !strongest.isVetoed && !answers;
  const certainty = acts ? (row?.certainty ?? 'likely') : 'unsure';
  if (row) {
    const intent = widened(row.says as Intent);
    const channels = channelsOf(intent);
    const words = wordsOf(text.slice(startOf(strongest.from), endOf(strongest.end - 1)));
    return { intent, certainty, channels, language, rule: `phrase:${row.rule}`, words };
  }
  const intent = wrongNumberScore() > 0 ? 'wrong-number' : 'opt-out';
  const channels = CHANNELS[intent];
  return { intent, certainty, channels, language, rule: 'weight', words: wordsOf(text) };
}

/** Whether the run is the whole reply, but for polite and idle words. */
const isAll = (): boolean => strongest.from <= 1 && strongest.end >= tokens.count - 1;

/** Nobody is asked for a letter or two, for politeness, nor for words in no language of ours. */
const saysNothing = (language: Reading['language']): boolean =>
  language === 'und' || tokens.lettersCount < MIN_LETTERS || isIdle();
const MIN_LETTERS = 3;

/** No word in it but polite and idle ones: breaks alone are left. */
function isIdle(): boolean {
  for (let at = 0; at < tokens.count; at += 1) if (classes[at] !== BREAK) return false;
  return true;
}

const startOf = (at: number): number => starts[at] ?? 0;
const endOf = (at: number): number => ends[at] ?? 0;

/** Texts, calls and email each named as unwanted: all contact; texts too: it is an opt-out. */
function widened(intent: Intent): Intent {
  if (strongest.channels === ALL_CHANNELS) return 'stop-all-contact';
  const isNarrow = intent === 'stop-calls' || intent === 'stop-email';
  return isNarrow && (strongest.channels & SMS) !== 0 ? 'opt-out' : intent;
}

function channelsOf(intent: Intent): Reading['channels'] {
  if (intent !== 'opt-out' && intent !== 'stop-calls' && intent !== 'stop-email') {
    return CHANNELS[intent];
  }
  return NAMED[strongest.channels] ?? CHANNELS[intent];
}
