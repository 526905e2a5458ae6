/**
 * Tier 1: the whole reply is one word or phrase of data/keywords.ts, however it is typed (KM-01),
 * or that word said over and over.
 */
import { KEYWORDS, type Keyword } from '../data/keywords.ts';
import { COURTESY } from '../data/reply-courtesy.ts';
import { CODE_BEFORE_A } from './alphabet.ts';
import { NumberSet } from './number-set.ts';
import { classOf } from './phrases.ts';
import * as reply from './reply.ts';
import { hashOf } from './tokens.ts';

const {
  BREAK,
  classes,
  endOfWord,
  foundAt,
  letters,
  NUM,
  tokens,
  UNKNOWN,
  wordHashes,
  wordsAt,
  wordStarts,
} = reply;

const DIGIT_ZERO = 30;
/** Digits typed for letters, as in words.ts. */
const LEET = 'oizeasgtbg';
/** I, l and 1 look alike in many letters: they are one here. */
const plain = (word: string): string =>
  word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replaceAll('l', 'i');

const byLetters: ReadonlyMap<string, Keyword> = new Map(
  KEYWORDS.map((keyword) => [plain(keyword.word), keyword]),
);

const longest = Math.max(...[...byLetters.keys()].map((word) => word.length));

const LETTER_I = 9;
const LETTER_L = 12;
/** Of each kind of letter or digit (alphabet.ts) its letter, 1 to 26. */
const letterOf = Uint8Array.from({ length: 64 }, (_, kind) =>
  kind >= DIGIT_ZERO ? (LEET.charCodeAt(kind - DIGIT_ZERO) || 0) - CODE_BEFORE_A : kind,
);
letterOf[LETTER_L] = LETTER_I;

const PLACE_BITS = 12;
/** Where the letters of a word fall: FNV-1a, its upper bits folded in. */
function placeOf(kinds: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at += 1) {
    hash = Math.imul(hash ^ (letterOf[kinds[at] ?? 0] ?? 0), 0x01000193);
  }
  return (hash ^ (hash >>> PLACE_BITS)) & (2 ** PLACE_BITS - 1);
}

/** How long a word is and how it begins and ends. */
const formOf = (kinds: Uint8Array, from: number, to: number): number => {
  const first = letterOf[kinds[from] ?? 0] ?? 0;
  const last = letterOf[kinds[to - 1] ?? 0] ?? 0;
  return ((to - from) << 10) | (first << 5) | last;
};

/** Most replies are none of these words: their form tells, or an empty place, before any letter. */
const forms = new Uint8Array((longest + 1) << 10);
const keywords = [...byLetters.values()];
const spelt = [...byLetters.keys()].map((word) =>
  Uint8Array.from(word, (letter) => letter.charCodeAt(0) - CODE_BEFORE_A),
);
/** Of each place one more than the number of its word; 0 where it is empty. */
const places = new Uint16Array(2 ** PLACE_BITS);
for (const [index, kinds] of spelt.entries()) {
  forms[formOf(kinds, 0, kinds.length)] = 1;
  let place = placeOf(kinds, 0, kinds.length);
  while (places[place] !== 0) place = (place + 1) & (places.length - 1);
  places[place] = index + 1;
}

/** OPT OUT, OPT-OUT, OPTOUT and O.P.T O.U.T are one. Of what `tokens` holds. */
export function wholeKeyword(): Keyword | undefined {
  return tokens.lettersCount === 0 ? undefined : ofWords(0, tokens.words - 1);
}

/** What the letters of some words are together. */
const ofLetters = (first: number, last: number): Keyword | undefined =>
  find(wordStarts[first] ?? 0, endOfWord(last));

/** ... or one of them said over and over. */
function ofWords(first: number, last: number): Keyword | undefined {
  const keyword = ofLetters(first, last);
  if (keyword || first === last) return keyword;
  const from = wordStarts[first] ?? 0;
  const to = endOfWord(last);
  const length = endOfWord(first) - from;
  if (length * (last + 1 - first) !== to - from || length > longest) return undefined;
  for (let at = from + length; at < to; at += 1) {
    if (letters[at] !== letters[at - length]) return undefined;
  }
  return find(from, from + length);
}

function find(from: number, to: number): Keyword | undefined {
  if (to <= from || to - from > longest) return undefined;
  if (forms[formOf(letters, from, to)] !== 1) return undefined;
  let place = placeOf(letters, from, to);
  while (places[place] !== 0) {
    const index = (places[place] ?? 0) - 1;
    if (isSpelt(spelt[index], from, to)) return isTyped(from, to) ? keywords[index] : undefined;
    place = (place + 1) & (places.length - 1);
  }
  return undefined;
}

function isSpelt(kinds: Uint8Array | undefined, from: number, to: number): boolean {
  if (kinds?.length !== to - from) return false;
  for (let at = from; at < to; at += 1) {
    if (letterOf[letters[at] ?? 0] !== kinds[at - from]) return false;
  }
  return true;
}

/** "51" and "60" are numbers, and no "si" and "go". */
function isTyped(from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if ((letters[at] ?? 0) < DIGIT_ZERO) return true;
  return false;
}

const MAX_AROUND = 5;

/** "The end" is no command. */
const ARTICLES = new NumberSet(['the', 'a', 'el', 'la', 'un', 'le', 'une'].map(hashOf));
const followsArticle = (word: number): boolean =>
  word > 0 && ARTICLES.has(wordHashes[word - 1] ?? 0);

const COURTEOUS = new NumberSet(COURTESY.trim().split(/\s+/).map(hashOf));
const YES = classOf('YES');
const NO = classOf('NO');
const isCompany = (at: number): boolean => {
  const id = classes[at];
  return (
    id === BREAK || id === YES || id === NO || COURTEOUS.has(wordHashes[wordsAt[at] ?? 0] ?? 0)
  );
};

/** The same beside words that take nothing from it: "no thanks STOP", "STOP HELP", "STOP 2". */
export function courteousKeyword(): Keyword | undefined {
  let last = tokens.count - 1;
  while (last > 0 && (classes[last] === NUM || isCompany(last))) last -= 1;
  // "HELP no mas": what says no may begin the words of law.
  for (let first = 0; first <= last; first += 1) {
    const keyword = classes[first] === BREAK ? undefined : among(first, last, ofWords);
    if (keyword || !isCompany(first)) return keyword;
  }
  return undefined;
}

/** The same with polite and idle words before or after it: "ok END, thank you". */
export function politeKeyword(): Keyword | undefined {
  let first = 0;
  while (first < tokens.count && classes[first] === BREAK) first += 1;
  let last = tokens.count - 1;
  while (last > first && classes[last] === BREAK) last -= 1;
  return last < first ? undefined : among(first, last, ofLetters);
}

/** @param of what the words from one to another are */
function among(
  first: number,
  last: number,
  of: (first: number, last: number) => Keyword | undefined,
): Keyword | undefined {
  if (last - first > MAX_AROUND) return undefined;
  const from = wordsAt[first] ?? 0;
  const keyword = of(from, wordsAt[last] ?? 0);
  if (keyword === undefined || followsArticle(from)) return undefined;
  foundAt.from = first;
  foundAt.end = last + 1;
  return keyword;
}

/** "Pat and Chris Doe", "Pat Doe 555-010-0100": more words are talk. */
const MAX_SIGNED = 6;
const MAX_KEYWORD_WORDS = 3;

/**
 * A published word with a name below it or a greeting before it, set apart by a sign or a new line:
 * "STOP - Pat", "good evening, STOP". Of what `tokens` holds.
 */
export function signedKeyword(): Keyword | undefined {
  const { count } = tokens;
  let first = 0;
  while (first < count && isForeign(classes[first] ?? 0)) first += 1;
  let end = count;
  while (end > first && isForeign(classes[end - 1] ?? 0)) end -= 1;
  if (first === end || end - first > MAX_KEYWORD_WORDS) return undefined;
  const [from, last] = [wordsAt[first] ?? 0, wordsAt[end - 1] ?? 0];
  const keyword = find(wordStarts[from] ?? 0, endOfWord(last));
  if (keyword?.intent !== 'opt-out') return undefined;
  if (followsArticle(from)) return undefined;
  const foreign = countForeign(0, first) + countForeign(end, count);
  if (foreign === 0 || foreign > MAX_SIGNED) return undefined;
  if (first === 0 || classes[first - 1] !== BREAK || classes[end] !== BREAK) return undefined;
  // "STOP by, lol" goes on before the break.
  if (wordsAt[end] !== last) return undefined;
  foundAt.from = first;
  foundAt.end = end;
  return keyword;
}

const isForeign = (id: number): boolean => id === BREAK || id === UNKNOWN || id === NUM;

function countForeign(from: number, to: number): number {
  let foreign = 0;
  for (let at = from; at < to; at += 1) if (classes[at] !== BREAK) foreign += 1;
  return foreign;
}
