/**
 * What the providers themselves do with a reply, when the mode says that they do: their own short
 * lists and their own way of matching, which are not ours (shared/keywords.ts).
 * Rests on rules.md KP-01 and KP-02 (Twilio), KP-04 (AWS), KT-01 to KT-03 (toll-free network).
 */

export type Verdict = 'STOP' | 'START' | 'HELP';

const TWILIO: Readonly<Record<Verdict, readonly string[]>> = {
  STOP: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
  START: ['START', 'YES', 'UNSTOP'],
  HELP: ['HELP', 'INFO'],
};
const AWS: Readonly<Record<Verdict, readonly string[]>> = {
  STOP: [
    'ARRET',
    'CANCEL',
    'END',
    'OPT-OUT',
    'OPTOUT',
    'QUIT',
    'REMOVE',
    'STOP',
    'TD',
    'UNSUBSCRIBE',
  ],
  START: [],
  HELP: ['HELP'],
};
const VERDICTS: readonly Verdict[] = ['STOP', 'START', 'HELP'];

/** Twilio reads the whole body as one word; AWS looks only at how it begins. */
export function providerVerdict(provider: 'twilio' | 'aws', body: string): Verdict | undefined {
  const text = body.trim().toUpperCase();
  return VERDICTS.find((verdict) =>
    provider === 'twilio'
      ? TWILIO[verdict].includes(text)
      : AWS[verdict].some((word) => text.startsWith(word)),
  );
}

/** The network takes STOP, UNSTOP and START only, whatever the provider is set to. */
export function tollFreeVerdict(body: string): Verdict | undefined {
  const text = body.trim().toUpperCase();
  if (text === 'STOP') return 'STOP';
  return text === 'UNSTOP' || text === 'START' ? 'START' : undefined;
}

export const PROVIDER_REPLIES: Readonly<Record<Verdict, string>> = {
  STOP: 'You are unsubscribed and get no more messages. Reply START to come back.',
  START: 'You are subscribed again. Reply HELP for help, STOP to leave.',
  HELP: 'Reply STOP to leave. Msg & data rates may apply.',
};
export const NETWORK_REPLIES = {
  STOP: 'NETWORK MSG: this number will not text you again. Reply UNSTOP to undo.',
  START: 'NETWORK MSG: this number may text you again.',
} as const;
