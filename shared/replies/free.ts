/**
 * What a reply means in words of one's own: by the strongest run of words in it
 * (data/reply-phrases.ts) and by the weight of all (data/reply-weights.ts).
 */
import type { Intent } from '../data/keywords.ts';
import * as channels from './channels.ts';
import * as languages from './languages.ts';
import * as phrases from './phrases.ts';
import type { Reading, ReplyContext } from './reading.ts';
import * as reading from './reading.ts';
import * as reply from './reply.ts';
import type { Talk } from './talk.ts';
import * as talking from './talk.ts';
import type { Weights } from './weigh.ts';
import * as weighing from './weigh.ts';

const { languageOf } = languages;
const { rowAt } = phrases;
const { readingOf, UNREAD, wordsOf } = reading;
const { talkIn } = talking;
const { findHeaviest, scoreOf, scorePair, weights } = weighing;
const { ALL_CHANNELS, EMAIL, NAMED, SMS, VOICE } = channels;
const { BREAK, classes, endOf, heaviest, NUM, pair, startOf, strongest, tokens } = reply;
const { wordsFrom, wordsTo } = reply;

/**
 * From which weight a reply blocks at once and from which it asks: one that is all a run of words,
 * a word of law with "please" or in capitals, one among idle words, one in capitals with a name, a
 * reply with a run in it, one without, one in no language of ours, and one without a run after a
 * question of ours: then an end is a third as common. Chosen on the tuned sets by cross-validation
 * (decision 0024).
 */
export const ACTS_FROM = {
  all: 1.5,
  plain: 0.5,
  polite: 2,
  signed: -2,
  run: 3.25,
  none: 5,
} as const;
const ASKS_FROM = { run: -3.75, none: -1.75, unknown: -0.5, answer: -0.75 } as const;

/**
 * What may be a wish for an end is something else where that weighs so much more: of 7,395 tuned
 * opt-outs asked about it lost three.
 */
const TALK_ABOVE = 1.5;

/** "Stop, that's plenty" after "shall we throw in the mats?" answers the question. */
export const mayAnswer = (lastText: string | undefined): boolean =>
  lastText?.includes('?') === true;

/** A wish for an end. Of what `tokens`, `strongest` and `marks` hold. */
export function ofFree(text: string, { lastText }: ReplyContext): Reading {
  const row = rowAt(strongest.row);
  const score = scoreOf(weights.stop);
  if (score < asksFrom(row !== undefined, lastText)) return UNREAD;
  const language = languageOf();
  if (!row && saysNothing(language, score)) return UNREAD;
  if (strongest.isAutomatic) return UNREAD;
  const answers = mayAnswer(lastText) && row?.certainty !== 'certain';
  const acts =
    score >= (row ? (isAll() ? ACTS_FROM.all : ACTS_FROM.run) : ACTS_FROM.none) &&
    !strongest.isVetoed &&
    !answers;
  const certainty = acts ? (row?.certainty ?? 'likely') : 'unsure';
  if (row) {
    const intent = widened(row.says as Intent);
    const words = wordsOf(text, startOf(strongest.from), endOf(strongest.end - 1));
    const by = { language, rule: row.name, words };
    // "Never bother me again" names no way: that all are meant is likely, as weights are.
    if (saysMore(intent)) return readingOf('stop-all-contact', doubted(certainty), by);
    return readingOf(intent, certainty, by, namedIn(intent));
  }
  const talk = acts ? undefined : talkIn();
  if (talk && scoreOf(talk.by) - score > TALK_ABOVE) return asTalk(talk, text);
  const intent = unnamed();
  return readingOf(intent, certainty, {
    language,
    rule: 'weight',
    words: wordsFor(weights.stop, text),
  });
}

function asksFrom(hasRun: boolean, lastText: string | undefined): number {
  if (hasRun) return ASKS_FROM.run;
  return mayAnswer(lastText) ? ASKS_FROM.answer : ASKS_FROM.none;
}

/** What ends nothing and asks for something. */
export function ofTalk(text: string): Reading {
  const talk = strongest.isAutomatic ? undefined : talkIn();
  return talk ? asTalk(talk, text) : UNREAD;
}

/** Nobody is opted in by words of their own: that is `unsure`, and only to be seen. */
function asTalk({ by, intent }: Talk, text: string): Reading {
  const certainty = intent === 'opt-in' ? 'unsure' : 'likely';
  const words = wordsFor(by, text);
  return readingOf(intent, certainty, { language: languageOf(), rule: 'weight', words });
}

/** The words of a text that weigh most for a wish. */
function wordsFor(by: Weights, text: string): string {
  findHeaviest(by);
  const { end, from } = heaviest;
  return wordsOf(text, wordsFrom[from], wordsTo[end - 1]);
}

/** Whether the run is the whole reply, but for polite and idle words. */
const isAll = (): boolean => strongest.from <= 1 && strongest.end >= tokens.count - 1;

/** Nobody is asked for a letter or two, for politeness, nor for words in no language of ours. */
const saysNothing = (language: Reading['language'], score: number): boolean =>
  tokens.lettersCount < MIN_LETTERS ||
  isIdle() ||
  (language === 'und' && (score < ASKS_FROM.unknown || !knowsOne()));
const MIN_LETTERS = 3;

/** Whether it has a word of the table: "ffs stop" is in no language either. */
function knowsOne(): boolean {
  for (let at = 0; at < tokens.count; at += 1) if ((classes[at] ?? 0) > NUM) return true;
  return false;
}

/** No word in it but polite and idle ones: breaks alone are left. */
function isIdle(): boolean {
  for (let at = 0; at < tokens.count; at += 1) if (classes[at] !== BREAK) return false;
  return true;
}

/**
 * From which weight on it is another end than that of texts. Chosen on the tuned sets by
 * cross-validation (decision 0024): nine in ten of those read so are labelled so.
 */
const ENDS_FROM = { wrongNumber: 0, allContact: -1, calls: -0.5, email: -0.5 } as const;
/** Where a run names calls or email it says what it means, unless much more stands beside it. */
const ALL_BESIDE_NAMED = 2;

/** Whoever asks for a call wants some contact. */
const saysAllContact = (from: number): boolean =>
  scoreOf(weights.allContact) > from && talkIn()?.intent !== 'call-me';

function saysMore(intent: Intent): boolean {
  if (intent === 'wrong-number' || intent === 'stop-all-contact') return false;
  const isNamed = (strongest.channels & (VOICE | EMAIL)) !== 0;
  return saysAllContact(isNamed ? ALL_BESIDE_NAMED : ENDS_FROM.allContact);
}

const doubted = (certainty: Reading['certainty']): Reading['certainty'] =>
  certainty === 'certain' ? 'likely' : certainty;

/** What is to end where no run of words names it. */
function unnamed(): Intent {
  if (scoreOf(weights.wrongNumber) > ENDS_FROM.wrongNumber) return 'wrong-number';
  if (saysAllContact(ENDS_FROM.allContact)) return 'stop-all-contact';
  scorePair(weights.calls, weights.email);
  if (pair.first > ENDS_FROM.calls) return 'stop-calls';
  return pair.second > ENDS_FROM.email ? 'stop-email' : 'opt-out';
}

/** Texts, calls and email each named as unwanted: all contact; texts too: it is an opt-out. */
function widened(intent: Intent): Intent {
  if (strongest.channels === ALL_CHANNELS) return 'stop-all-contact';
  const isNarrow = intent === 'stop-calls' || intent === 'stop-email';
  return isNarrow && (strongest.channels & SMS) !== 0 ? 'opt-out' : intent;
}

function namedIn(intent: Intent): Reading['channels'] | undefined {
  const isNamed = intent === 'opt-out' || intent === 'stop-calls' || intent === 'stop-email';
  return isNamed ? NAMED[strongest.channels] : undefined;
}
