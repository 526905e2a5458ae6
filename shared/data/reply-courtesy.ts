/**
 * Words that may stand beside a word of law and take nothing from it: "no thanks STOP", "désolé,
 * désabonner", "yes unsubscribe". Idle words (reply-idle-words.ts), and words that say yes or no,
 * are of their kind.
 *
 * Source: none; written by us. Date: 2026-11-22. Confidence: M.
 */
export const COURTESY = `
  desole desolee mais pero respect excuses excusez help info information aide ayuda start evening
  afternoon merci remerciements regret disculpa perdona me lamento apologies apologise apologize`;

/** What may stand beside a YES that opts in: nobody is opted in by free text. */
export const POLITE = `
  please pls plz thanks thank thx ty you sir maam madam ok okay
  por favor porfavor gracias claro
  svp sil vous plait merci bien sur`;
