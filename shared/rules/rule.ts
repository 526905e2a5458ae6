/**
 * What a rule of the gate is: a stable code, its citation, whom it judges, and a check over facts
 * that were loaded before. A rule never reads the clock, and finds at most one thing.
 */
import type { Account, Program, Sender } from '../account.ts';
import type { Instant } from '../basics.ts';
import type { Category } from '../message.ts';
import type { Phone } from '../phone.ts';
import type { Place } from '../places.ts';
import type { ConsentState, Facts, Sends } from '../standing.ts';

/** The closed, ordered list: the order is the precedence, a code is stable for ever. */
export const REASON_CODES = [
  'invalid-number',
  'sender-unregistered',
  'opted-out',
  'do-not-disturb',
  'no-consent',
  'consent-pending',
  'consent-expired',
  'wrong-purpose',
  'written-consent-required',
  'vendor-quarantined',
  'already-asked',
  'notice-late',
  'frequency-cap',
  'scheduled',
  'quiet-hours',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** Everything a decision rests on. `phone` and `place` are absent when the number is none. */
export interface GateInput {
  readonly now: Instant;
  readonly account: Account;
  readonly category: Category;
  readonly program: Program | undefined;
  readonly programId: string;
  readonly sender: Sender | undefined;
  readonly senderId: string;
  readonly phone: Phone | undefined;
  readonly place: Place | undefined;
  readonly facts: Facts;
  readonly sends: Sends;
  readonly messageId: string;
  readonly subject: string;
  readonly quietHours: 'defer' | 'reject';
  readonly sendAt: Instant | undefined;
  /** After this instant a notice is not sent any more. */
  readonly expiresAt: Instant | undefined;
  readonly body: string;
}

export interface Finding {
  /** Plain words for an agent: what is so, and what to do next. */
  readonly detail: string;
  readonly until?: Instant;
  /** More exact than the rule's own, such as the state's statute. */
  readonly citation?: string;
  /** Overrides the rule's outcome, such as quiet hours that the caller asked to reject. */
  readonly outcome?: 'deny' | 'defer';
}

export interface Rule {
  readonly code: ReasonCode;
  /** Stable id of the rule itself: shown as `rule` in a reason. */
  readonly id: string;
  readonly title: string;
  readonly citation: string;
  readonly confidence: 'V' | 'Q' | 'S' | 'M';
  /** Who can make this text lawful: the person, an admin of the account, time, or nobody. */
  readonly remedy: 'person' | 'admin' | 'time' | 'nobody';
  readonly outcome: 'deny' | 'defer';
  /** The categories it judges. */
  readonly judges: readonly Category[];
  check(input: GateInput): Finding | undefined;
}

export const PROMOTED: readonly Category[] = ['marketing', 'informational'];
export const ASKED_FOR: readonly Category[] = [...PROMOTED, 'conversational'];
export const EVERY: readonly Category[] = [
  ...ASKED_FOR,
  'opt-in-request',
  'opt-in-confirmation',
  'opt-out-confirmation',
  'help-reply',
];

/** The SMS consent for the program of this text. */
export const smsConsent = ({ facts, programId }: GateInput): ConsentState | undefined =>
  facts.consents[`sms:${programId}`];

/**
 * Whether the person's own text is recent enough for a reply to be part of the exchange (CT-01).
 */
export const inConversation = ({ facts, account, now }: GateInput): boolean =>
  facts.lastInboundAt !== undefined &&
  now - facts.lastInboundAt <= account.settings.conversationHours * 3_600_000;
