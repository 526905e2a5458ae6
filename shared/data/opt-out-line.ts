/**
 * The words that the gate adds to the text of a caller, and what they may name: all of the default
 * wording that is weighed with the gate. Source: 47 CFR 64.1200(a)(12), CTIA Messaging Principles
 * 2023 5.1.2. Written 2026-11-22; confidence Q.
 */
import type { Language, Template } from '../account.ts';
import type { Purpose } from '../standing.ts';

export const OPT_OUT_LINE: Required<Template> = {
  en: 'Reply STOP to opt out.',
  es: 'Responda STOP para cancelar.',
  fr: 'Répondez STOP pour vous désabonner.',
};

/** What the person left, where it is not a program with a name. */
export const PART_WORDS: Readonly<Record<Purpose | 'program', Readonly<Record<Language, string>>>> =
  {
    marketing: {
      en: 'marketing texts',
      es: 'los mensajes promocionales',
      fr: 'nos messages promotionnels',
    },
    informational: {
      en: 'informational texts',
      es: 'los mensajes informativos',
      fr: 'nos messages d’information',
    },
    program: { en: 'these texts', es: 'estos mensajes', fr: 'ces messages' },
  };
