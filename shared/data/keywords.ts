/**
 * Every whole-body reply that decides something by itself (tier 1), with where it comes from.
 *
 * A reply counts when all of it is the word, however it is typed; no word here is ever looked for
 * inside a longer text. The union of the regulator's, the industry's and every provider's lists, as
 * 47 CFR 64.1200(a)(10) makes its own list a floor and not a filter (KW-02), plus phrases that
 * cannot mean anything else. A word stands once, under its strongest source.
 *
 * Confidence: V the source's text was read; Q read as a quotation; S secondary summary; M no source
 * found, seeded from the language itself. Source and date stand in each row: the day in force,
 * else the day read. Gathered 2026-11-22.
 */
import { STOP_PHRASES, STOP_WORDS } from './stop-words.ts';

/** What a person means by a reply. */
export type Intent =
  | 'opt-out'
  | 'opt-in'
  | 'help'
  | 'confirm'
  | 'decline'
  | 'wrong-number'
  | 'stop-calls'
  | 'stop-email'
  | 'stop-all-contact'
  | 'call-me'
  | 'complaint'
  | 'other';

export interface Keyword {
  /** In plain small letters, as one would write it. */
  readonly word: string;
  readonly intent: Intent;
  readonly language: 'en' | 'es' | 'fr';
  /** 'likely' where the word is an answer of kind or has a common second meaning. */
  readonly certainty: 'certain' | 'likely';
  readonly source: string;
  readonly date: string;
  readonly confidence: 'V' | 'Q' | 'S' | 'M';
}

type Shared = Omit<Keyword, 'word' | 'certainty'> & { readonly certainty?: 'likely' };

/** Words of one intent, language and source, parted by bars. */
const rows = (shared: Shared, words: string): readonly Keyword[] =>
  words.split('|').map((word) => ({ certainty: 'certain', ...shared, word: word.trim() }));

const READ = '2026-11-22';
const FCC = {
  source: '47 CFR 64.1200(a)(10) (KW-01)',
  date: '2025-04-11',
  confidence: 'Q',
} as const;
const CTIA = {
  source: 'CTIA Messaging Principles and Best Practices s5.1.3 (KW-04)',
  date: '2023-05-23',
  confidence: 'Q',
} as const;
const TWILIO = {
  source: 'Twilio default keywords, docs/messaging/tutorials/advanced-opt-out (KP-01)',
  date: READ,
  confidence: 'V',
} as const;
const AWS = {
  source: 'AWS End User Messaging SMS, required keywords (KP-04)',
  date: READ,
  confidence: 'V',
} as const;
const PLIVO = { source: 'Plivo DND service (KP-10)', date: READ, confidence: 'V' } as const;
const VONAGE = { source: 'Vonage Opt-Out Assist (KP-08)', date: READ, confidence: 'V' } as const;
const ADOBE = {
  source: 'Adobe Journey Optimizer over Sinch, default keywords (KP-12)',
  date: READ,
  confidence: 'V',
} as const;
const CWTA = {
  source: 'CWTA Common Short Code Guidelines v3.9 (KW-10, KL-01, KL-02)',
  date: READ,
  confidence: 'V',
} as const;
const PROXY = {
  source: 'Twilio Proxy opt-out keywords (KP-03)',
  date: READ,
  confidence: 'V',
} as const;
const NO_MAS = {
  source: 'CompliancePoint on 47 CFR 64.1200(a)(10) (KL-04)',
  date: READ,
  confidence: 'S',
} as const;
const SEEDED_FR = { source: 'none found (KL-01, KL-03)', date: READ, confidence: 'M' } as const;
const SEEDED_ES = { source: 'none found (KL-05)', date: READ, confidence: 'M' } as const;
/** A reasonable person would read it so: the rule's own test, applied by us. */
const PHRASE = {
  source: '47 CFR 64.1200(a)(10), any reasonable wording (KW-02, KM-03)',
  date: '2025-04-11',
  confidence: 'M',
} as const;
const ANSWER = {
  source: 'answer to our own question only (KM-05)',
  date: READ,
  confidence: 'M',
} as const;

const OPT_OUT_WORDS: readonly Keyword[] = [
  ...rows({ intent: 'opt-out', language: 'en', ...FCC }, STOP_WORDS.FCC),
  ...rows({ intent: 'opt-out', language: 'en', ...CTIA }, STOP_WORDS.CTIA),
  ...rows({ intent: 'opt-out', language: 'en', ...TWILIO }, STOP_WORDS.TWILIO),
  ...rows({ intent: 'opt-out', language: 'en', ...AWS }, STOP_WORDS.AWS),
  ...rows({ intent: 'opt-out', language: 'en', ...PLIVO }, STOP_WORDS.PLIVO),
  ...rows({ intent: 'opt-out', language: 'fr', ...CWTA }, STOP_WORDS.CWTA),
  ...rows({ intent: 'opt-out', language: 'fr', ...PROXY }, STOP_WORDS.PROXY),
  ...rows({ intent: 'opt-out', language: 'fr', ...SEEDED_FR }, STOP_WORDS.SEEDED_FR),
  ...rows({ intent: 'opt-out', language: 'es', ...NO_MAS }, STOP_WORDS.NO_MAS),
  ...rows({ intent: 'opt-out', language: 'es', ...SEEDED_ES }, STOP_WORDS.SEEDED_ES),
];

/** STOP that says by itself that everything is meant. */
const EVERYTHING = 'stop all';

/**
 * Commands that may be meant for one kind of text, where the account lets people leave one: the
 * words of law, trade and providers. Whoever says it in words of their own means all texts.
 */
export const BARE_COMMANDS: readonly string[] = OPT_OUT_WORDS.map(({ word }) => word).filter(
  (word) => word !== EVERYTHING,
);

const OPT_OUT_PHRASES: readonly Keyword[] = [
  ...rows({ intent: 'opt-out', language: 'en', ...PHRASE }, STOP_PHRASES.en),
  // By itself it is a STOP without its o; in French, beside other words, it is "please".
  ...rows({ intent: 'opt-out', language: 'en', ...PHRASE, certainty: 'likely' }, 'stp'),
  ...rows({ intent: 'opt-out', language: 'es', ...PHRASE }, STOP_PHRASES.es),
  ...rows({ intent: 'opt-out', language: 'fr', ...PHRASE }, STOP_PHRASES.fr),
];

const OPT_IN: readonly Keyword[] = [
  ...rows({ intent: 'opt-in', language: 'en', ...TWILIO }, 'start | unstop'),
  ...rows({ intent: 'opt-in', language: 'en', ...VONAGE }, 'join'),
  ...rows({ intent: 'opt-in', language: 'en', ...PLIVO }, 'resume'),
  ...rows({ intent: 'opt-in', language: 'en', ...ADOBE }, 'subscribe | begin'),
  ...rows(
    { intent: 'opt-in', language: 'en', ...ANSWER, source: 'counterpart of opt out' },
    'opt in | opt me in | subscribe me | resubscribe | unstop all',
  ),
  ...rows({ intent: 'opt-in', language: 'es', ...SEEDED_ES }, 'empezar | iniciar | comenzar'),
  ...rows(
    { intent: 'opt-in', language: 'fr', ...SEEDED_FR },
    "commencer | demarrer | debuter | m'abonner | s'abonner",
  ),
];

const HELP: readonly Keyword[] = [
  ...rows({ intent: 'help', language: 'en', ...TWILIO }, 'help | info'),
  ...rows({ intent: 'help', language: 'fr', ...CWTA }, 'aide'),
  ...rows({ intent: 'help', language: 'es', ...SEEDED_ES }, 'ayuda'),
];

/** Read only while our own question is open: by themselves they say nothing (KM-04, KM-05). */
const ANSWERS: readonly Keyword[] = [
  ...rows(
    { intent: 'confirm', language: 'en', ...ANSWER },
    `
    yes | y | yes please | i agree | agree | i accept | accept | i confirm | confirm |
    confirmed`,
  ),
  ...rows(
    { intent: 'confirm', language: 'en', ...ANSWER, certainty: 'likely' },
    'ok | okay | k | kk | yeah | yep | yup | yea | sure | go | continue',
  ),
  ...rows({ intent: 'confirm', language: 'es', ...ANSWER }, 'si | si por favor | acepto'),
  ...rows(
    { intent: 'confirm', language: 'es', ...ANSWER, certainty: 'likely' },
    'claro | claro que si | vale | de acuerdo | continuar',
  ),
  ...rows(
    { intent: 'confirm', language: 'fr', ...ANSWER },
    "oui | oui s'il vous plait | oui svp | j'accepte",
  ),
  ...rows(
    { intent: 'confirm', language: 'fr', ...ANSWER, certainty: 'likely' },
    "d'accord | ouais | continuer",
  ),
  ...rows(
    { intent: 'decline', language: 'en', ...ANSWER },
    'no | n | no thanks | no thank you | nope | nah | decline | not interested',
  ),
  ...rows({ intent: 'decline', language: 'es', ...ANSWER }, 'no gracias | no acepto'),
  ...rows({ intent: 'decline', language: 'fr', ...ANSWER }, 'non | non merci | je refuse'),
];

const OTHER_CHANNELS: readonly Keyword[] = [
  ...rows(
    { intent: 'stop-all-contact', language: 'en', ...PHRASE },
    `
    leave me alone | please leave me alone | do not contact me | don't contact me |
    do not contact me again | stop contacting me | never contact me again | stop all contact`,
  ),
  ...rows(
    { intent: 'stop-all-contact', language: 'es', ...PHRASE },
    `
    no me contacten | no me contacten mas | dejenme en paz | dejame en paz`,
  ),
  ...rows(
    { intent: 'stop-all-contact', language: 'fr', ...PHRASE },
    `
    laissez-moi tranquille | ne me contactez plus`,
  ),
  ...rows(
    { intent: 'stop-calls', language: 'en', ...PHRASE },
    `
    stop calling | stop calling me | please stop calling | please stop calling me |
    stop calling me please | do not call me | don't call me | quit calling me | no more calls`,
  ),
  ...rows(
    { intent: 'stop-calls', language: 'es', ...PHRASE },
    `
    no me llamen | no me llamen mas | dejen de llamarme | deje de llamarme`,
  ),
  ...rows(
    { intent: 'stop-calls', language: 'fr', ...PHRASE },
    `
    ne m'appelez plus | arretez de m'appeler`,
  ),
  ...rows(
    { intent: 'stop-email', language: 'en', ...PHRASE },
    `
    stop emailing me | please stop emailing me | stop sending me emails | no more emails`,
  ),
  ...rows(
    { intent: 'wrong-number', language: 'en', ...PHRASE },
    `
    wrong number | you have the wrong number | you've got the wrong number | wrong person`,
  ),
  ...rows({ intent: 'wrong-number', language: 'es', ...PHRASE }, 'numero equivocado'),
  ...rows(
    { intent: 'wrong-number', language: 'fr', ...PHRASE },
    `
    mauvais numero | faux numero`,
  ),
  ...rows(
    { intent: 'call-me', language: 'en', ...PHRASE },
    `
    call me | please call me | call me please | call me instead | please call me instead |
    just call me | please just call me | call instead | please call | please call instead |
    give me a call | please give me a call | can you call me | can you call me instead |
    could you call me | phone me | ring me | call me back | please call me back |
    i prefer a call | i prefer calls | i prefer a phone call | i would rather talk`,
  ),
  ...rows(
    { intent: 'call-me', language: 'es', ...PHRASE },
    `
    llamame | llamenme | llameme | llamame por favor | llameme por favor | mejor llamame |
    mejor llameme | prefiero que me llamen | prefiero que me llame | prefiero una llamada`,
  ),
  ...rows(
    { intent: 'call-me', language: 'fr', ...PHRASE },
    `
    appelez-moi | appelez-moi svp | appelez-moi plutot | rappelez-moi | rappelez-moi svp |
    telephonez-moi | je prefere un appel | je prefere qu'on m'appelle`,
  ),
];

/** In no order: a word means one thing, whatever list names it. */
export const KEYWORDS: readonly Keyword[] = [
  ...OPT_OUT_WORDS,
  ...OPT_OUT_PHRASES,
  ...OPT_IN,
  ...HELP,
  ...ANSWERS,
  ...OTHER_CHANNELS,
];
