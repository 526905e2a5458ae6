/**
 * What replies say, as runs of word classes (data/reply-words.ts): polite and idle words between
 * them do not count. Classes are in capitals, single words in small letters, `A/B` is one of them,
 * `A?` may be missing, `^` and `$` are where a sentence or a part of one begins and ends, `_` is
 * any one word. Of all runs that begin at a word the longest counts, so that a longer harmless one
 * ("do not text until") takes the words from a shorter one.
 *
 * Source: none; written by us under 47 CFR 64.1200(a)(10), any reasonable wording (KW-02, KM-03),
 * and measured by test/replies. Date: 2026-11-22. Confidence: M.
 */
import type { Intent } from './keywords.ts';

export interface PhraseRow {
  /** Stable id: shown as the rule of a reading. */
  readonly rule: string;
  /** `none`: harmless; the words are used up. `veto`: nothing in the sentence counts. */
  readonly says: Intent | 'none' | 'veto';
  readonly certainty: 'certain' | 'likely' | 'unsure';
  readonly phrases: string;
}

export const MSG = 'TEXT/MSGS/NOTIF';
export const COMM = 'SEND/WRITE/TEXT/CONTACT';
const STOPS = 'STOP/DEJAR/END';
export const NEVER = 'NOT/NO';

export const REPLY_PHRASES: readonly PhraseRow[] = [
  {
    rule: 'stop-texting',
    says: 'opt-out',
    certainty: 'certain',
    phrases: `
      DEJAR RECEIVE
      WANT DEJAR RECEIVE
      STOP STOP $
      ${STOPS}/CANCEL/FORBID ME? SEND? ME? AGAIN? ${MSG}/WRITE
      ${STOPS} SEND ME? MORE? THIS/THING/$
      ${STOPS} ME? WRITE/CONTACT ME? ${MSG}?
      ${STOPS} ME? SEND ME? ${MSG}
      STOP hitting/hittin/blowin/blowing ME UP
      ${NEVER} ME? SEND ME? MORE/PLUS/ANYMORE? another? ${MSG}
      ${NEVER} ME? SEND ME? MORE/PLUS/ANYMORE/AGAIN
      ${NEVER} ME? SEND another
      ${NEVER} ME? SEND ME? nada/anything/rien/THIS/THING
      ${NEVER} ME? AGAIN SEND/CONTACT/WRITE
      YANO NO? ME? ${COMM} ME? $
      YANO NO ME? ${COMM}
      YANO NO ME? RECEIVE
      YANO NO WANT ${MSG}/RECEIVE/THING/MORE
      YANO NO ME? INTERESTED ${MSG}/RECEIVE
      YANO DEJAR ME? SEND/CONTACT/WRITE
      YANO STOP ${MSG}?
      ${NEVER} ME? TEXT/WRITE ME
      NOT TEXT/WRITE $
      NOT TEXT/WRITE NUMBER/ANYMORE/AGAIN/THIS
      ${NEVER} ME WRITE/TEXT
      ${NEVER} ME? CONTACT/WRITE ME? MORE/PLUS/ANYMORE/AGAIN
      NO MORE FROM? ${MSG}/WRITE
      NO ANYMORE ${MSG}
      NO ${MSG} ME? ANYMORE/MORE/PLUS/$
      NOT/CANT WANT ME? RECEIVE? AGAIN? ${MSG}
      NOT/CANT/NO WANT RECEIVE ME? ANYMORE? ${MSG}
      NO WANT ME? MORE? RECEIVE? MORE? ${MSG}
      NOT? WANT ME? PLUS ME? RECEIVE? ${MSG}
      NOT? WANT PLUS ME? RECEIVE
      NOT RECEIVE ANYMORE? TEXT/MSGS
      NOT RECEIVE ANYMORE NOTIF
      NOT PLUS ME? RECEIVE
      ${MSG} ME NOT/ANYMORE/PLUS
      ${COMM} ME? PLUS ${MSG}
      NOT? PLUS ME? ${COMM} ${MSG}?
      PLUS ${MSG} $
      NO MORE ${MSG}
      RATHER NO/NOT PLUS? RECEIVE
    `,
  },
  {
    rule: 'unsubscribe',
    says: 'opt-out',
    certainty: 'certain',
    phrases: `
      WANT UNSUB ME? $
      WANT ME? OPT OUT $
      GIVEBAJA BAJA FROM? LIST
      ^ UNSUB ME? $
      UNSUB ME $
      ME UNSUB $
      OPT ME? OUT $
      OPT OUT ME? $
      GIVEBAJA BAJA $
      ME GIVEBAJA BAJA $
      CANCEL LIST ${MSG}
      GIVEBAJA BAJA NUM
      ^ UNSUB OUT $
    `,
  },
  {
    rule: 'unsubscribe',
    says: 'opt-out',
    certainty: 'likely',
    phrases: `
      UNSUB ME? ${MSG}/LIST/NUMBER
      OPT ME? OUT ${MSG}/LIST
      GIVEBAJA BAJA LIST/NUMBER/${MSG}
      unenroll ME
    `,
  },
  {
    rule: 'take-me-off',
    says: 'opt-out',
    certainty: 'certain',
    phrases: `
      ^ OFF LIST
      ^ WANT REMOVE $
      WANT REMOVE LIST
      WANT OFF LIST
      WANT OUT ${MSG}/LIST
      REMOVE ME/NUMBER OFF? FROM? LIST/$
      ME REMOVE LIST/$
      REMOVEME LIST/$
      REMOVE NUMBER LIST?
      TAKE ME/NUMBER OFF LIST/$
      TAKE OFF LIST
      TAKE NUMBER OFF/OUT
      TAKE ME OUT LIST/${MSG}
      TAKE ME OFF FROM? LIST/${MSG}
      TAKE NAME OFF/OUT LIST
      REMOVE/TAKE NAME LIST
      NUMBER OFF LIST
    `,
  },
  {
    rule: 'enough',
    says: 'opt-out',
    certainty: 'likely',
    phrases: `
      ^ PLUS NOT $
      ^ ENOUGH ENOUGH $
      ^ STOP END/CANCEL/UNSUB
      ^ END/CANCEL/UNSUB STOP/END/CANCEL/UNSUB $
      ^ STOP ^ END/CANCEL/UNSUB
      STOP means STOP
      ^ REPLY/responder STOP/BAJA/END/CANCEL/UNSUB $
      ^ NO MORE MORE? $
      ^ STOP THIS/everything? $
      ^ STOP THIS? STOP STOP? $
      ^ END THIS $
      ^ THIS/${MSG} STOP/END $
      ^ ENOUGH $
      ENOUGH ${MSG}
      NOT ENOUGH ${MSG}
      ^ CANCEL ME? THIS? ${MSG}? $
      ^ NO MORE ME? $
      ^ NOT/NO AGAIN $
      ^ FORBID FORBID? FORBID? ${MSG}? $
      ^ knock OFF $
      knock OFF ${MSG}
      cut OUT? ${MSG}
      TAKE OFF NUMBER
      OFF NUMBER $
      END/STOP THIS? ${MSG}
      ${MSG} NO $
      ${MSG} STOP/END
    `,
  },
  {
    rule: 'no-consent',
    says: 'opt-out',
    certainty: 'likely',
    phrases: `
      REVOKE prior? express? written? CONSENT/AGREE
      NOT/NO/CANT give? CONSENT ${MSG}/$
      NOT/NO/CANT give? AGREE ${MSG}
      NOT/CANT SIGNUP UP? THIS/THING/${MSG}
      REMOVE CONSENT/AGREE
    `,
  },
  {
    rule: 'threat',
    says: 'opt-out',
    certainty: 'likely',
    phrases: `
      BLOCK NUMBER
      BLOCK THIS
      another BLOCK
      REPORT SPAM
      REPORT NUMBER
      REPORT LEGAL
      SPAM ME $
      ^ THIS? SPAM $
      ^ REMOVE REPORT
    `,
  },
  {
    rule: 'hostile',
    says: 'opt-out',
    certainty: 'unsure',
    phrases: `
      HOSTILE OFF/yourself
      HOSTILE AWAY
      TAKE AWAY $
      ^ AWAY $
      bent/stuffed $
      TAKE dead
      beat $
      back OFF $
      pound sand
      scram
      ^ NO means NO
      faire foutre/voir
      lachez ME
      ^ BLOCK $
      ^ INSULT INSULT? $
    `,
  },
  {
    rule: 'leave-alone',
    says: 'stop-all-contact',
    certainty: 'certain',
    phrases: `
      ME DEJAR ALONE
      ^ LEAVE ME? ALONE
      LEAVE ME? ALONE $
      ${NEVER} CONTACT ME $
      ${NEVER} CONTACT ME AGAIN/MORE/ANYMORE
      ${NEVER} ME CONTACT MORE? $
      STOP CONTACT ME $
      NOT ME? CONTACT PLUS $
    `,
  },
  {
    rule: 'no-calls',
    says: 'stop-calls',
    certainty: 'certain',
    phrases: `
      STOP/DEJAR ME? NUMBER? CALL ME?
      ${NEVER} ME? CALL ME/$
      ${NEVER} ME? CALL TEXT/WRITE/EMAIL
      ${NEVER} ME CALL
      ${NEVER} CALL ANYMORE/AGAIN/MORE/PLUS
      NO MORE NUMBER? CALL
      YANO NO ME? CALL
      PLUS CALL
      CALL STOP/NO $
      CALL NOT/NO
    `,
  },
  {
    rule: 'no-email',
    says: 'stop-email',
    certainty: 'certain',
    phrases: `
      STOP/DEJAR ME? SEND? ME? EMAIL ME?
      ${NEVER} ME? SEND? ME? EMAIL ME?
      NO MORE EMAIL
      PLUS EMAIL
      UNSUB ME? FROM? EMAIL
      TAKE ME OFF EMAIL LIST?
    `,
  },
  {
    rule: 'wrong-number',
    says: 'wrong-number',
    certainty: 'certain',
    phrases: `
      WRONG NUMBER/WHO
      NUMBER WRONG
      WRONG $
      ^ NOT/CANT NUMBER
      nobody NAME
    `,
  },
];
