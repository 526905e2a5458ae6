/**
 * How much a reply sounds like a wish: a sum of weights over its words, their beginnings and
 * pairs, the triples of their classes, and the run that was found; one table of weights for each
 * wish. They were learnt from the tuned sets of test/replies (`npm run train:replies`) and are
 * data; adding them up is the same for the same text always.
 */
import { REPLY_WEIGHTS } from '../data/reply-weights.ts';
import * as reply from './reply.ts';

const { classes, heaviest, marks, MAX_MARKS, pair, questions, tokens, wordHashes, wordStems } =
  reply;

const QUESTION = 255;
const MANY_WORDS = 8;

// Each sort of mark is shifted by a number of its own, so that no two share their places.
const RUN = 0x2545f491;
const LENGTH = 0x1b873593;
const PAIR = 0x85ebca6b;
const STEM = 0x27d4eb2f;
const TRIPLE = 0x6c62272e;

/** Spreads a number over all bits (Fibonacci hashing). */
function spread(number: number): number {
  const hash = Math.imul(number, 0x9e3779b1);
  return hash ^ (hash >>> 15);
}

/** Collects the marks of what `tokens` holds. `row` is one more than that of the run found. */
export function collectMarks(row: number, isVetoed: boolean): void {
  const { places } = marks;
  places[0] = spread((2 * row + (isVetoed ? 1 : 0)) ^ RUN);
  places[1] = spread(Math.min(MANY_WORDS, tokens.words) ^ LENGTH);
  marks.count = markClasses(places, markWords(places, FIRST_WORD));
}
const FIRST_WORD = 2;

/** @param from how many marks there are; gives how many there are then */
function markWords(places: Uint32Array, from: number): number {
  const { words } = tokens;
  let count = from;
  let before = 1;
  for (let i = 0; i < words && count < MAX_MARKS; i += 1) {
    const hash = wordHashes[i] ?? 0;
    places[count] = spread(hash);
    places[count + 1] = spread(Math.imul(before, PAIR) ^ hash);
    count += 2;
    const stem = wordStems[i] ?? 0;
    if (stem !== 0) {
      places[count] = spread(stem ^ STEM);
      count += 1;
    }
    before = hash;
  }
  places[count] = spread(Math.imul(before, PAIR));
  return count + 1;
}

function markClasses(places: Uint32Array, from: number): number {
  const { count: all } = tokens;
  let count = from;
  let two = 0;
  for (let i = 0; i < all && count < MAX_MARKS; i += 1) {
    const id = questions[i] === 1 ? QUESTION : (classes[i] ?? 0);
    const three = (two << 8) | id;
    places[count] = spread(three ^ TRIPLE);
    count += 1;
    two = three & 0xffff;
  }
  return count;
}

export type Wish = keyof typeof REPLY_WEIGHTS;

/** What each mark weighs for one wish. */
export interface Weights {
  readonly bias: number;
  readonly scale: number;
  readonly of: Int8Array;
}

export const weights = Object.fromEntries(
  Object.entries(REPLY_WEIGHTS).map(([wish, { bias, scale, weights: of }]) => [
    wish,
    { bias, scale, of: Int8Array.from(Buffer.from(of, 'base64')) },
  ]),
) as Record<Wish, Weights>;

/** Of the marks collected last: above 0 it is more likely than not that this is wished. */
export function scoreOf({ bias, of, scale }: Weights): number {
  const { count, places } = marks;
  const mask = of.length - 1;
  let total = 0;
  for (let i = 0; i < count; i += 1) total += of[(places[i] ?? 0) & mask] ?? 0;
  return bias + (scale * total) / Math.sqrt(count);
}

/** Two wishes in one pass over the marks, in `pair`; their tables are of one length. */
export function scorePair(one: Weights, other: Weights): void {
  const { count, places } = marks;
  const { of: firsts } = one;
  const { of: seconds } = other;
  const mask = firsts.length - 1;
  let first = 0;
  let second = 0;
  for (let i = 0; i < count; i += 1) {
    const at = (places[i] ?? 0) & mask;
    first += firsts[at] ?? 0;
    second += seconds[at] ?? 0;
  }
  const root = Math.sqrt(count);
  pair.first = one.bias + (one.scale * first) / root;
  pair.second = other.bias + (other.scale * second) / root;
}

/** More words show nobody what decided. */
const MAX_HEAVIEST = 6;
const sums = new Int32Array(MAX_MARKS + 1);

/** The few words in a row that speak most for a wish, in `heaviest`; all where none does. */
export function findHeaviest({ of }: Weights): void {
  const mask = of.length - 1;
  const weightAt = (at: number): number => of[(marks.places[at] ?? 0) & mask] ?? 0;
  heaviest.from = 0;
  heaviest.end = tokens.words;
  let most = 0;
  let at = FIRST_WORD;
  for (let word = 0; word < tokens.words && at < MAX_MARKS; word += 1) {
    const isLong = wordStems[word] !== 0;
    const own = weightAt(at) + weightAt(at + 1) + (isLong ? weightAt(at + 2) : 0);
    at += isLong ? 3 : 2;
    sums[word + 1] = (sums[word] ?? 0) + own;
    // What does not speak for it ends no words that do.
    if (own <= 0) continue;
    for (let from = Math.max(0, word + 1 - MAX_HEAVIEST); from <= word; from += 1) {
      const sum = (sums[word + 1] ?? 0) - (sums[from] ?? 0);
      if (sum <= most) continue;
      most = sum;
      heaviest.from = from;
      heaviest.end = word + 1;
    }
  }
}
