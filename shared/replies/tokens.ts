/**
 * A reply as a run of word classes with the breaks between its sentences, in one pass over its
 * characters. What is made is kept in tables used again for the next reply: nothing is allocated.
 */
import * as alphabet from './alphabet.ts';
import * as languages from './languages.ts';
import * as reply from './reply.ts';
import * as words from './words.ts';

const { countLanguages, forgetLanguages } = languages;
const { DOLLAR, HYPHEN, NOTHING, OTHER_LETTER, PAUSE, QUESTION_MARK, QUOTE, SPACE, STOP_MARK } =
  alphabet;
const { NEW_LINE, QUOTED_LINE } = alphabet;
const { APOSTROPHE, AT, FORBIDDING, INSULTING, kindOf, kinds, SEVERAL, UNSEEN } = alphabet;
const { BREAK, FILLER, FORBID, INSULT, NUM, UNKNOWN } = reply;
const { classes, ends, letters, MAX_REPLY_LENGTH, questions, starts, tokens, wordsAt } = reply;
const { wordHashes, wordStarts, wordStems, wordsFrom, wordsTo } = reply;
const { findGlued, findWord, nextLetters } = words;
const { classOfWord, languagesOfWord, wordOf } = words;
const { LOST, ROW, tree } = words.letterTree;
const { glued } = reply;

/** Letters one by one, as in "S T O P". */
const singles = { count: 0, from: 0, start: 0, end: 0, token: 0 };

const FNV_START = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;
const STEM = 4;
const BLANK = 0x20;

/** Of a word in small letters, as `wordHashes` has it. */
export const hashOf = (word: string): number =>
  Array.from(word, (letter) => letter.charCodeAt(0) - alphabet.CODE_BEFORE_A).reduce(
    (hash, kind) => Math.imul(hash ^ kind, FNV_PRIME),
    FNV_START,
  );

export function tokenise(text: string): void {
  tokens.count = 0;
  tokens.lettersCount = 0;
  tokens.words = 0;
  forgetLanguages();
  tokens.isSeveral = false;
  tokens.isQuoting = false;
  tokens.hasLines = false;
  tokens.isMailed = false;
  singles.count = 0;
  push(BREAK, 0, 0);
  const length = Math.min(text.length, MAX_REPLY_LENGTH);
  let at = 0;
  while (at < length) {
    const kind = kinds[text.charCodeAt(at)] ?? SPACE;
    if (kind === SPACE) at += 1;
    else if (kind < OTHER_LETTER) at = readWord(text, at, length);
    else at = readOther(text, at, length);
  }
  endSingles();
  pushBreak(length, 0);
}

/** A sign, or a word that begins with a digit or a sign for a letter. */
function readOther(text: string, at: number, length: number): number {
  const kind = kindAt(text, at);
  if (partOf(kind, text, at) !== SPACE) return readWord(text, at, length);
  if (kind !== HYPHEN) readSign(kind, at);
  else if (at > 0 && text.charCodeAt(at - 1) === BLANK) readSign(PAUSE, at);
  return at + widthAt(text, at);
}

function kindAt(text: string, at: number): number {
  const kind = kinds[text.charCodeAt(at)] ?? UNSEEN;
  return kind === UNSEEN ? kindOf(text.codePointAt(at) ?? 0) : kind;
}

/** What begins a pair is in no table. */
const widthAt = (text: string, at: number): number =>
  kinds[text.charCodeAt(at)] === UNSEEN && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;

/** The letter or digit that a character is in a word; SPACE for none. */
function partOf(kind: number, text: string, at: number): number {
  if (kind < STOP_MARK) return kind;
  if (kind === AT) return followsLetter(text, at) ? LETTER_A : SPACE;
  return kind === DOLLAR && followsLetter(text, at) ? LETTER_S : SPACE;
}
const LETTER_A = 1;
const LETTER_S = 19;

/** Reads the letters of one word from `from`, and what the word is; gives the place after it. */
function readWord(text: string, from: number, length: number): number {
  const first = tokens.lettersCount;
  let count = first;
  let at = from;
  let end = from;
  let node = 0;
  let hash = FNV_START;
  let stem = 0;
  let digits = 0;
  while (at < length) {
    let kind = kinds[text.charCodeAt(at)] ?? SPACE;
    if (kind === SPACE) break;
    if (kind < ROW) {
      node = tree[node * ROW + kind] ?? LOST;
      at += 1;
    } else {
      kind = kindAt(text, at);
      if (kind === NOTHING || (kind === APOSTROPHE && !isElided(first, count))) {
        at += widthAt(text, at);
        continue;
      }
      kind = partOf(kind, text, at);
      if (kind === SPACE) break;
      if (kind > OTHER_LETTER) digits += 1;
      node = nextLetters(node, kind);
      at += widthAt(text, at);
    }
    letters[count] = kind;
    count += 1;
    hash = Math.imul(hash ^ kind, FNV_PRIME);
    if (count - first === STEM) stem = hash;
    end = at;
  }
  tokens.lettersCount = count;
  const word = tokens.words;
  wordStarts[word] = first;
  wordHashes[word] = hash;
  wordStems[word] = stem;
  wordsFrom[word] = from;
  wordsTo[word] = end;
  tokens.words = word + 1;
  const known = wordOf(node);
  if (count - first === 1 && digits === 0) addSingle(first, from, end);
  else if (singles.count > 0) endSingles();
  if (digits === count - first) push(NUM, from, end);
  else if (known !== 0) pushKnown(known, from, end);
  else pushNew(node, from, end);
  return at;
}

const Q = 17;
const U = 21;
/** What is elided in French, and "I'm", is a word of its own; "don't" is one word. */
const isElided = (first: number, count: number): boolean =>
  count - first === 1 || (count - first === 2 && letters[first] === Q && letters[first + 1] === U);

/** A dollar sign is an s where a letter comes next; before a digit it is money. */
function followsLetter(text: string, at: number): boolean {
  if (at + 1 >= text.length) return false;
  const kind = kindOf(text.charCodeAt(at + 1));
  return kind > 0 && kind < OTHER_LETTER;
}

function readSign(kind: number, at: number): void {
  if (kind === QUOTE) tokens.isQuoting = true;
  else if (kind === NEW_LINE) tokens.hasLines = true;
  else if (kind === QUOTED_LINE) tokens.isMailed = true;
  switch (kind) {
    case STOP_MARK:
    case NEW_LINE:
    case QUOTED_LINE:
    case PAUSE:
    case QUESTION_MARK:
    case QUOTE:
      // "S.T.O.P" is one word.
      if (singles.count === 0) pushBreak(at, kind === QUESTION_MARK ? 1 : 0);
      return;
    case FORBIDDING:
    case INSULTING:
      endSingles();
      push(kind === FORBIDDING ? FORBID : INSULT, at, at + 2);
      return;
    case SEVERAL:
      tokens.isSeveral = true;
      return;
    default:
      return;
  }
}

/** "Stoooop": letters held down. */
function findHeld(first: number, last: number): number {
  for (let at = first + 1; at < last; at += 1) {
    if (letters[at] === letters[at - 1]) return findWord(letters, first, last, true);
  }
  return 0;
}

const MIN_GLUED = 6;

function pushNew(node: number, start: number, end: number): void {
  const first = wordStarts[tokens.words - 1] ?? 0;
  const last = tokens.lettersCount;
  const word = findHeld(first, last);
  if (word !== 0) {
    pushKnown(word, start, end);
  } else if (last - first >= MIN_GLUED && findGlued(letters, first, last, node)) {
    for (let i = 0; i < glued.count; i += 1) pushKnown(glued.words[i] ?? 0, start, end);
  } else {
    push(UNKNOWN, start, end);
  }
}

function pushKnown(word: number, start: number, end: number): void {
  countLanguages(languagesOfWord(word));
  const id = classOfWord(word);
  if (id !== FILLER) push(id, start, end);
}

function addSingle(first: number, start: number, end: number): void {
  if (singles.count === 0) {
    singles.from = first;
    singles.start = start;
    singles.token = tokens.count;
  }
  singles.count += 1;
  singles.end = end;
}

const MIN_SINGLES = 3;

/** Letters one by one are one word, when there is such a word. */
function endSingles(): void {
  const { count, end, from, start, token } = singles;
  singles.count = 0;
  if (count < MIN_SINGLES) return;
  const word = findWord(letters, from, from + count);
  if (word === 0) return;
  tokens.count = token;
  pushKnown(word, start, end);
}

function pushBreak(at: number, question: number): void {
  endSingles();
  const last = tokens.count - 1;
  if (last >= 0 && classes[last] === BREAK) {
    if (question > 0 && last > 0) questions[last] = question;
    return;
  }
  push(BREAK, at, at);
  questions[tokens.count - 1] = question;
}

function push(id: number, start: number, end: number): void {
  const at = tokens.count;
  classes[at] = id;
  starts[at] = start;
  ends[at] = end;
  questions[at] = 0;
  wordsAt[at] = tokens.words > 0 ? tokens.words - 1 : 0;
  tokens.count = at + 1;
}
