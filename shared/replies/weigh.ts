/**
 * How much a reply sounds like a wish to hear no more: a sum of weights over its words, their
 * beginnings and pairs, the triples of their classes, and the run that was found. The weights were
 * learnt from the tuned sets of test/replies (`npm run train:replies`) and are data; adding them up
 * is the same for the same text always.
 */
import { REPLY_WEIGHTS } from '../data/reply-weights.ts';
import { classes, questions, tokens, wordHashes, wordStems } from './tokens.ts';

/** More marks than this say nothing new, and keep the cost of a long text in bounds. */
const MAX_MARKS = 4_096;
const QUESTION = 255;
const MANY_WORDS = 8;

/** The marks of the reply that was read last: a table of weights takes as many bits as it has. */
export const marks = { count: 0, places: new Uint32Array(MAX_MARKS + 16) };

/** Murmur3's mixing of two numbers, kept apart by what they are. */
function mix(a: number, b: number, kind: number): number {
  let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + kind, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 12);
}

/** Collects the marks of what `tokens` holds. `row` is one more than that of the run found. */
export function collectMarks(row: number, isVetoed: boolean): void {
  const { places } = marks;
  places[0] = mix(row, isVetoed ? 1 : 0, 12);
  places[1] = mix(Math.min(MANY_WORDS, tokens.words), 0, 10);
  marks.count = markClasses(places, markWords(places, 2));
}

/** @param from how many marks there are; gives how many there are then */
function markWords(places: Uint32Array, from: number): number {
  const { words } = tokens;
  let count = from;
  let before = 1;
  for (let i = 0; i < words && count < MAX_MARKS; i += 1) {
    const hash = wordHashes[i] ?? 0;
    places[count] = mix(hash, 0, 1);
    places[count + 1] = mix(hash, before, 2);
    count += 2;
    const stem = wordStems[i] ?? 0;
    if (stem !== 0) {
      places[count] = mix(stem, 0, 7);
      count += 1;
    }
    before = hash;
  }
  places[count] = mix(3, before, 2);
  return count + 1;
}

function markClasses(places: Uint32Array, from: number): number {
  const { count: all } = tokens;
  let count = from;
  let one = 0;
  let two = 0;
  for (let i = 0; i < all && count < MAX_MARKS; i += 1) {
    const id = questions[i] === 1 ? QUESTION : (classes[i] ?? 0);
    places[count] = mix(id, mix(one, two, 9), 6);
    count += 1;
    two = one;
    one = id;
  }
  return count;
}

const decode = (base64: string): Int8Array => Int8Array.from(Buffer.from(base64, 'base64'));
const stop = decode(REPLY_WEIGHTS.stop.weights);
const wrongNumber = decode(REPLY_WEIGHTS.wrongNumber.weights);
const yes = decode(REPLY_WEIGHTS.yes.weights);
const no = decode(REPLY_WEIGHTS.no.weights);

function sum(of: Int8Array, { scale, bias }: { scale: number; bias: number }): number {
  const { count, places } = marks;
  const mask = of.length - 1;
  let total = 0;
  for (let i = 0; i < count; i += 1) total += of[(places[i] ?? 0) & mask] ?? 0;
  return bias + (scale * total) / Math.sqrt(count);
}

// Of the marks collected last. Above 0: more likely than not ...
/** ... that nothing more is wished. */
export const stopScore = (): number => sum(stop, REPLY_WEIGHTS.stop);
/** ... of such a wish, that the number is another person's. */
export const wrongNumberScore = (): number => sum(wrongNumber, REPLY_WEIGHTS.wrongNumber);
/** ... while a question of ours is open, that it says yes, and that it says no. */
export const yesScore = (): number => sum(yes, REPLY_WEIGHTS.yes);
export const noScore = (): number => sum(no, REPLY_WEIGHTS.no);
