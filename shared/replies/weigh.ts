/**
 * How much a reply sounds like a wish to hear no more: a sum of weights over its words, the classes
 * of its words, the pairs and triples of both, and the run that was found in it. The weights were
 * learnt from the tuned sets of test/replies (`npm run train:replies`) and are data; adding them up
 * is the same for the same text always.
 */
import { REPLY_WEIGHTS } from '../data/reply-weights.ts';
import { classes, questions, tokens, wordHashes, wordStems } from './tokens.ts';

/** More marks than this say nothing new, and keep the cost of a long text in bounds. */
const MAX_MARKS = 4_096;
const QUESTION = 255;

/** The marks of the reply that was read last; a table of weights takes as many bits as it has. */
export const marks = { count: 0, places: new Uint16Array(MAX_MARKS + 16) };

/** Murmur3's mixing of two numbers, kept apart by what they are. */
function mix(a: number, b: number, kind: number): number {
  let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + kind, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 12);
}

function mark(hash: number): void {
  marks.places[marks.count] = hash & 0xffff;
  marks.count += 1;
}

/** Collects the marks of what `tokens` holds. `row` is one more than that of the run found. */
export function collectMarks(row: number, isVetoed: boolean): void {
  marks.count = 0;
  mark(mix(row, isVetoed ? 1 : 0, 12));
  mark(mix(Math.min(8, tokens.words), 0, 10));
  markWords();
  markClasses();
}

function markWords(): void {
  const { words } = tokens;
  let before = 1;
  for (let i = 0; i < words && marks.count < MAX_MARKS; i += 1) {
    const hash = wordHashes[i] ?? 0;
    mark(mix(hash, 0, 1));
    mark(mix(hash, before, 2));
    const stem = wordStems[i] ?? 0;
    if (stem !== 0) mark(mix(stem, 0, 7));
    before = hash;
  }
  mark(mix(3, before, 2));
}

function markClasses(): void {
  const { count } = tokens;
  let one = 0;
  let two = 0;
  for (let i = 0; i < count && marks.count < MAX_MARKS; i += 1) {
    const id = questions[i] === 1 ? QUESTION : (classes[i] ?? 0);
    mark(mix(id, 0, 4));
    mark(mix(id, one, 5));
    mark(mix(id, mix(one, two, 9), 6));
    two = one;
    one = id;
  }
}

const decode = (base64: string): Int8Array => Int8Array.from(Buffer.from(base64, 'base64'));
const weights = decode(REPLY_WEIGHTS.stop.weights);
const wrongWeights = decode(REPLY_WEIGHTS.wrongNumber.weights);

function sum(of: Int8Array, { scale, bias }: { scale: number; bias: number }): number {
  const mask = of.length - 1;
  let total = 0;
  for (let i = 0; i < marks.count; i += 1) total += of[(marks.places[i] ?? 0) & mask] ?? 0;
  return bias + (scale * total) / Math.sqrt(marks.count);
}

/** Above 0: more likely than not that nothing more is wished. Of the marks collected last. */
export const stopScore = (): number => sum(weights, REPLY_WEIGHTS.stop);
/** Of those: that the number is another person's. */
export const wrongNumberScore = (): number => sum(wrongWeights, REPLY_WEIGHTS.wrongNumber);
