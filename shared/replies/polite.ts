/** Whether words say nothing but "please" and "thank you" (data/reply-courtesy.ts). */
import { POLITE } from '../data/reply-courtesy.ts';
import { NumberSet } from './number-set.ts';
import * as reply from './reply.ts';
import { hashOf } from './tokens.ts';

const { wordHashes } = reply;

const POLITE_WORDS = new NumberSet(POLITE.trim().split(/\s+/).map(hashOf));

/** Of the words that `tokens` holds, from one on and before another. */
export function arePolite(from: number, end: number): boolean {
  for (let word = from; word < end; word += 1) {
    if (!POLITE_WORDS.has(wordHashes[word] ?? 0)) return false;
  }
  return true;
}
