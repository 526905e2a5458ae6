/**
 * The texts that Consentry itself sends, until an account words them itself, and the parts that
 * each must keep. Source: 47 CFR 64.1200(a)(12) (confirmation), CTIA Messaging Principles 2023
 * 5.1.2 (opt-in), short-code HELP standard (KW-12). Written 2026-11-22; confidence Q, HELP row S.
 * {brand}, {contact} and {frequency} are filled from settings and program, {number} from the
 * sender, {program} by what the person left: the name of a program, or words for it.
 */
import type { Template, TemplateName } from '../account.ts';
import { OPT_OUT_LINE } from './opt-out-line.ts';

export const DEFAULT_TEMPLATES: Readonly<Record<TemplateName, Required<Template>>> = {
  'opt-in-request': {
    en: '{brand}: Reply YES to get our texts. {frequency} Msg & data rates may apply. Reply HELP for help, STOP to opt out.',
    es: '{brand}: Responda SI para recibir nuestros mensajes. {frequency} Pueden aplicarse cargos. Responda AYUDA para ayuda, STOP para cancelar.',
    fr: '{brand} : répondez OUI pour recevoir nos messages. {frequency} Des frais peuvent s’appliquer. AIDE pour de l’aide, STOP pour arrêter.',
  },
  'opt-in-clarification': {
    en: '{brand}: Sorry, we did not understand. Reply YES to get our texts, NO to get none. {frequency} Msg & data rates may apply. Reply HELP for help, STOP to opt out.',
    es: '{brand}: No entendimos su respuesta. Responda SI para recibir nuestros mensajes, NO para no recibirlos. {frequency} Pueden aplicarse cargos. AYUDA para ayuda, STOP para cancelar.',
    fr: '{brand} : nous n’avons pas compris. Répondez OUI pour recevoir nos messages, NON pour n’en recevoir aucun. {frequency} Des frais peuvent s’appliquer. AIDE pour de l’aide, STOP pour arrêter.',
  },
  'opt-in-mail-subject': {
    en: 'May {brand} text you?',
    es: '¿Puede {brand} enviarle mensajes de texto?',
    fr: '{brand} peut-il vous envoyer des textos ?',
  },
  'opt-in-mail': {
    en: '{brand} was asked to text you: {program}. {frequency} Msg & data rates may apply.\n\nTo agree, reply YES to the text that we send you, or text START to {number}. To refuse, do nothing, or reply NO. You can change your mind at any time: reply STOP to any of our texts.',
    es: 'Nos pidieron que {brand} le envíe mensajes de texto: {program}. {frequency} Pueden aplicarse cargos.\n\nPara aceptar, responda SI al mensaje que le enviamos, o envíe START al {number}. Para rechazar, no haga nada o responda NO. Puede cambiar de opinión en cualquier momento: responda STOP a cualquiera de nuestros mensajes.',
    fr: 'On a demandé à {brand} de vous envoyer des textos : {program}. {frequency} Des frais peuvent s’appliquer.\n\nPour accepter, répondez OUI au texto que nous vous envoyons, ou envoyez START au {number}. Pour refuser, ne faites rien ou répondez NON. Vous pouvez changer d’avis à tout moment : répondez STOP à l’un de nos textos.',
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
  'opt-out-confirmation-part': {
    en: '{brand}: You are opted out of {program} and will get no more texts of this kind from us. Reply STOP ALL to end all our texts.',
    es: '{brand}: Ha cancelado {program} y no recibirá más mensajes nuestros de este tipo. Responda STOP ALL para cancelar todos.',
    fr: '{brand} : vous êtes désabonné de {program} et ne recevrez plus de messages de ce type de notre part. Répondez STOP ALL pour tout arrêter.',
  },
  'opt-out-confirmation-which': {
    en: '{brand}: You are opted out and will get no more texts from us. If you meant only {program}, reply YES.',
    es: '{brand}: Ha cancelado y no recibirá más mensajes nuestros. Si se refería solo a {program}, responda SI.',
    fr: '{brand} : vous êtes désabonné et ne recevrez plus de messages de notre part. Si vous pensiez seulement à {program}, répondez OUI.',
  },
  'opt-out-line': OPT_OUT_LINE,
  'help-reply': {
    en: '{brand}: For help contact {contact}. {frequency} Msg & data rates may apply. Reply STOP to opt out.',
    es: '{brand}: Para ayuda contacte {contact}. {frequency} Pueden aplicarse cargos. Responda STOP para cancelar.',
    fr: '{brand} : pour de l’aide, {contact}. {frequency} Des frais peuvent s’appliquer. Répondez STOP pour vous désabonner.',
  },
  'opt-out-question': {
    en: '{brand}: Do you want us to stop texting you? Reply YES or NO. If we do not hear from you, we stop.',
    es: '{brand}: ¿Quiere que dejemos de enviarle mensajes? Responda SI o NO. Si no responde, dejaremos de hacerlo.',
    fr: '{brand} : voulez-vous ne plus recevoir nos messages ? Répondez OUI ou NON. Sans réponse, nous ne vous écrirons plus.',
  },
};

const RATES: readonly string[] = ['data rates may apply', 'cargos', 'tarifas', 'frais'];

/**
 * What CTIA asks of a text about an opt-in: who, how often, what it costs, help, and how to stop
 * (5.1.2; reviewers reject a text without the fees, CT-06).
 */
const OPT_IN_PARTS: readonly (readonly string[])[] = [
  ['{brand}'],
  ['{frequency}'],
  RATES,
  ['HELP', 'AYUDA', 'AIDE'],
  ['STOP'],
];

/** What a wording of the account must hold, in every language that it gives. */
export const REQUIRED_PARTS: Readonly<Record<TemplateName, readonly (readonly string[])[]>> = {
  'opt-in-request': [...OPT_IN_PARTS, ['YES', 'SI', 'OUI']],
  'opt-in-clarification': [...OPT_IN_PARTS, ['YES', 'SI', 'OUI'], ['NO', 'NON']],
  'opt-in-mail-subject': [['{brand}']],
  'opt-in-mail': [
    ['{brand}'],
    ['{program}'],
    ['{frequency}'],
    RATES,
    ['STOP'],
    ['YES', 'SI', 'OUI'],
    ['{number}'],
  ],
  'opt-in-confirmation': OPT_IN_PARTS,
  'opt-out-confirmation': [['{brand}']],
  'opt-out-confirmation-part': [['{brand}'], ['{program}'], ['STOP ALL']],
  'opt-out-confirmation-which': [['{brand}'], ['{program}'], ['YES', 'SI', 'OUI']],
  'opt-out-line': [['STOP']],
  // KW-12; the rates are what short codes owe, and no harm to others.
  'help-reply': [['{brand}'], ['{contact}'], RATES, ['STOP']],
  'opt-out-question': [['{brand}'], ['YES', 'SI', 'OUI'], ['NO', 'NON']],
};
