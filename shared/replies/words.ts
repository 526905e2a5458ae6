/**
 * The words of data/reply-words.ts as a tree of letters, so that a word is known as soon as its
 * letters are read: as written, with one slip of the finger in the words that matter most, and in
 * French with what is elided before a vowel.
 */
import { invariant } from '../basics.ts';
import { NOT_SLIPS, SLIPPED } from '../data/reply-slips.ts';
import { REPLY_WORDS, type ReplyLanguage } from '../data/reply-words.ts';
import { CODE_BEFORE_A } from './alphabet.ts';
import { ALL_LANGUAGES, LANGUAGE_BITS } from './languages.ts';
import { classOf, literals } from './phrases.ts';
import * as reply from './reply.ts';
import { TreeBuilder } from './tree.ts';

const { glued } = reply;

/** A word: its class, the languages that have it, and whether it is a slip for it. */
export const classOfWord = (word: number): number => word & 0xff;
export const languagesOfWord = (word: number): number => (word >> 8) & 7;
export const isSlip = (word: number): boolean => (word & SLIP) !== 0;

const SLIP = 1 << 11;
/** The bits of a word, and one that is a place's own. */
const WORD = (1 << 12) - 1;
const AFTER = 1 << 12;
const LETTERS = 27;

const built = new TreeBuilder(LETTERS);

const plain = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

const nodeFor = (word: string): number =>
  built.placeOf(Array.from(word, (letter) => letter.charCodeAt(0) - CODE_BEFORE_A));

/** Words that two classes claim: there are none (test/shared/replies). */
export const clashes: string[] = [];

function learn(word: string, id: number, languages: number): void {
  const node = nodeFor(word);
  const held = built.values[node] ?? 0;
  if (held === 0) built.values[node] = id | (languages << 8);
  else if (classOfWord(held) === id) built.values[node] = held | (languages << 8);
  else clashes.push(word);
}

const PRONOUNS = ['me', 'nos', 'le', 'les', 'lo', 'los', 'la', 'las', 'se', 'melo', 'mela'];
const ELIDED = ['m', 'n', 'd', 'l', 't', 's', 'j', 'qu', 'c'];

function spellings(written: string, language: ReplyLanguage | 'all'): string[] {
  const word = plain(written);
  if (language === 'es' && written.endsWith('~'))
    return [word, ...PRONOUNS.map((end) => word + end)];
  if (language === 'fr' && word.length > 3 && /^[aeiouh]/.test(word)) {
    return [word, ...ELIDED.map((start) => start + word)];
  }
  return [word];
}

for (const [name, row] of Object.entries(REPLY_WORDS)) {
  for (const [language, list] of Object.entries(row)) {
    const bits = language === 'all' ? ALL_LANGUAGES : LANGUAGE_BITS[language as ReplyLanguage];
    for (const written of list.split(/\s+/)) {
      for (const word of spellings(written, language as ReplyLanguage)) {
        if (word !== '') learn(word, classOf(name), bits);
      }
    }
  }
}
for (const [word, id] of literals) learn(plain(word), id, ALL_LANGUAGES);

const NEIGHBOURS: Readonly<Record<string, string>> = {
  q: 'wa',
  w: 'qes',
  e: 'wrd',
  r: 'etf',
  t: 'ryg',
  y: 'tuh',
  u: 'yij',
  i: 'uok',
  o: 'ipl',
  p: 'ol',
  a: 'qsz',
  s: 'adwx',
  d: 'sfec',
  f: 'dgrv',
  g: 'fhtb',
  h: 'gjyn',
  j: 'hkum',
  k: 'jli',
  l: 'kop',
  z: 'asx',
  x: 'zsc',
  c: 'xdv',
  v: 'cfb',
  b: 'vgn',
  n: 'bhm',
  m: 'nj',
};

/** One letter left out, doubled, swapped with the next, or hit beside. */
export function slipsOf(word: string): string[] {
  const slips: string[] = [];
  for (let i = 0; i < word.length; i += 1) {
    const [before, letter, after] = [word.slice(0, i), word.charAt(i), word.slice(i + 1)];
    slips.push(before + after, before + letter + letter + after);
    if (after !== '') slips.push(before + after.charAt(0) + letter + after.slice(1));
    for (const near of NEIGHBOURS[letter] ?? '') slips.push(before + near + after);
  }
  return slips;
}

const real = new Set(NOT_SLIPS.split(/\s+/));
for (const written of SLIPPED.split(/\s+/)) {
  const word = plain(written);
  if (word === '') continue;
  const entry = built.values[nodeFor(word)] ?? 0;
  invariant(entry !== 0, `${word} is a word of the table`);
  for (const slip of slipsOf(word)) {
    if (slip.length < 3 || real.has(slip)) continue;
    const node = nodeFor(slip);
    if (built.values[node] === 0) built.values[node] = entry | SLIP;
  }
}

/** Digits typed for letters. One stands for i or for l, whichever goes on. */
const LEET = [15, 9, 26, 5, 1, 19, 7, 20, 2, 7];
const ONE = 31;
const LETTER_L = 12;
const DIGIT_ZERO = 30;
const MIN_GLUED_WORD = 2;

/** Marks where a word ends on the way, which others may be glued to. */
function markAfterWords(): void {
  const depths = new Uint8Array(built.places);
  for (let place = 0; place < built.places; place += 1) {
    const isAfter = ((built.values[place] ?? 0) & AFTER) !== 0;
    for (const next of built.after(place)) {
      const depth = (depths[place] ?? 0) + 1;
      depths[next] = depth;
      const word = built.values[next] ?? 0;
      const isWord = depth >= MIN_GLUED_WORD && word !== 0 && !isSlip(word);
      if (isAfter || isWord) built.values[next] = word | AFTER;
    }
  }
}
markAfterWords();

const merged = built.merged();
/** Where every letter leads that no word goes on with, and where nothing leads on from. */
const LOST = merged.values.length;
/** The same after a word: what began with one may be several run together. */
const LOST_AFTER = LOST + 1;
const isLost = (place: number): boolean => place >= LOST;

const values = Uint16Array.from([...merged.values, 0, AFTER]);
/** For each place its next place by letter, 27 to a row. */
const tree = Uint16Array.from({ length: values.length * LETTERS }, (_, at) => {
  const isAfter = ((values[Math.floor(at / LETTERS)] ?? 0) & AFTER) !== 0;
  return merged.next[at] || (isAfter ? LOST_AFTER : LOST);
});
/** For reading letter by letter, LETTERS to a row. */
export const letterTree = { LOST, ROW: LETTERS, tree };

/** Where the next letter or digit leads from a place in the tree. */
export function nextLetters(node: number, kind: number): number {
  const letter = kind < LETTERS ? kind : kind < DIGIT_ZERO ? 0 : (LEET[kind - DIGIT_ZERO] ?? 0);
  const step = tree[node * LETTERS + letter] ?? LOST;
  return kind === ONE && isLost(step) ? (tree[node * LETTERS + LETTER_L] ?? LOST) : step;
}

/** The word that ends at a place in the tree; 0 where none does. */
export const wordOf = (node: number): number => (values[node] ?? 0) & WORD;

/**
 * The word that the kinds from `from` to `to` spell (see alphabet.ts); 0 where none is known.
 * @param once letters held down count once
 */
export function findWord(kinds: Uint8Array, from: number, to: number, once = false): number {
  let node = 0;
  let before = 0;
  for (let i = from; i < to; i += 1) {
    const kind = kinds[i] ?? 0;
    if (once && kind === before) continue;
    before = kind;
    node = nextLetters(node, kind);
    if (isLost(node)) return 0;
  }
  return wordOf(node);
}

const MAX_GLUED_LETTERS = 32;
/** One of these is in all words run together that are of use here. */
const HEADS = new Set(
  ['STOP', 'UNSUB', 'OPT', 'NOT', 'NO', 'LEAVE', 'REMOVE', 'TAKE', 'WRONG'].map(classOf),
);

/**
 * Whether the letters are known words run together: "stoptexting", "STOPSTOPSTOP".
 * @param node where they lead
 */
export function findGlued(kinds: Uint8Array, from: number, to: number, node: number): boolean {
  glued.count = 0;
  const isAfter = ((values[node] ?? 0) & AFTER) !== 0;
  if (!isAfter || to - from > MAX_GLUED_LETTERS || !mayHoldHead(kinds, from, to)) return false;
  return split(kinds, from, to) && holdsHead();
}

const LETTER_BITS = 5;
const THREE = 2 ** (3 * LETTER_BITS) - 1;
/** Of three letters, the last of them in the lowest bits, whether a head begins with them. */
const beginsHead = new Uint8Array(THREE + 1);

/** Marks what all heads begin with that go on from a place; whether there are any. */
function markHeads(node: number, three: number, depth: number): boolean {
  const word = wordOf(node);
  const isHead = HEADS.has(classOfWord(word)) && !isSlip(word);
  let goesOn = false;
  for (let letter = 1; letter < LETTERS; letter += 1) {
    const next = tree[node * LETTERS + letter] ?? LOST;
    const more = depth < 3 ? (three << LETTER_BITS) | letter : three;
    if (!isLost(next) && markHeads(next, more, depth + 1)) goesOn = true;
  }
  if (depth === 3 && (isHead || goesOn)) beginsHead[three] = 1;
  // "No" is two letters long, whatever follows.
  if (depth === 2 && isHead) beginsHead.fill(1, three << LETTER_BITS, (three + 1) << LETTER_BITS);
  return isHead || goesOn;
}
markHeads(0, 0, 0);

/** Most words that begin with another word hold no head anywhere. */
function mayHoldHead(kinds: Uint8Array, from: number, to: number): boolean {
  let three = 0;
  for (let at = from; at < to; at += 1) {
    const kind = kinds[at] ?? 0;
    // A digit may stand for several letters.
    if (kind >= LETTERS) return true;
    three = ((three << LETTER_BITS) | kind) & THREE;
    if (at >= from + 2 && beginsHead[three] === 1) return true;
  }
  return beginsHead[(three << LETTER_BITS) & THREE] === 1;
}

function holdsHead(): boolean {
  for (let i = 0; i < glued.count; i += 1) {
    if (HEADS.has(classOfWord(glued.words[i] ?? 0))) return true;
  }
  return false;
}

/** Longest words first; words of one letter are in too many others. */
function split(kinds: Uint8Array, from: number, to: number): boolean {
  if (from === to) return true;
  if (glued.count === glued.words.length) return false;
  return splitAfter(kinds, from, to, from, 0);
}

/** What goes on from a place in the tree, before the word that ends there itself. */
function splitAfter(
  kinds: Uint8Array,
  from: number,
  to: number,
  at: number,
  node: number,
): boolean {
  const next = at < to ? nextLetters(node, kinds[at] ?? 0) : LOST;
  if (!isLost(next) && splitAfter(kinds, from, to, at + 1, next)) return true;
  const word = at - from >= MIN_GLUED_WORD ? wordOf(node) : 0;
  if (word === 0 || isSlip(word)) return false;
  glued.words[glued.count] = word;
  glued.count += 1;
  if (split(kinds, at, to)) return true;
  glued.count -= 1;
  return false;
}
