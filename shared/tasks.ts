/**
 * Work that waits in queues and in the scheduler, as plain data: each says what is to be looked at
 * again, never what is to be done about it.
 */
import type { Instant } from './basics.ts';
import type { ContactKey } from './ledger.ts';
import type { MessageRecord, Notice } from './message.ts';
import type { Purpose } from './standing.ts';

/**
 * Work for release-sends: a text that waited and is due, texts that are held, or a text or mail
 * that Consentry itself owes because of one ledger entry. Never a body: what is sent is read and
 * decided again when it is due.
 */
export type SendTask =
  | { readonly kind: 'deferred'; readonly account: string; readonly messageId: string }
  /** Texts of one contact that wait for a YES: something changed, or the time of one is up. */
  | {
      readonly kind: 'held';
      readonly account: string;
      readonly key: ContactKey;
      readonly messageId?: string;
    }
  /** The question of double opt-in by email. */
  | {
      readonly kind: 'opt-in-mail';
      readonly account: string;
      readonly key: ContactKey;
      readonly email: string;
      readonly entryHash: string;
      readonly program: string;
      readonly sender?: string;
      readonly language?: string;
    }
  | {
      readonly kind: 'notice';
      readonly account: string;
      readonly key: ContactKey;
      readonly notice: Notice;
      /** The entry that owes it: its hash makes the message id, so a repeat is the same message. */
      readonly entryHash: string;
      readonly owedAt: Instant;
      readonly program?: string;
      /** An opt-out of one purpose is confirmed as such. */
      readonly purpose?: Purpose;
      /** A confirmation that asks if `program` alone was meant. */
      readonly asks?: true;
      readonly sender?: string;
      readonly language?: string;
    }
  /** A look whether a conversation rests by now. */
  | { readonly kind: 'conversation'; readonly account: string; readonly key: ContactKey }
  /** The mail of a transcript, by the entry that says that it is ready. */
  | {
      readonly kind: 'transcript-mail';
      readonly account: string;
      readonly key: ContactKey;
      readonly seq: number;
    }
  /** Our question is not answered: silence means stop. `seq`: the entry that asked. */
  | {
      readonly kind: 'silence';
      readonly account: string;
      readonly key: ContactKey;
      readonly seq: number;
    };

/**
 * Work for keep-records, which writes what the send path did not: the record of a refused text, and
 * a look whether a claim was followed by a record.
 */
export type RecordTask =
  | { readonly kind: 'refused'; readonly record: MessageRecord }
  | {
      readonly kind: 'claim';
      readonly account: string;
      readonly key: ContactKey;
      readonly messageId: string;
      readonly claimedAt: Instant;
    };

/**
 * Work for look-up-number: what kind of line a contact's number is, when nobody has asked lately.
 */
export interface LookUpTask {
  readonly account: string;
  readonly key: ContactKey;
  /** The entry, claim or message that asks: the same asks once. */
  readonly askedBy: string;
}
