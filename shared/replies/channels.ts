/**
 * Which ways of contact a wish names: "stop calling and texting me" means both, "stop calling and
 * text me" means one. The word that joins, and the form of the word it joins, tell them apart.
 */
import type { Channel } from '../account.ts';
import { CODE_BEFORE_A } from './alphabet.ts';
import { NumberSet } from './number-set.ts';
import { classOf } from './phrases.ts';
import * as reply from './reply.ts';
import { hashOf } from './tokens.ts';

const { BREAK, classes, endOfWord, letters, tokens, wordHashes, wordsAt, wordStarts } = reply;

export const SMS = 1;
export const VOICE = 2;
export const EMAIL = 4;
export const ALL_CHANNELS = SMS | VOICE | EMAIL;

/** By their bits, as scan.ts collects them. */
export const NAMED: readonly (readonly Channel[])[] = Array.from(
  { length: ALL_CHANNELS + 1 },
  (_, bits) => (['sms', 'voice', 'email'] as const).filter((__, at) => (bits & (1 << at)) !== 0),
);

const ME = classOf('ME');
const BITS = new Uint8Array(256);
for (const name of ['TEXT', 'MSGS', 'NOTIF', 'WRITE']) BITS[classOf(name)] = SMS;
BITS[classOf('CALL')] = VOICE;
BITS[classOf('EMAIL')] = EMAIL;
/** What may stand between: "stop sending me emails and texts". */
const ALONG = new Set(['ME', 'SEND', 'PLUS', 'NO', 'NOT', 'MORE', 'ANYMORE', 'DEJAR'].map(classOf));

/** None of them: whatever follows is meant too. */
const OR = new NumberSet(['or', 'nor', 'ni', 'o', 'u', 'ou'].map(hashOf));
/** Both of them, or one and a wish for the other. */
const AND = new NumberSet(['and', 'n', 'y', 'e', 'et'].map(hashOf));

/** Forms of what shall end: calling, llamarme, appeler, texts. Not: text me, escríbame. */
const LISTED = /(?:s|ing|in|[aei]r(?:me|nos)?)$/;
const wordAt = (word: number): string => {
  const kinds = letters.subarray(wordStarts[word], endOfWord(word));
  return Array.from(kinds, (kind) => String.fromCharCode(kind + CODE_BEFORE_A)).join('');
};

/** How a class of word is joined to the one before it, by the idle words between the two. */
function joined(at: number): 'or' | 'and' | undefined {
  const from = (wordsAt[at - 1] ?? 0) + 1;
  let by: 'or' | 'and' | undefined;
  for (let word = from; word < (wordsAt[at] ?? 0); word += 1) {
    const hash = wordHashes[word] ?? 0;
    if (OR.has(hash)) return 'or';
    if (AND.has(hash)) by = 'and';
  }
  return by;
}

/** The channels that a list goes on with after the one that a run named; 0 where none is joined. */
export function channelsAfter(from: number, end: number, channel: number): number {
  let waiting = 0;
  let named = 0;
  let start = from;
  while (start < end && BITS[classes[start] ?? 0] !== channel) start += 1;
  for (let at = start + 1; at < tokens.count; at += 1) {
    const id = classes[at] ?? 0;
    const bit = BITS[id] ?? 0;
    if (bit === 0) {
      if (id !== BREAK && !ALONG.has(id)) break;
      continue;
    }
    const by = joined(at);
    if (by === 'or' || (by === 'and' && LISTED.test(wordAt(wordsAt[at] ?? 0)))) {
      named |= waiting | bit;
    } else if (classes[at - 1] === BREAK && isNoWish(at)) waiting |= bit;
    else break;
  }
  return named;
}

/** "Do not call, text or email": not "do not call, text me". */
const isNoWish = (at: number): boolean => classes[at + 1] !== ME;
