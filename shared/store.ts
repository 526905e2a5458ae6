/**
 * What the handlers ask of the table, as ports over plain data: one strong read for everything a
 * decision needs, one atomic write for facts, one conditional write for a claim, one put for a
 * record.
 */
import type { Account, Disclosure, Form, Program, Sender, Template, Vendor } from './account.ts';
import type { Instant } from './basics.ts';
import type { TextOut } from './conversations.ts';
import type { StoredEntry } from './events.ts';
import type { HealthBucket } from './health.ts';
import type { ContactKey, LedgerEntry } from './ledger.ts';
import type { DeliveryRecord, MessageRecord } from './message.ts';
import type { Role } from './routes.ts';
import type { Facts, Sends, Standing } from './standing.ts';
import type { Transcript } from './transcripts.ts';

/** What an account configures under a name, by kind. */
export interface ConfigKinds {
  readonly program: Program;
  readonly sender: Sender;
  readonly form: Form;
  readonly disclosure: Disclosure;
  readonly vendor: Vendor;
  readonly template: Template & { readonly name: string };
  readonly key: KeyInfo;
}
export type ConfigKind = keyof ConfigKinds;
export interface ConfigRef<Kind extends ConfigKind = ConfigKind> {
  readonly kind: Kind;
  readonly id: string;
}

/** What an admin sees of a key; its secret is kept only as a hash. */
export interface KeyInfo {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: Instant;
  readonly hash: string;
}

/** Who calls, as the authoriser found by the hash of the key. */
export interface Identity {
  readonly account: string;
  readonly role: Role;
  readonly keyId: string;
  /** The account's region, for numbers typed without a country. */
  readonly region: string;
}

/**
 * What makes a repeat harmless: an item that may be written once in `windowMs`. A repeat with the
 * same fingerprint gets the first answer; one with another is a clash.
 */
export interface Guard {
  readonly pk: string;
  readonly name: string;
  readonly request: string;
  readonly answer: unknown;
  readonly at: Instant;
  readonly windowMs: number;
}
export type GuardRef = Pick<Guard, 'pk' | 'name'>;

export interface ReadQuery {
  readonly account: string;
  readonly config?: readonly ConfigRef[];
  readonly ledgers?: readonly ContactKey[];
  readonly guard?: GuardRef;
  readonly message?: string;
}

/** All of it as of one strongly consistent read. */
export interface Snapshot {
  readonly account: Account | undefined;
  readonly guard: Guard | undefined;
  readonly message: MessageRecord | undefined;
  /** An unknown contact reads as an empty standing of version 0. */
  standing(key: ContactKey): Standing;
  config<Kind extends ConfigKind>(kind: Kind, id: string): ConfigKinds[Kind] | undefined;
}

/** A ledger that grows by these entries, all or none. */
export interface LedgerChange {
  readonly key: ContactKey;
  /** The standing as read: its version must still hold. */
  readonly before: Standing;
  readonly entries: readonly StoredEntry[];
  readonly facts: Facts;
}

/** One part of an item's value by its path; without a value it is taken away. */
export interface ConfigPart {
  readonly path: readonly string[];
  readonly value?: unknown;
}

/** A configuration item to put (or, without a value, to delete) in the same transaction. */
export interface ConfigWrite {
  readonly pk: string;
  readonly sk: string;
  readonly value?: unknown;
  /** Instead of a value: these parts change, all others stay as they are by then. */
  readonly parts?: readonly ConfigPart[];
  /** Refuse when another account or sender holds this name already. */
  readonly exclusiveTo?: string;
}

/** How far a suppression target has come with one contact. */
export interface TargetMark {
  readonly key: ContactKey;
  readonly target: string;
  readonly seq: number;
}

export interface LedgerWrite {
  readonly changes: readonly LedgerChange[];
  readonly guard?: Guard;
  readonly config?: readonly ConfigWrite[];
  readonly mark?: TargetMark;
  readonly transcript?: TranscriptWrite;
}

/** The lines of a conversation, beside the entry that says that they are ready. */
export interface TranscriptWrite {
  readonly key: ContactKey;
  readonly transcript: Transcript;
}

export type WriteOutcome =
  | { readonly status: 'written' }
  /** Somebody else wrote first: read again and decide again. */
  | { readonly status: 'raced' }
  | { readonly status: 'seen'; readonly guard: Guard }
  | { readonly status: 'taken' };

export interface Page {
  readonly limit: number;
  readonly after?: number;
}

/** Opt-outs written from `from` on and before `to`. */
export interface OptOutQuery {
  readonly from: Instant;
  readonly to: Instant;
  readonly limit: number;
  readonly cursor?: string;
}

/** An entry `opted-out` by its ledger and number. */
export interface OptOutRef {
  readonly key: ContactKey;
  readonly seq: number;
}

/** A review by its ledger and the numbers of its entries; `ruledSeq` once it is ruled. */
export interface ReviewRef {
  readonly id: string;
  readonly key: ContactKey;
  readonly seq: number;
  readonly ruledSeq?: number;
}

export interface Reader {
  /** One BatchGetItem. */
  read(query: ReadQuery): Promise<Snapshot>;
}

export interface Ledger {
  /** One TransactWriteItems. */
  append(write: LedgerWrite): Promise<WriteOutcome>;
  /** Entries after a number, oldest first. */
  history(key: ContactKey, page: Page): Promise<readonly LedgerEntry[]>;
  /** The newest entries, oldest first. One Query. */
  newest(key: ContactKey, limit: number): Promise<readonly LedgerEntry[]>;
  /** Where the account's opt-outs are, oldest first; `nextCursor` where more follow. */
  optOuts(
    account: string,
    query: OptOutQuery,
  ): Promise<{ readonly items: readonly OptOutRef[]; readonly nextCursor?: string }>;
  /** The account's reviews, open ones first, each oldest first. */
  reviews(
    account: string,
    page: { readonly limit: number; readonly cursor?: string },
  ): Promise<{ readonly items: readonly ReviewRef[]; readonly nextCursor?: string }>;
  review(account: string, id: string): Promise<ReviewRef | undefined>;
  /** The last number that a target applied for this contact; 0 when none. */
  mark(key: ContactKey, target: string): Promise<number>;
}

export interface Messages {
  /** One conditional UpdateItem. When it loses, the standing that won. */
  claim(
    key: ContactKey,
    version: number,
    sends: Sends,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly standing: Standing }>;
  /**
   * One PutItem. `replaces` names the states that this record may overwrite; absent: any, none
   * needed. False when the record in place is in another state.
   */
  put(record: MessageRecord, replaces?: readonly MessageRecord['status'][]): Promise<boolean>;
  putDelivery(delivery: DeliveryRecord): Promise<void>;
  get(
    account: string,
    id: string,
  ): Promise<{ readonly message?: MessageRecord; readonly delivery?: DeliveryRecord }>;
}

/** What both sides said, as a conversation and its transcript are found by contact and time. */
export interface Conversations {
  /** One PutItem, set off by the stream: the send path makes no trip for it. The same is one. */
  note(key: ContactKey, text: TextOut): Promise<void>;
  /** The newest `limit` texts out after an instant, oldest first. */
  textsOut(
    key: ContactKey,
    page: { readonly after: Instant; readonly limit: number },
  ): Promise<readonly TextOut[]>;
  transcript(key: ContactKey, id: string): Promise<Transcript | undefined>;
}

/** A form as the public finds it: with the account that owns it. */
export interface FormOwner {
  readonly account: string;
  readonly region: string;
  readonly form: Form;
}

/** The account and sender that own a number. */
export interface NumberOwner {
  readonly account: string;
  readonly sender: string;
}

export interface Directory {
  identity(keyHash: string): Promise<Identity | undefined>;
  form(key: string): Promise<FormOwner | undefined>;
  number(number: string): Promise<NumberOwner | undefined>;
  list<Kind extends ConfigKind>(
    account: string,
    kind: Kind,
    page: { readonly limit: number; readonly cursor?: string },
  ): Promise<{ readonly items: readonly ConfigKinds[Kind][]; readonly nextCursor?: string }>;
}

/** Texts of one sender by the hour, as health.ts counts them. */
export interface HealthCounts {
  /**
   * Adds in one update. What was counted for an earlier `from` is forgotten, and so is every hour
   * before `firstHour`. Answers with all that is held then; with nothing when a later `from` holds.
   */
  add(
    where: HealthPlace & { readonly from: Instant; readonly firstHour: number },
    news: readonly HealthBucket[],
  ): Promise<readonly HealthBucket[]>;
  read(where: HealthPlace): Promise<{
    readonly from: Instant;
    readonly buckets: readonly HealthBucket[];
  }>;
}
export interface HealthPlace {
  readonly account: string;
  readonly sender: string;
}

/** Texts of accounts in test mode wait here for their clock, not for the wall's. */
export interface TestClockQueue {
  add(account: string, dueAt: Instant, id: string, task: unknown): Promise<void>;
  /** Due tasks, oldest first, each handed out until it is removed. */
  due(
    account: string,
    now: Instant,
  ): Promise<readonly { readonly id: string; readonly task: unknown }[]>;
  remove(account: string, id: string): Promise<void>;
}
