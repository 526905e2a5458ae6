/**
 * What a person means by a reply, as a reasonable person would read it (47 CFR 64.1200(a)(10)), in
 * English, Spanish and French: intent, channels, how much, how certain, and the words that decided.
 *
 * Three ways, the first that speaks decides. Tier 1: the whole reply is a known word or phrase
 * (data/keywords.ts). Then runs of words (data/reply-phrases.ts), sentence by sentence. Then the
 * weight of all its words (data/reply-weights.ts), which also doubts a run that stands in harmless
 * company. What sounds like a wish to leave without saying so is `unsure`: somebody should ask.
 * What ends nothing may still ask for help, a call, texts again or redress (replies/talk.ts).
 * What follows from an intent is the ledger's and the program's work. Linear in the length of the
 * text; never throws; the same text and context give the same reading.
 */
import type { Intent, Keyword } from './data/keywords.ts';
import * as alphabet from './replies/alphabet.ts';
import * as answers from './replies/answers.ts';
import * as free from './replies/free.ts';
import * as languages from './replies/languages.ts';
import * as copying from './replies/our-words.ts';
import * as quoting from './replies/own-words.ts';
import * as polite from './replies/polite.ts';
import type { Reading, ReplyContext } from './replies/reading.ts';
import * as reading from './replies/reading.ts';
import * as reply from './replies/reply.ts';
import * as scanning from './replies/scan.ts';
import * as tokenising from './replies/tokens.ts';
import * as typed from './replies/typed.ts';
import * as weighing from './replies/weigh.ts';
import * as whole from './replies/whole.ts';

const { spellOut } = alphabet;
const { answerTo } = answers;
const { ACTS_FROM, mayAnswer, ofFree, ofTalk } = free;
const { languageOf } = languages;
const { withoutOurs } = copying;
const { ownWords } = quoting;
const { arePolite } = polite;
const { isWish, readingOf, ruleOf, UNREAD, wordsOf } = reading;
const { scan } = scanning;
const { tokenise } = tokenising;
const { normaliseReply } = typed;
const { collectMarks, scoreOf, weights } = weighing;
const { courteousKeyword, politeKeyword, signedKeyword, wholeKeyword } = whole;
const { endOf, foundAt, MAX_REPLY_LENGTH, startOf, strongest, tokens, wordsAt } = reply;

export type { Intent } from './data/keywords.ts';
export {
  isWish,
  type Reading,
  type ReplyContext,
  ruleOf,
  UNREAD,
  wordsOf,
} from './replies/reading.ts';
export { normaliseReply } from './replies/typed.ts';

/**
 * What a reply means. An opt-out word wins over any open question (STOP is never an answer).
 * @param text as received; cut at 10,000 characters.
 * @example readReply('STOP.').intent // 'opt-out'
 * @example readReply('yes').intent // 'other': nothing was asked
 */
export function readReply(text: string, context: ReplyContext = {}): Reading {
  // Of one shape, whatever the caller's is: a context is looked into at every turn.
  const { knownLanguage, lastText, pending, quotedText, templates } = context;
  return read(text, { knownLanguage, lastText, pending, quotedText, templates }, false);
}

/** @param isRest texts of ours that came back are left out already */
function read(text: string, context: ReplyContext, isRest: boolean): Reading {
  readTokens(text);
  const keyword = wholeKeyword();
  if (keyword) {
    weigh();
    return ofKeyword(keyword, text, context);
  }
  const own = readOwn(text, context);
  const alone = own === text ? undefined : wholeKeyword();
  if (alone) return ofKeyword(alone, own, context);
  const polite = politeKeyword();
  if (polite?.intent === 'opt-out' && scoreOf(weights.stop) > POLITE_FROM) {
    return ofPolite(polite, own, context, isMeantBy(polite, own, context));
  }
  const withName = signedKeyword();
  if (withName) {
    const isMeant =
      withName.confidence !== 'M' && isShouted(own) && scoreOf(weights.stop) >= ACTS_FROM.signed;
    return ofPolite(withName, own, context, isMeant);
  }
  const asksPolitely = polite?.intent === 'help' || polite?.intent === 'opt-in';
  if (asksPolitely && tokens.words <= MAX_POLITE && startsWithIt()) {
    return ofKeyword(polite, own, context);
  }
  const free = atLeastAsked(ofFree(own, context), own, context);
  const rest = isRest || !isWish(free) ? undefined : withoutOurs(own, context.templates);
  if (rest !== undefined) return read(rest, context, true);
  const { pending } = context;
  const answer = pending && free.certainty !== 'certain' ? ofAnswer(own, context, free) : undefined;
  const reading = answer ?? free;
  return reading.intent === 'other' && answer === undefined ? ofTalk(own) : reading;
}

/**
 * The person's own words of the text that `tokens` holds; then `tokens`, `strongest` and `marks`
 * hold what is in them.
 */
export function readOwn(text: string, { lastText, quotedText }: ReplyContext): string {
  const own = ownWords(text, lastText, quotedText);
  if (own !== text) readTokens(own);
  weigh();
  return own;
}

function weigh(): void {
  scan();
  collectMarks(strongest.row + 1, strongest.isVetoed);
}

export function readTokens(text: string): void {
  tokenise(text);
  if (tokens.isSeveral) tokenise(spellOut(text.slice(0, MAX_REPLY_LENGTH)));
}

/** "Y?" asks why, "S1" is a flat: neither is a YES, which must be one in so many letters. */
const UNCLEAR = /[?？\p{Nd}]/u;

function ofKeyword(keyword: Keyword, text: string, context: ReplyContext): Reading {
  const { word } = keyword;
  const { knownLanguage, pending } = context;
  const language = ownLanguage(keyword, knownLanguage);
  // "Alto" after "¿alto o bajo?", "annuler" after "CONFIRMER ou ANNULER" ask. The words of a
  // published list act whatever was asked (47 CFR 64.1200(a)(10)).
  const isDoubtful = keyword.confidence === 'M' && isOffered(word, context);
  const certainty = isDoubtful ? 'unsure' : keyword.certainty;
  const isAnswer = keyword.intent === 'confirm' || keyword.intent === 'decline';
  const isUnclear = keyword.intent === 'confirm' && UNCLEAR.test(text);
  const intent = isUnclear ? 'other' : isAnswer ? answerIntent(keyword, pending) : keyword.intent;
  const kind = !isAnswer ? 'keyword' : intent === 'other' ? 'unasked' : 'answer';
  const by = { language, rule: ruleOf(kind, word), words: wordsOf(text) };
  const scope = isAnswer ? 'unstated' : undefined;
  return readingOf(intent, intent === 'other' ? 'unsure' : certainty, by, undefined, scope);
}

/** "No thanks STOP": a word of law beside what takes nothing from it is never let be. */
function atLeastAsked(free: Reading, own: string, context: ReplyContext): Reading {
  if (isWish(free)) return free;
  const keyword = courteousKeyword();
  if (keyword?.intent !== 'opt-out' || isOffered(keyword.word, context)) return free;
  if (keyword.confidence === 'M' && !isShouted(own)) return free;
  return ofPolite(keyword, own, context, false);
}

/** By its weight, among idle words; in capitals, or with nothing but "please", by less. */
function isMeantBy({ confidence }: Keyword, own: string, { lastText }: ReplyContext): boolean {
  if (mayAnswer(lastText)) return false;
  const { end, from } = foundAt;
  const isAlone =
    arePolite(0, wordsAt[from] ?? 0) && arePolite((wordsAt[end - 1] ?? 0) + 1, tokens.words);
  const isPlain = isAlone || (confidence !== 'M' && isShouted(own));
  return scoreOf(weights.stop) >= (isPlain ? ACTS_FROM.plain : ACTS_FROM.polite);
}

/** In capitals, as words of law are given: "STOP - Pat", not "end, march". */
function isShouted(text: string): boolean {
  const word = text.slice(startOf(foundAt.from), endOf(foundAt.end - 1));
  return word === word.toUpperCase();
}

/** Words of English lists are typed in every language: of the one that the person is known by. */
const ownLanguage = ({ language }: Keyword, known: ReplyContext['knownLanguage']) =>
  language === 'en' ? (known ?? language) : language;

/** Words of law with nothing but politeness, or a name, around them. */
function ofPolite(
  keyword: Keyword,
  text: string,
  context: ReplyContext,
  isMeant: boolean,
): Reading {
  // "STOP por favor" is Spanish.
  const language = languageOf(ownLanguage(keyword, context.knownLanguage));
  const by = { language, rule: ruleOf('polite', keyword.word), words: wordsOf(text) };
  return readingOf(
    'opt-out',
    isMeant && !isOffered(keyword.word, context) ? 'likely' : 'unsure',
    by,
  );
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
function answerIntent(
  { intent, word }: Pick<Keyword, 'intent' | 'word'>,
  pending: ReplyContext['pending'],
): Intent {
  if (pending === 'opt-in') return intent;
  // "Shall we stop?" "Continue": a yes to neither; the question stays open.
  const isYes = intent === 'confirm' && !GOES_ON.has(word);
  return pending === 'opt-out' && isYes ? 'opt-out' : 'other';
}
const GOES_ON: ReadonlySet<string> = new Set(['go', 'continue', 'continuar', 'continuer']);

/**
 * An answer in words of one's own. Whoever says in other words that texts may go on did not ask for
 * their end; but only a clear YES or NO answers our question for good (doubt.ts, held.ts).
 */
function ofAnswer(
  text: string,
  { knownLanguage, pending = 'opt-in' }: ReplyContext,
  free: Reading,
): Reading | undefined {
  const answer = answerTo(pending);
  if (answer === 'unclear' || free.certainty === 'likely') return undefined;
  // The question whether to stop stays open, and silence stops; that for consent would not.
  if (answer === 'goes-on') return pending === 'opt-in' && isSaid(free) ? undefined : UNREAD;
  const intent = answerIntent(
    { intent: answer === 'yes' ? 'confirm' : 'decline', word: '' },
    pending,
  );
  if (intent === 'other') return undefined;
  const language = languageOf(knownLanguage);
  const by = { language, rule: `answer:${answer}`, words: wordsOf(text) };
  return readingOf(intent, 'likely', by, undefined, 'unstated');
}

/** A wish by a run of words or a word of law, not by weight alone. */
const isSaid = (reading: Reading): boolean => isWish(reading) && reading.rule !== 'weight';

/** "Help please", "START please". More words, or words before it, may offer help. */
const MAX_POLITE = 3;
const startsWithIt = (): boolean => wordsAt[1] === 0;
/** A word of law among idle words alone: nearly always asks. "The end" does not. */
const POLITE_FROM = -5;
