/**
 * Whole texts that ask for another channel and are no reply of the keyword table: each names the
 * channel that it asks for, whatever it says of texts besides (the reader decides about those).
 * Source: none found; seeded from the languages themselves. Date: 2026-11-22. Confidence: M.
 */
import type { Channel } from '../account.ts';

export const PREFERENCE_PHRASES: readonly {
  readonly channel: Channel;
  /** Parted by bars, as one would write them. */
  readonly phrases: string;
}[] = [
  {
    channel: 'email',
    phrases:
      'email me|email me instead|please email me|please email me instead|just email me|' +
      'email me please|send me an email|send me an email instead|send it by email|' +
      'i prefer email|i prefer emails|email is better|email only|email only please|' +
      'don’t text me, email me|do not text me, email me|stop texting, email me|' +
      'stop texting, email me instead|no texts, email me|' +
      'mándeme un correo|mándame un correo|envíeme un correo|envíame un correo|' +
      'mejor por correo|prefiero por correo|prefiero el correo|por correo por favor|' +
      'escríbame por correo|escríbanme por correo|' +
      'envoyez-moi un courriel|envoyez-moi un email|envoyez-moi un mail|par courriel svp|' +
      'je préfère le courriel|je préfère par courriel|je préfère un email|plutôt par courriel',
  },
  {
    channel: 'voice',
    phrases:
      'don’t text me, call me|do not text me, call me|don’t text, call|do not text, call|' +
      'stop texting, call me|stop texting, call me instead|no texts, call me|calls only|' +
      'no me escriba, llámeme|no me escriban, llámenme|' +
      'ne m’écrivez pas, appelez-moi|pas de textos, appelez-moi',
  },
  {
    channel: 'sms',
    phrases:
      'text me|text me instead|please text me|please text me instead|just text me|text is better|' +
      'i prefer texts|i prefer text|don’t call me, text me|do not call me, text me|' +
      'no calls, text me|stop calling, text me|stop calling me, text me|' +
      'mejor por mensaje|prefiero mensajes|mándeme un mensaje|no me llame, escríbame|' +
      'je préfère les textos|envoyez-moi un texto|ne m’appelez pas, écrivez-moi',
  },
];
