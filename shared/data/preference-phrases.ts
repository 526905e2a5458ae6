/**
 * Whole texts that ask for another channel and are no reply of the keyword table: each names the
 * channel that it asks for, and what it ends besides. "Calls only" is a wish for calls and one
 * about texts (47 CFR 64.1200(a)(10): any words that say so). Words of politeness do not count.
 * Source: none found; seeded from the languages themselves. Date: 2026-11-22. Confidence: M.
 */
import type { Channel } from '../account.ts';
import type { Intent } from './keywords.ts';

export interface Preference {
  readonly channel: Channel;
  /**
   * What the words end, where they end anything: for certain where they say so, likely where they
   * only put one channel in the place of the other; "only" may be about one matter, and is asked.
   */
  readonly ends?: {
    readonly intent: Extract<Intent, 'opt-out' | 'stop-calls'>;
    readonly certainty: 'certain' | 'likely' | 'unsure';
  };
  /** Parted by bars, as one would write them. */
  readonly phrases: string;
}

const TEXTS_END = { intent: 'opt-out', certainty: 'certain' } as const;
const CALLS_END = { intent: 'stop-calls', certainty: 'certain' } as const;

export const PREFERENCE_PHRASES: readonly Preference[] = [
  {
    channel: 'email',
    phrases:
      'email me|email me instead|send me an email|send me an email instead|send it by email|' +
      'i prefer email|i prefer emails|email is better|' +
      'mándeme un correo|mándame un correo|envíeme un correo|envíame un correo|' +
      'mejor por correo|prefiero por correo|prefiero el correo|por correo|' +
      'escríbame por correo|escríbanme por correo|' +
      'envoyez-moi un courriel|envoyez-moi un email|envoyez-moi un mail|par courriel|' +
      'je préfère le courriel|je préfère par courriel|je préfère un email|plutôt par courriel',
  },
  {
    channel: 'email',
    ends: TEXTS_END,
    phrases:
      'don’t text me, email me|do not text me, email me|don’t text, email|do not text, email|' +
      'don’t text, email me|do not text, email me|no texts, email|' +
      'email me, don’t text me|email me, don’t text|email, don’t text|' +
      'stop texting, email me|stop texting, email me instead|stop texting me, email me|' +
      'stop texting me, email me instead|no texts, email me|no more texts, email me|' +
      'no me escriba, mándeme un correo|no más mensajes, mándeme un correo|' +
      'pas de textos, envoyez-moi un courriel|plus de textos, envoyez-moi un courriel',
  },
  {
    channel: 'email',
    ends: { ...TEXTS_END, certainty: 'likely' },
    phrases: 'email me instead of texting|email me instead of texting me|email instead of text',
  },
  {
    channel: 'email',
    ends: { ...TEXTS_END, certainty: 'unsure' },
    phrases:
      'email only|emails only|only email|only email me|solo por correo|solo correo|par courriel seulement',
  },
  // Most that ask for a call are replies of the keyword table.
  { channel: 'voice', phrases: 'llámeme mejor|llámenme mejor' },
  {
    channel: 'voice',
    ends: TEXTS_END,
    phrases:
      'don’t text me, call me|do not text me, call me|don’t text, call|do not text, call|' +
      'call me, don’t text me|call me, don’t text|call, don’t text|' +
      'don’t text, call me|do not text, call me|no texts, call me instead|' +
      'no more texts, call me instead|stop texting and call me|' +
      'stop texting, call me|stop texting, call me instead|stop texting me, call me|' +
      'stop texting me, call me instead|no texts, call me|no more texts, call me|' +
      'no me escriba, llámeme|no me escriban, llámenme|no más mensajes, llámeme|' +
      'ne m’écrivez pas, appelez-moi|pas de textos, appelez-moi|plus de textos, appelez-moi',
  },
  {
    channel: 'voice',
    ends: { ...TEXTS_END, certainty: 'likely' },
    phrases: 'call me instead of texting|call me instead of texting me|call instead of text',
  },
  {
    channel: 'voice',
    ends: { ...TEXTS_END, certainty: 'unsure' },
    phrases: 'calls only|phone calls only|only calls|only call me|solo llamadas|appels seulement',
  },
  {
    channel: 'sms',
    phrases:
      'text me|text me instead|text is better|i prefer texts|i prefer text|' +
      'mejor por mensaje|prefiero mensajes|mándeme un mensaje|' +
      'je préfère les textos|envoyez-moi un texto',
  },
  {
    channel: 'sms',
    ends: CALLS_END,
    phrases:
      'don’t call me, text me|do not call me, text me|don’t call, text|do not call, text|' +
      'text me, don’t call me|text me, don’t call|text, don’t call|no calls, text me|' +
      'no more calls, text me|stop calling, text me|stop calling me, text me|' +
      'stop calling me, text me instead|no me llame, escríbame|no me llamen, escríbanme|' +
      'ne m’appelez pas, écrivez-moi|pas d’appels, écrivez-moi',
  },
  {
    channel: 'sms',
    ends: { ...CALLS_END, certainty: 'likely' },
    phrases: 'text me instead of calling|text me instead of calling me|text instead of calling',
  },
  {
    channel: 'sms',
    ends: { ...CALLS_END, certainty: 'unsure' },
    phrases: 'text only|texts only|only text|only text me|solo mensajes|textos seulement',
  },
];

/** What may stand in any of them and changes nothing. */
export const POLITE_WORDS =
  'please|pls|plz|just|thanks|thank you|thx|ty|por favor|gracias|svp|s’il vous plaît|' +
  's’il te plaît|merci';
