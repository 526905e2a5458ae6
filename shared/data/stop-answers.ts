/**
 * What counts as NO to "Do you want us to stop texting you?". Narrower than NO to a question for
 * consent: "no thanks" and "not interested" may as well mean the texts, and what is no clear NO
 * leaves the question open, so that silence ends the texts. Source: 47 CFR 64.1200(a)(12), only an
 * affirmative response keeps them coming. Date: 2025-04-11. Confidence: Q; the words themselves M.
 */
export const STOP_ANSWER_NO: readonly string[] = ['no', 'n', 'nope', 'nah', 'non'];

/** What may stand below a NO with a large letter, and is nobody's name. */
export const STOP_ANSWER_NO_NAMES: readonly string[] =
  'never ever nunca jamas jamais adios bye goodbye leave delete way enough basta assez'.split(' ');

/**
 * Words that say that the texts go on, after a NO: any of `lead`, one of `goOn`, any of `rest`, and
 * nothing else. In small letters without accents and apostrophes.
 */
export interface GoingOn {
  /**
   * How the NO is parted from them. "No, sigan" goes on and "no sigan" does not; "no paren" goes on
   * and "no, paren" does not.
   */
  readonly after: 'anything' | 'sign' | 'space';
  readonly lead: string;
  /** Parted by bars. */
  readonly goOn: string;
  readonly rest: string;
}

const EN = {
  lead: 'please i want id like would you to can just its ok okay fine',
  rest:
    'on texting sending messaging going coming getting receiving me them it em the these those ' +
    'text texts messages msgs updates posted updated informed in loop list for now ' +
    'please thanks thank you',
} as const;

const ES = {
  lead: 'por favor quiero que pueden puede',
  rest:
    'escribiendo mandando enviando escribiendome mandandome enviandome escribirme mandarme ' +
    'enviarme escribir mandar enviar recibiendo con los mensajes asi por favor gracias',
} as const;

const FR = {
  lead: 'svp sil vous plait je veux souhaite que pouvez',
  rest:
    'a de mecrire menvoyer ecrire envoyer recevoir les vos des messages textos sms svp sil vous ' +
    'plait merci',
} as const;

export const STOP_ANSWER_GOES_ON: readonly GoingOn[] = [
  {
    ...EN,
    after: 'anything',
    goOn:
      'keep | carry on | continue texting | continue sending | continue messaging | ' +
      'continue to | please continue | continue please | dont stop | do not stop | ' +
      'dont want you to stop | do not want you to stop | dont want it to stop | ' +
      'dont want them to stop',
  },
  // "No continue" is Spanish for "do not go on".
  { ...EN, after: 'sign', goOn: 'continue' },
  {
    ...ES,
    after: 'sign',
    goOn: 'sigan | siga | sigue | seguir | continuen | continue | continua | continuar',
  },
  {
    ...ES,
    lead: '',
    after: 'space',
    goOn:
      'paren | pare | pares | se detengan | dejen de | deje de | dejes de | quiero que paren | ' +
      'quiero que pare | quiero que se detengan | quiero que dejen de | quiero que deje de | ' +
      'quiero parar | quiero cancelar',
  },
  {
    ...FR,
    after: 'anything',
    goOn:
      'continuez | narretez pas | narrete pas | ne vous arretez pas | ' +
      'ne veux pas que vous arretiez | ne veux pas arreter',
  },
  { ...FR, after: 'sign', goOn: 'continue | continuer' },
];
