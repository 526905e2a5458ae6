/**
 * The texts that Consentry itself sends, until an account words them itself, and the parts that
 * each must keep. Source: 47 CFR 64.1200(a)(12) (confirmation), CTIA Messaging Principles 2023
 * 5.1.2 (opt-in), short-code HELP standard (KW-12). Written 2026-11-22; confidence Q, HELP row S.
 * {brand}, {contact} and {frequency} are filled from settings and program.
 */
import type { Language, Template, TemplateName } from '../account.ts';

export const DEFAULT_TEMPLATES: Readonly<Record<TemplateName, Required<Template>>> = {
  'opt-in-request': {
    en: '{brand}: Reply YES to get our texts. {frequency} Msg & data rates may apply. Reply HELP for help, STOP to opt out.',
    es: '{brand}: Responda SI para recibir nuestros mensajes. {frequency} Pueden aplicarse cargos. Responda AYUDA para ayuda, STOP para cancelar.',
    fr: '{brand} : répondez OUI pour recevoir nos messages. {frequency} Des frais peuvent s’appliquer. AIDE pour de l’aide, STOP pour arrêter.',
  },
  'opt-in-confirmation': {
    en: '{brand}: You will get our texts again. {frequency} Msg & data rates may apply. Reply HELP for help, STOP to opt out.',
    es: '{brand}: Recibirá nuestros mensajes de nuevo. {frequency} Pueden aplicarse cargos. Responda AYUDA para ayuda, STOP para cancelar.',
    fr: '{brand} : vous recevrez de nouveau nos messages. {frequency} Des frais peuvent s’appliquer. AIDE pour de l’aide, STOP pour arrêter.',
  },
  'opt-out-confirmation': {
    en: '{brand}: You are opted out and will get no more texts from us.',
    es: '{brand}: Ha cancelado y no recibirá más mensajes nuestros.',
    fr: '{brand} : vous êtes désabonné et ne recevrez plus de messages de notre part.',
  },
  'opt-out-line': {
    en: 'Reply STOP to opt out.',
    es: 'Responda STOP para cancelar.',
    fr: 'Répondez STOP pour vous désabonner.',
  },
  'help-reply': {
    en: '{brand}: For help contact {contact}. {frequency} Msg & data rates may apply. Reply STOP to opt out.',
    es: '{brand}: Para ayuda contacte {contact}. {frequency} Pueden aplicarse cargos. Responda STOP para cancelar.',
    fr: '{brand} : pour de l’aide, {contact}. {frequency} Des frais peuvent s’appliquer. Répondez STOP pour vous désabonner.',
  },
};

/** What a wording of the account must hold, in every language that it gives. */
export const REQUIRED_PARTS: Readonly<Record<TemplateName, readonly (readonly string[])[]>> = {
  'opt-in-request': [['{brand}'], ['STOP'], ['HELP', 'AYUDA', 'AIDE'], ['YES', 'SI', 'OUI']],
  'opt-in-confirmation': [['{brand}'], ['STOP'], ['HELP', 'AYUDA', 'AIDE']],
  'opt-out-confirmation': [['{brand}']],
  'opt-out-line': [['STOP']],
  'help-reply': [['{brand}'], ['{contact}'], ['STOP']],
};

/** The language asked for where the template has it, else English. */
export const wordingIn = (template: Template, language: string | undefined): string =>
  template[(language ?? 'en') as Language] ?? template.en;
