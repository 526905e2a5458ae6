/**
 * Runs of words that sound like a wish to leave and are none, as data/reply-phrases.ts writes them.
 *
 * Source: none; written by us, and measured by test/replies. Date: 2026-11-22. Confidence: M.
 */
import { COMM, MSG, NEVER, type PhraseRow } from './reply-phrases.ts';

/** What telephones and mail boxes answer by themselves. */
export const AUTOMATIC = 'automatic';

export const HARMLESS_PHRASES: readonly PhraseRow[] = [
  {
    rule: 'harmless',
    says: 'none',
    certainty: 'certain',
    phrases: `
      NOT/CANT STOP
      STOP NOT
      NO STOP
      NOT/CANT/NO ME? UNSUB
      NOT/CANT/NO ME? REMOVE ME?
      NOT TAKE ME? OFF
      NO ME? GIVEBAJA BAJA
      TAKE ME OFF HOLD
      ${NEVER} ${COMM} ME? UNTIL
      ${NEVER} ${COMM} THIRD
      NOT CONTACT ME NOT
      ${NEVER} CALL ME? UNTIL
      ${NEVER}/CANT reason STOP/UNSUB/OPT/REMOVE/TAKE
      ${NEVER} hace falta STOP/DEJAR/UNSUB/REMOVE/REMOVEME
      ${NEVER}/CANT tryna/trying/try STOP/UNSUB/OPT/REMOVE
      ${NEVER} dare STOP/TAKE/REMOVE/UNSUB
      ${NEVER}/CANT NO MORE ${MSG}
      ${NEVER}/CANT NOT ${COMM}
    `,
  },
  {
    rule: 'reported',
    says: 'veto',
    certainty: 'certain',
    phrases: `
      told THIRD
      THIRD told
      THIRD ORDER
      THIRD says
      THIRD ORDER SEND/CONTACT/CALL
      COND ME? UNSUB
      COND OPT OUT
      COND ME? GIVEBAJA
      REPLY STOP
      STOP para/pour
      undo
    `,
  },
  {
    rule: AUTOMATIC,
    says: 'veto',
    certainty: 'certain',
    phrases: `
      NOT/NO estoy? RECEIVE NOT? NOTIF
      NOTIF silenced
      auto/automatic/automated REPLY/response/MSGS/TEXT
      respuesta automatica
      reponse automatique
      OUT office
      fuera oficina
      absent/absente bureau
      NOT/NO/CANT accept/accepts/acepta/accepte incoming? ${MSG}
      unable RECEIVE incoming? ${MSG}
      NOT monitored
      MSGS/TEXT failed
      conduciendo
      conduisant
      volant
    `,
  },
];
