/**
 * What the handlers need from the world, as interfaces over plain data. Each is implemented once
 * for AWS (functions/adapters) and, where AWS is not at hand, once for one machine (local/).
 */
import type { Account, Integrations, Registration, Sender } from './account.ts';
import type { Instant, Result } from './basics.ts';
import type { DomainEvent, Effects, StoredEntry } from './events.ts';
import type { ContactKey, LineType } from './ledger.ts';
import type { DeliveryRecord, MessageRecord } from './message.ts';
import type { Sends } from './standing.ts';
import type { SendTask } from './tasks.ts';

export type { LookUpTask, RecordTask, SendTask } from './tasks.ts';

export interface Clock {
  /** The wall clock. An account in test mode has its own on top: see Account.now(). */
  now(): Instant;
}

/**
 * One text to hand to a provider. The provider call must not start after `deadline` (DESIGN.md 4).
 */
export interface OutboundText {
  /** Our message id; it comes back in delivery reports. */
  readonly id: string;
  readonly account: string;
  readonly to: string;
  readonly body: string;
  readonly sender: Sender;
  readonly integrations: Integrations;
  /** Where the provider posts delivery reports, for providers that are told per message. */
  readonly statusUrl: string;
  /** Monotonic milliseconds (performance.now) after which the call must not start. */
  readonly deadline: number;
}

/**
 * What the provider said. `unknown` means that the text may or may not be on its way (time-out,
 * connection cut, 5xx): it is never sent again by itself.
 */
export type SendOutcome =
  | { readonly status: 'accepted'; readonly providerMessageId: string }
  | {
      readonly status: 'refused';
      readonly reason:
        | 'opted-out'
        | 'invalid-number'
        | 'sender-unregistered'
        | 'content'
        | 'throttled'
        | 'configuration';
      readonly providerCode: string;
      readonly detail: string;
    }
  | { readonly status: 'late' }
  | { readonly status: 'unknown'; readonly detail: string };

/** One text from a person, as a provider delivered it; addresses as the provider wrote them. */
export interface InboundMessage {
  readonly provider: 'twilio' | 'aws';
  /** The provider's id: the natural key that makes a repeat harmless. */
  readonly providerMessageId: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  /** The provider says that it has answered this keyword itself (Twilio OptOutType). */
  readonly answeredByProvider: boolean;
  /** The provider took it for an opt-out, by words of its own or the firm's, and blocks already. */
  readonly optedOutAtProvider?: true;
  /** When the provider took it, where it says so: by the wall clock. */
  readonly receivedAt?: Instant;
}

/** One delivery report about a text of ours. */
export interface DeliveryReport {
  readonly provider: 'twilio' | 'aws';
  /** Our id, which went out with the text. */
  readonly messageId: string;
  readonly to: string;
  readonly state: 'queued' | 'sent' | 'delivered' | 'failed' | 'unknown';
  /** The provider's error code, when it failed. */
  readonly code?: string;
  /** The provider's own time of the report, when it gives one. */
  readonly at?: Instant;
}

export interface MessageProvider {
  send(text: OutboundText): Promise<SendOutcome>;
}

/** The provider's own words for the parts of a registration. */
export type RegistrationWords = Pick<
  Registration,
  'brand' | 'campaign' | 'verification' | 'number'
>;

/** `unreadable`: the account has to say or connect something first. */
export type RegistrationReading =
  | { readonly status: 'read'; readonly words: RegistrationWords }
  | { readonly status: 'unreadable' | 'unavailable'; readonly detail: string };

export interface RegistrationReader {
  read(sender: Sender, integrations: Integrations): Promise<RegistrationReading>;
}

/** A provider that posts to us over HTTP: how its posts are proved and read. */
export interface WebhookProvider {
  /** Over the raw body, before anything of it is read. */
  verify(
    post: {
      readonly url: string;
      readonly body: string;
      readonly headers: Readonly<Record<string, string>>;
    },
    integrations: Integrations,
  ): boolean;
  parseMessage(body: string): Result<InboundMessage, string>;
  parseReport(body: string, messageId: string): Result<DeliveryReport, string>;
  /** What the provider wants to hear: that there is nothing more to do. */
  readonly answer: {
    readonly status: number;
    readonly body: string;
    readonly headers: Readonly<Record<string, string>>;
  };
}

/** Reads what AWS End User Messaging publishes; its reports name the account in their context. */
export interface AwsInbox {
  parseMessage(message: string): Result<InboundMessage, string>;
  parseReport(message: string): Result<DeliveryReport & { readonly account: string }, string>;
}

/** What one suppression target is told: the whole state of the contact after one ledger entry. */
export interface SuppressionChange {
  /** Stable across redeliveries. */
  readonly id: string;
  readonly type: string;
  readonly account: string;
  readonly key: ContactKey;
  readonly seq: number;
  readonly entryHash: string;
  readonly at: string;
  readonly contact: {
    readonly phone?: string;
    readonly email?: string;
    readonly externalId?: string;
    readonly name?: string;
  };
  readonly effects: Effects;
}

export type TargetName = 'email' | 'dialer';

/**
 * `not-applicable`: this target has nothing to hold it by (no email address, no dialer connected).
 */
export type TargetOutcome =
  | { readonly status: 'applied'; readonly reference: string }
  | { readonly status: 'not-applicable'; readonly detail: string };

export interface SuppressionTarget {
  readonly name: TargetName;
  /** Throws when the target did not acknowledge, so that the queue tries again. */
  apply(change: SuppressionChange, account: Account): Promise<TargetOutcome>;
}

export interface EventBus {
  /** Throws unless every event was taken. */
  publish(events: readonly DomainEvent[]): Promise<void>;
}

/** The ordered topic that feeds the suppression targets. */
export interface SuppressionTopic {
  publish(change: SuppressionChange): Promise<void>;
}

/** What a provider says of a number. `country`: ISO 3166-1 alpha-2. */
export interface FoundLine {
  readonly lineType: LineType;
  readonly carrier?: string;
  readonly country?: string;
}

export interface NumberLookup {
  /** Who is asked. */
  readonly name: string;
  /** `phone`: E.164. Throws when there was no answer, without the number in the error. */
  lookUp(phone: string): Promise<FoundLine>;
}

/** One mail, in plain text and, where it helps, beside it in HTML. */
export interface Mail {
  /** The same mail has the same id, and bears it: so a repeat is recognisable. */
  readonly id: string;
  readonly account: string;
  readonly to: string;
  /** An address, with the name of the firm before it where it has one (mail.ts). */
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly attachments?: readonly {
    readonly name: string;
    readonly type: string;
    readonly content: string;
  }[];
}

export interface Mailer {
  /** Throws when the mail was not taken. A mail may go twice when an answer is lost. */
  send(mail: Mail): Promise<void>;
}

export interface Queue<Task> {
  /** `delaySeconds` 0 to 900, as SQS has it. */
  push(tasks: readonly Task[], delaySeconds?: number): Promise<void>;
}

export interface Scheduler {
  /**
   * Puts the task on the send queue at that wall-clock instant; the same id twice is one schedule.
   */
  schedule(id: string, task: SendTask, at: Instant): Promise<void>;
}

/** One change of the table, as the adapter read it from the stream. */
export type TableChange =
  | { readonly kind: 'entry'; readonly stored: StoredEntry }
  | { readonly kind: 'message'; readonly before?: MessageRecord; readonly after: MessageRecord }
  | { readonly kind: 'delivery'; readonly before?: DeliveryRecord; readonly after: DeliveryRecord }
  | {
      readonly kind: 'standing';
      readonly key: ContactKey;
      /** Entries were written with it. */
      readonly grew?: true;
      readonly before?: Sends;
      readonly after: Sends;
    };
