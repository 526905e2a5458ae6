/**
 * The whole replies by which a person stops texts, parted by bars. Apart from the other keywords,
 * since the gate needs these and none of those: it tells by them whether a text says how to stop.
 *
 * Sources, dates and confidence: the constants of the same names in data/keywords.ts, which makes
 * them keywords; of the phrases its PHRASE. Gathered 2026-11-22.
 */

/** Commands, by the list that names them. */
export const STOP_WORDS = {
  FCC: 'stop | quit | end | revoke | opt out | cancel | unsubscribe',
  CTIA: 'please opt me out',
  TWILIO: 'stop all',
  AWS: 'remove | td',
  PLIVO: 'unsub',
  CWTA: 'arret',
  PROXY: 'arrete | arrett',
  SEEDED_FR: `
    arreter | arretez | desabonner | desabonnement | desinscrire | desinscription | annuler |
    fin | stopper`,
  NO_MAS: 'no mas',
  SEEDED_ES: `
    alto | parar | pare | basta | cancelar | baja | detener | terminar | salir | eliminar |
    no envien mas`,
} as const;

/** Wordings that cannot mean anything else, by language. */
export const STOP_PHRASES = {
  en: `
    please stop | stop please | pls stop | stop pls | plz stop | stop plz | stop now |
    stop texting | stop texting me | please stop texting me | stop texting me please |
    stop messaging me | stop sending me texts | stop sending me messages | stop these texts |
    stop these messages | quit texting me | do not text me | don't text me |
    please don't text me | don't text me anymore | no more texts | no more messages |
    unsubscribe me | unsubscribe please | please unsubscribe | please unsubscribe me |
    opt me out | opt out please | please opt out | remove me | please remove me |
    remove me please | remove me from your list | remove me from this list |
    remove my number | take me off | please take me off | take me off your list |
    take me off this list | take me off the list`,
  es: `
    no mas mensajes | no mas textos | no me envien mas | no envie mas |
    no me manden mas mensajes | no me escriban mas | dejen de escribirme |
    deje de escribirme | alto por favor | pare por favor | darme de baja | dame de baja |
    quiero darme de baja | cancelar suscripcion | basta ya | ya basta`,
  fr: `
    arret svp | arretez s'il vous plait | arretez de me texter | arretez de m'ecrire |
    ne me textez plus | ne m'envoyez plus de messages | desabonnez-moi | desinscrivez-moi |
    me desabonner | me desinscrire | retirez-moi de la liste | retirez-moi de votre liste`,
} as const;
