/**
 * A text that the provider took for an opt-out by a word that the firm configured there, such as
 * "adios". The provider has blocked the person by then and said so, so it ends texts here as well,
 * whatever the words read as: the firm must not go on to count as agreed what cannot be delivered.
 */
import { CHANNELS } from './account.ts';
import type { InboundMessage } from './ports.ts';
import { isWish, type Reading, wordsOf } from './replies.ts';

/** The rule of an opt-out that the provider found in a text. */
export const PROVIDER_STOP = 'provider';

/** What ends texts for certain by itself keeps its own rule. A plain NO to our question does. */
const endsTexts = (reading: Reading): boolean =>
  reading.intent === 'decline' ||
  (isWish(reading) && reading.certainty === 'certain' && reading.channels.includes('sms'));

/**
 * The reading that counts. What the words end beside texts ends with them, unless it is a mere
 * guess; a likely "wrong number" closes texts and calls, and ends no consent (decision 0025).
 */
export function asTakenByProvider(message: InboundMessage, reading: Reading): Reading {
  if (message.optedOutAtProvider !== true || endsTexts(reading)) return reading;
  const more = isWish(reading) && reading.certainty !== 'unsure' ? reading.channels : [];
  const channels = CHANNELS.filter((one) => one === 'sms' || more.includes(one));
  const isWider = channels.length > 1;
  const wider = reading.intent === 'wrong-number' ? 'stop-calls' : reading.intent;
  return {
    ...reading,
    intent: isWider ? wider : 'opt-out',
    certainty: 'certain',
    channels,
    rule: PROVIDER_STOP,
    words: reading.words || wordsOf(message.body),
  };
}
