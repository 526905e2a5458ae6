/**
 * By which channel a person would rather be reached: "call me instead", "email me instead". It is a
 * wish about the way and no consent: it opens no channel, and closes none.
 */
import type { Channel } from './account.ts';
import { PREFERENCE_PHRASES } from './data/preference-phrases.ts';
import type { EntryDraft } from './ledger.ts';
import { normaliseReply, type Reading } from './replies.ts';
import type { Facts } from './standing.ts';

type Effect = Pick<EntryDraft, 'type' | 'detail'>;

const PHRASES: ReadonlyMap<string, Channel> = new Map(
  PREFERENCE_PHRASES.flatMap(({ channel, phrases }) =>
    phrases.split('|').map((one) => [normaliseReply(one), channel] as const),
  ),
);

export const asksForChannel = (body: string): boolean => PHRASES.has(normaliseReply(body));

/** The channel that a whole text asks for. A text that closes it asks for no such thing. */
export function preferenceIn(body: string, reading: Reading): Effect['detail'] | undefined {
  const words = normaliseReply(body);
  const named = PHRASES.get(words);
  // "Call me when you are outside" in words of one's own is about that call.
  const isAsked = reading.intent === 'call-me' && reading.certainty === 'certain';
  const channel = named ?? (isAsked ? 'voice' : undefined);
  if (channel === undefined) return undefined;
  if (reading.intent !== 'call-me' && reading.channels.includes(channel)) return undefined;
  const rule = named === undefined ? reading.rule : `preference:${channel}`;
  return { channel, words: named === undefined ? reading.words : words, rule };
}

/** Said again it is no news. */
export function prefer(body: string, reading: Reading, { prefers }: Facts): Effect[] {
  const detail = preferenceIn(body, reading) as
    | Extract<EntryDraft, { type: 'preference-changed' }>['detail']
    | undefined;
  if (detail === undefined || detail.channel === prefers) return [];
  return [{ type: 'preference-changed', detail }];
}
