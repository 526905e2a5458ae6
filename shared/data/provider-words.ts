/**
 * The words that a provider or network answers by itself when its keyword handling is on: whole
 * texts, normalised as in replies.ts. Anything else it passes on unanswered, so the answer is ours.
 * Sources: Twilio's default keywords
 * (https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out), AWS End User Messaging's
 * required keywords (keywords-required in its user guide), the toll-free network as Twilio, AWS and
 * Bandwidth describe it (KT-01, KT-02). Date: 2026-11-22. Confidence: V. YES is left out of
 * Twilio's list: it is no opt-in word of ours, so nothing is owed for it.
 */
export const PROVIDER_WORDS: Readonly<Record<'twilio' | 'aws' | 'toll-free', ReadonlySet<string>>> =
  {
    twilio: new Set([
      'stop',
      'stopall',
      'unsubscribe',
      'cancel',
      'end',
      'quit',
      'revoke',
      'optout',
      'start',
      'unstop',
      'help',
      'info',
    ]),
    aws: new Set([
      'arret',
      'cancel',
      'end',
      'opt-out',
      'optout',
      'quit',
      'remove',
      'stop',
      'td',
      'unsubscribe',
      'help',
    ]),
    'toll-free': new Set(['stop', 'start', 'unstop']),
  };
