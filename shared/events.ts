/**
 * What downstream systems hear (API.md, Events): the names, the envelope, and how a ledger entry or
 * a message record becomes an event. Published from the table's stream only.
 */
import { type Instant, iso } from './basics.ts';
import { adviceOn } from './data/carrier-codes.ts';
import { type ContactKey, type LedgerEntry, readKey } from './ledger.ts';
import type { Decision, DeliveryRecord, MessageRecord } from './message.ts';

export const EVENT_SOURCE = 'consentry';
export const EVENT_SCHEMA_VERSION = 1;

export type EventName =
  | 'Consent Captured'
  | 'Consent Confirmed'
  | 'Consent Declined'
  | 'Opt-In Question Mailed'
  | 'Opt-Out Received'
  | 'Opt-In Received'
  | 'Question Asked'
  | 'Question Answered'
  | 'Review Opened'
  | 'Review Ruled'
  | 'Do Not Disturb Changed'
  | 'Inbound Message Received'
  | 'Message Sent'
  | 'Message Blocked'
  | 'Message Deferred'
  | 'Message Held'
  | 'Message Voided'
  | 'Message Delivered'
  | 'Message Failed'
  | 'Number Looked Up'
  | 'Call Reported'
  | 'Suppression Applied'
  | 'Transcript Ready'
  | 'Transcript Mailed'
  | 'Contact Changed'
  | 'Wrong Number Reported'
  | 'Preference Changed'
  | 'Settings Changed';

/**
 * What each channel should do after an entry: the whole state, so that any one of them suffices.
 */
export interface Effects {
  readonly sms: 'suppress' | 'allow' | 'none';
  /** `none`: this entry says nothing of the channel; leave it as it is. */
  readonly email: 'suppress' | 'allow' | 'none';
  readonly voice: {
    readonly automated: 'suppress' | 'allow' | 'none';
    readonly manual: 'suppress' | 'allow' | 'none';
    readonly priority: 'high' | 'none';
  };
}

/** Who the entry is about, as known when it was written. */
export interface ContactRef {
  readonly phone?: string;
  readonly email?: string;
  readonly externalId?: string;
  readonly name?: string;
}

export interface DomainEvent {
  readonly name: EventName;
  readonly schemaVersion: typeof EVENT_SCHEMA_VERSION;
  /** Stable across redeliveries. */
  readonly id: string;
  readonly account: string;
  readonly at: string;
  readonly contact?: ContactRef;
  readonly seq?: number;
  readonly entryHash?: string;
  readonly effects?: Effects;
  readonly [field: string]: unknown;
}

/** An entry with what it did, as the table keeps it beside the entry for the stream to read. */
export interface StoredEntry {
  readonly key: ContactKey;
  readonly entry: LedgerEntry;
  readonly contact: ContactRef;
  readonly effects: Effects;
}

const ENTRY_EVENTS = {
  'consent-captured': 'Consent Captured',
  'consent-confirmed': 'Consent Confirmed',
  'consent-declined': 'Consent Declined',
  'opt-in-mailed': 'Opt-In Question Mailed',
  'opted-out': 'Opt-Out Received',
  'opted-in': 'Opt-In Received',
  'question-asked': 'Question Asked',
  'question-answered': 'Question Answered',
  'review-opened': 'Review Opened',
  'review-ruled': 'Review Ruled',
  'dnd-changed': 'Do Not Disturb Changed',
  'message-received': 'Inbound Message Received',
  'contact-changed': 'Contact Changed',
  'wrong-number-reported': 'Wrong Number Reported',
  'preference-changed': 'Preference Changed',
  'number-looked-up': 'Number Looked Up',
  'call-reported': 'Call Reported',
  'suppression-applied': 'Suppression Applied',
  'transcript-ready': 'Transcript Ready',
  'transcript-mailed': 'Transcript Mailed',
  'settings-changed': 'Settings Changed',
} as const satisfies Record<LedgerEntry['type'], EventName>;

/** Entries that change what a channel may do; the suppression targets hear these and no others. */
const SUPPRESSION_TYPES: ReadonlySet<LedgerEntry['type']> = new Set([
  'consent-captured',
  'consent-confirmed',
  'consent-declined',
  'opted-out',
  'opted-in',
  'dnd-changed',
  'review-ruled',
  'preference-changed',
]);

export const reachesTargets = (stored: StoredEntry): boolean =>
  SUPPRESSION_TYPES.has(stored.entry.type);

/** The event of one ledger entry. Its id is the entry's hash: the same entry is the same event. */
export function entryEvent({ key, entry, contact, effects }: StoredEntry): DomainEvent {
  const { account, phone, email } = readKey(key);
  const about = { ...contact, ...(phone && { phone }), ...(email && { email }) };
  return {
    ...entry.detail,
    name: ENTRY_EVENTS[entry.type],
    schemaVersion: EVENT_SCHEMA_VERSION,
    id: `evt_${entry.hash.slice(0, 32)}`,
    account,
    at: iso(entry.at),
    ...(Object.keys(about).length > 0 && { contact: about }),
    seq: entry.seq,
    entryHash: entry.hash,
    actor: entry.actor,
    ...(SUPPRESSION_TYPES.has(entry.type) && { effects }),
  };
}

const OUTCOME_EVENTS = {
  sent: 'Message Sent',
  deferred: 'Message Deferred',
  held: 'Message Held',
  voided: 'Message Voided',
  blocked: 'Message Blocked',
  failed: 'Message Failed',
  'outcome-unknown': 'Message Failed',
} as const satisfies Record<MessageRecord['status'], EventName>;

/**
 * The event of a new outcome of a message, or undefined when the outcome did not change. Bodies
 * stay in the account: events carry ids, decision and outcome.
 */
export function messageEvent(
  before: MessageRecord | undefined,
  after: MessageRecord,
): DomainEvent | undefined {
  if (before?.status === after.status) return undefined;
  return {
    name: OUTCOME_EVENTS[after.status],
    ...messageHead(after, after.status, after.at),
    contact: { ...after.contact, ...phoneOf(after.key) },
    category: after.category,
    program: after.program,
    sender: after.sender,
    decision: withoutText(after.decision),
    ...(after.provider && { provider: after.provider }),
    ...(after.providerMessageId && { providerMessageId: after.providerMessageId }),
    ...(after.deferredUntil && { deferredUntil: iso(after.deferredUntil) }),
    ...(after.heldUntil && { heldUntil: iso(after.heldUntil) }),
    ...(after.voided && { voided: after.voided }),
    ...(after.error && { error: errorOf(after.error) }),
  };
}

/** An event tells of a text and does not hold it, nor the one that a shadow would have sent. */
function withoutText({ shadow, ...decision }: Decision): Decision {
  if (!shadow) return decision;
  const { body: _, ...told } = shadow;
  return { ...decision, shadow: told };
}

/** The event of a final delivery report, or undefined for states on the way. */
export function deliveryEvent(
  before: DeliveryRecord | undefined,
  after: DeliveryRecord,
): DomainEvent | undefined {
  if (before?.state === after.state) return undefined;
  if (after.state !== 'delivered' && after.state !== 'failed') return undefined;
  return {
    name: after.state === 'delivered' ? 'Message Delivered' : 'Message Failed',
    ...messageHead(after, after.state, after.at),
    contact: phoneOf(after.key),
    ...(after.code && { error: errorOf({ code: after.code, detail: 'reported by the carrier' }) }),
  };
}

/** With what the provider's code means and what to do; an outcome that is unknown has none. */
const errorOf = (error: NonNullable<MessageRecord['error']>) =>
  error.code === 'outcome-unknown' ? error : { ...error, ...adviceOn(error.code) };

const phoneOf = (key: ContactKey): ContactRef => {
  const { phone } = readKey(key);
  return phone ? { phone } : {};
};

const messageHead = (
  record: { readonly id: string; readonly account: string },
  state: string,
  at: Instant,
) => ({
  schemaVersion: EVENT_SCHEMA_VERSION as typeof EVENT_SCHEMA_VERSION,
  id: `evt_${record.id.slice(4)}_${state}`,
  account: record.account,
  at: iso(at),
  messageId: record.id,
});
