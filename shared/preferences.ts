/**
 * By which channel a person would rather be reached: "call me instead", "email me instead". It is a
 * wish about the way and no consent: it opens no channel. What such words end besides ("no texts,
 * call me") is read here, since they say it as a whole (data/preference-phrases.ts).
 */
import type { Channel } from './account.ts';
import { KEYWORDS } from './data/keywords.ts';
import { POLITE_WORDS, PREFERENCE_PHRASES, type Preference } from './data/preference-phrases.ts';
import type { EntryDraft } from './ledger.ts';
import { normaliseReply, type Reading, UNREAD } from './replies.ts';
import type { Facts } from './standing.ts';

type Effect = Pick<EntryDraft, 'type' | 'detail'>;

/** Longer texts, with politeness, say more than a phrase. */
const MAX_LENGTH = 100;
const SIGNS = /[^\p{L}\p{N}']+/gu;

const spaced = (text: string): string => normaliseReply(text).replace(SIGNS, ' ').trim();
const POLITE = new RegExp(`(?<= )(?:${POLITE_WORDS.split('|').map(spaced).join('|')})(?= )`, 'gu');

/** Of a text, what is compared: its words alone, without politeness. */
export const phraseOf = (text: string): string =>
  ` ${spaced(text)} `.replace(POLITE, '').split(' ').filter(Boolean).join(' ');

const CALLS: readonly Preference[] = KEYWORDS.filter(({ intent }) => intent === 'call-me').map(
  ({ word }) => ({ channel: 'voice', phrases: word }),
);

const PHRASES: ReadonlyMap<string, Preference> = new Map(
  [...CALLS, ...PREFERENCE_PHRASES].flatMap((row) =>
    row.phrases.split('|').map((one) => [phraseOf(one), row] as const),
  ),
);

const preferenceOf = (body: string): Preference | undefined =>
  body.length > MAX_LENGTH ? undefined : PHRASES.get(phraseOf(body));

/** Published words, and the account's own: no phrase makes less of them. */
const OF_LISTS = /^(?:keyword|extra):/;
const SURENESS: readonly string[] = ['unsure', 'likely', 'certain'];

/**
 * What a text says where all of it asks for another channel: the table knows the phrase, and words
 * that name two channels are easily weighed as a wish to leave the one that is asked for.
 */
export function readPreference(body: string, reading: Reading): Reading {
  const asked = preferenceOf(body);
  if (asked === undefined || OF_LISTS.test(reading.rule)) return reading;
  const { channel, ends } = asked;
  const isSure = SURENESS.indexOf(reading.certainty) >= SURENESS.indexOf(ends?.certainty ?? '');
  if (isSure && reading.intent === ends?.intent) return reading;
  const by = { language: reading.language, rule: `preference:${channel}`, words: spaced(body) };
  if (ends !== undefined) {
    return { ...UNREAD, ...by, ...ends, channels: [ends.intent === 'opt-out' ? 'sms' : 'voice'] };
  }
  const isCall = channel === 'voice';
  return isCall
    ? { ...UNREAD, ...by, intent: 'call-me', certainty: 'certain', channels: ['voice'] }
    : { ...UNREAD, ...by };
}

/** The channel that a whole text asks for. A text that closes it asks for no such thing. */
export function preferenceIn(body: string, reading: Reading): Effect['detail'] | undefined {
  const named = preferenceOf(body)?.channel;
  // "Call me when you are outside" in words of one's own is about that call.
  const isAsked = reading.intent === 'call-me' && reading.certainty === 'certain';
  const channel: Channel | undefined = named ?? (isAsked ? 'voice' : undefined);
  if (channel === undefined) return undefined;
  if (reading.intent !== 'call-me' && reading.channels.includes(channel)) return undefined;
  const rule = named === undefined ? reading.rule : `preference:${channel}`;
  return { channel, words: named === undefined ? reading.words : spaced(body), rule };
}

/** Said again it is no news. */
export function prefer(body: string, reading: Reading, { prefers }: Facts): Effect[] {
  const detail = preferenceIn(body, reading) as
    | Extract<EntryDraft, { type: 'preference-changed' }>['detail']
    | undefined;
  if (detail === undefined || detail.channel === prefers) return [];
  return [{ type: 'preference-changed', detail }];
}
