/**
 * A reply as a run of word classes with the breaks between its sentences, in one pass over its
 * characters. What is made is kept in tables used again for the next reply: nothing is allocated.
 */
import {
  APOSTROPHE,
  AT,
  CODE_BEFORE_A,
  DOLLAR,
  FORBIDDING,
  INSULTING,
  kindOf,
  NOTHING,
  OTHER_LETTER,
  PAUSE,
  QUESTION_MARK,
  QUOTE,
  SEVERAL,
  SPACE,
  STOP_MARK,
} from './alphabet.ts';
import { countLanguages, forgetLanguages } from './languages.ts';
import { BREAK, FILLER, FORBID, INSULT, NUM, UNKNOWN } from './phrases.ts';
import {
  classOfWord,
  findGlued,
  findWord,
  glued,
  LOST,
  languagesOfWord,
  nextLetters,
  ROW,
  tree,
  wordOf,
} from './words.ts';

/** Six times the longest text that providers take (1,600 characters); the rest is cut. */
export const MAX_REPLY_LENGTH = 10_000;
const ROOM = 2 * MAX_REPLY_LENGTH + 4;

// All of this is the reply that was read last, for use within one call only.

/** The classes of its words, breaks at both ends included; fillers are left out. */
export const classes = new Uint8Array(ROOM);
/** Where each stands in the text that was read. */
const starts = new Uint16Array(ROOM);
const ends = new Uint16Array(ROOM);
export const startOf = (at: number): number => starts[at] ?? 0;
export const endOf = (at: number): number => ends[at] ?? 0;
/** Which of all words each is the last part of. */
export const wordsAt = new Uint16Array(ROOM);
/** Of a break: 1 where a question ends. */
export const questions = new Uint8Array(ROOM);
/** Letters and digits of all words, one after the other, by kind. */
export const letters = new Uint8Array(ROOM);
/** Of every word, fillers too: where its letters begin, and hashes of all and of the first four. */
export const wordStarts = new Uint16Array(ROOM);
/** ... and where it stands in the text. */
export const wordsFrom = new Uint16Array(ROOM);
export const wordsTo = new Uint16Array(ROOM);
export const wordHashes = new Int32Array(ROOM);
export const wordStems = new Int32Array(ROOM);

export const tokens = {
  count: 0,
  lettersCount: 0,
  words: 0,
  /** One sign stood for several letters: spell the text out and read it again. */
  isSeveral: false,
  isQuoting: false,
};

/** Where the letters of a word end: the tables go on with those of longer replies before. */
export const endOfWord = (word: number): number =>
  word + 1 < tokens.words ? (wordStarts[word + 1] ?? 0) : tokens.lettersCount;

/** Letters one by one, as in "S T O P". */
const singles = { count: 0, from: 0, start: 0, end: 0, token: 0 };

const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const STEM = 4;
const HYPHEN = 0x2d;
const BLANK = 0x20;

/** Of a word in small letters, as `wordHashes` has it. */
export const hashOf = (word: string): number =>
  Array.from(word, (letter) => letter.charCodeAt(0) - CODE_BEFORE_A).reduce(
    (hash, kind) => Math.imul(hash ^ kind, FNV_PRIME),
    FNV_START | 0,
  );

export function tokenise(text: string): void {
  tokens.count = 0;
  tokens.lettersCount = 0;
  tokens.words = 0;
  forgetLanguages();
  tokens.isSeveral = false;
  tokens.isQuoting = false;
  singles.count = 0;
  push(BREAK, 0, 0);
  const length = Math.min(text.length, MAX_REPLY_LENGTH);
  let at = 0;
  while (at < length) {
    const code = text.charCodeAt(at);
    const kind = code < 0xd800 ? kindOf(code) : kindAt(text, at);
    if (kind === SPACE) {
      // "STOP - Pat"; "OPT-OUT" is one.
      if (code === HYPHEN && at > 0 && text.charCodeAt(at - 1) === BLANK) readSign(PAUSE, at);
      at += 1;
    } else if (isInWord(kind) || ((kind === DOLLAR || kind === AT) && followsLetter(text, at))) {
      at = readWord(text, at, length);
    } else {
      if (kind > OTHER_LETTER) readSign(kind, at);
      at += code >= 0xd800 ? widthAt(text, at) : 1;
    }
  }
  endSingles();
  pushBreak(length, 0);
}

const isInWord = (kind: number): boolean => kind > 0 && kind < STOP_MARK;

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return kindOf(code >= 0xd800 && code < 0xdc00 ? (text.codePointAt(at) ?? code) : code);
}

const widthAt = (text: string, at: number): number =>
  (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;

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
  for (; at < length; at += 1) {
    const code = text.charCodeAt(at);
    let kind = code < 0xd800 ? kindOf(code) : kindAt(text, at);
    if (kind >= STOP_MARK) {
      if (kind === NOTHING) continue;
      if (kind === APOSTROPHE) {
        // What is elided in French, and "I'm", is a word of its own; "don't" is one word.
        if (count - first === 1 || isQu(first, count)) break;
        continue;
      }
      if ((kind !== DOLLAR && kind !== AT) || !followsLetter(text, at)) break;
      kind = kind === AT ? 1 : 19;
    }
    if (kind < ROW) {
      if (kind === 0) break;
      node = tree[node * ROW + kind] ?? LOST;
    } else {
      if (kind > OTHER_LETTER) digits += 1;
      node = nextLetters(node, kind);
    }
    letters[count] = kind;
    count += 1;
    hash = Math.imul(hash ^ kind, FNV_PRIME);
    if (count - first === STEM) stem = hash;
    if (code >= 0xd800) at += widthAt(text, at) - 1;
    end = at + 1;
  }
  tokens.lettersCount = count;
  const word = tokens.words;
  wordStarts[word] = first;
  wordHashes[word] = hash;
  wordStems[word] = stem;
  wordsFrom[word] = from;
  wordsTo[word] = end;
  tokens.words = word + 1;
  const isSingle = count - first === 1 && digits === 0;
  if (isSingle) addSingle(first, from, end);
  else if (singles.count > 0) endSingles();
  if (digits === count - first) push(NUM, from, end);
  else pushWord(node, from, end);
  return at;
}

const Q = 17;
const U = 21;
const isQu = (first: number, count: number): boolean =>
  count - first === 2 && letters[first] === Q && letters[first + 1] === U;

/** A dollar sign is an s where a letter comes next; before a digit it is money. */
function followsLetter(text: string, at: number): boolean {
  if (at + 1 >= text.length) return false;
  const kind = kindOf(text.charCodeAt(at + 1));
  return kind > 0 && kind < OTHER_LETTER;
}

function readSign(kind: number, at: number): void {
  if (kind === QUOTE) tokens.isQuoting = true;
  switch (kind) {
    case STOP_MARK:
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

function pushWord(node: number, start: number, end: number): void {
  const first = wordStarts[tokens.words - 1] ?? 0;
  const last = tokens.lettersCount;
  const word = wordOf(node) || findHeld(first, last);
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
  wordsAt[at] = Math.max(0, tokens.words - 1);
  tokens.count = at + 1;
}
