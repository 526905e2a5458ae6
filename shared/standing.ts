/**
 * Where a contact stands: the fold of its ledger (facts), and beside it what the send path keeps on
 * the same item (sends: claims in flight, recent texts, notices given), which no entry records.
 */
import type { Channel } from './account.ts';
import type { Instant } from './basics.ts';
import type { ContactRef } from './events.ts';
import {
  type CONSENT_SOURCES,
  type ContactKey,
  type GRADES,
  genesisHash,
  type LineType,
  type PURPOSES,
} from './ledger.ts';

export type Purpose = (typeof PURPOSES)[number];
type Source = (typeof CONSENT_SOURCES)[number];

export interface ConsentState {
  readonly status: 'pending' | 'confirmed' | 'declined';
  readonly grade: (typeof GRADES)[number];
  /** What implies an implied consent, from `at` on (CASL s.10(9)-(10)). */
  readonly basis?: 'purchase' | 'inquiry' | undefined;
  readonly purpose: Purpose;
  /** When it was given or last confirmed. */
  readonly at: Instant;
  /** When the person last agreed again by a weaker proof, after `at`: a sign of life, no more. */
  readonly renewedAt?: Instant | undefined;
  /** When it was captured, while it is pending and where that is not `at`: starts its expiry. */
  readonly since?: Instant | undefined;
  /** The entry that proves it. */
  readonly hash: string;
  readonly source: Source;
  /** The lead vendor that it came from: trusted or not is read when a text is decided. */
  readonly vendor?: string | undefined;
  /** The vendor was not trusted when it came: such a lead takes nothing from a better consent. */
  readonly quarantined?: boolean | undefined;
  /** The wording agreed to does not name the account. */
  readonly unnamed?: true | undefined;
}

/** What the ledger's entries add up to. */
export interface Facts {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  /** Addresses known before: what closes email closes these too. */
  readonly pastEmails?: readonly string[] | undefined;
  readonly phone?: string | undefined;
  readonly externalId?: string | undefined;
  /** The door that the contact first came through. */
  readonly origin?: Source | undefined;
  readonly place?:
    | { readonly state?: string; readonly zip?: string; readonly timeZone?: string }
    | undefined;
  /** By `channel:program`. */
  readonly consents: Readonly<Record<string, ConsentState>>;
  /** By `channel:program`, `channel:@purpose`, or `channel:*` for every text: since when. */
  readonly revoked: Readonly<Record<string, Instant>>;
  readonly dnd: Readonly<Record<string, true>>;
  /** When the person first proved to hold the handset, by a text of their own accord or by YES. */
  readonly handsetAt?: Instant | undefined;
  readonly lastInboundAt?: Instant | undefined;
  /** When the question of double opt-in went out by email. */
  readonly mailedAt?: Instant | undefined;
  /** When an answer that was neither yes nor no was last asked about. */
  readonly clarifiedAt?: Instant | undefined;
  /** The language the person was last addressed or wrote in, where it is not English. */
  readonly language?: 'es' | 'fr' | undefined;
  /** When the person last came back to texts of their own words: START. */
  readonly cameBackAt?: Instant | undefined;
  /** What the line is, and when that was looked up. */
  readonly line?: { readonly type: LineType; readonly at: Instant } | undefined;
  /** The dialer's calls that a cap may still count, oldest first. */
  readonly calls?: readonly { readonly subject: string; readonly at: Instant }[] | undefined;
  /** Our question whether to stop, while it is open. */
  readonly question?: OpenQuestion | undefined;
  /** Everything ended by STOP; until then YES says that this program alone was meant. */
  readonly which?: { readonly program: string; readonly until: Instant } | undefined;
  /** Of `revoked`: what rests on likely readings alone, by the reviews of these. */
  readonly doubted?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Since when the number is known to be another person's than the contact we had for it. */
  readonly wrongNumber?: WrongNumber | undefined;
  /** The review of a text that may ask for an end of texts, while nothing was done about it. */
  readonly mayLeave?: string | undefined;
  /** By which channel the person would rather be reached; opens none. */
  readonly prefers?: Channel | undefined;
}

export interface WrongNumber {
  readonly at: Instant;
  /** Digests of whose number it is not; absent while nothing has ended. */
  readonly who?: readonly string[] | undefined;
  /** It rests on this review, which nobody has ruled on. */
  readonly review?: string | undefined;
  /** Whoever holds the number texted START while that is open. */
  readonly back?: true | undefined;
}

export interface OpenQuestion {
  /** The entry that asked. */
  readonly seq: number;
  readonly at: Instant;
  /** From then on, silence means stop. */
  readonly until: Instant;
  /** What YES, and silence, closes. */
  readonly channels: readonly Channel[];
  /** The text may mean that the number is another person's. */
  readonly isWrongNumber?: true | undefined;
}

export interface Sends {
  /** Claims in flight: message id, since when by wall clock, and the run that made it. */
  readonly claims: readonly {
    readonly id: string;
    readonly at: Instant;
    readonly by: string;
    /** The number was due to be looked up when this text was decided (look-ups.ts). */
    readonly lookUp?: true | undefined;
  }[];
  /** Texts that count for the frequency cap: subject and when, account time. */
  readonly recent: readonly {
    readonly id: string;
    readonly subject: string;
    readonly at: Instant;
  }[];
  /** By program: the last text that told how to stop, when, and texts since without it. */
  readonly notices: Readonly<
    Record<string, { readonly by: string; readonly at: Instant; readonly texts: number }>
  >;
  /** What was sent last: tells what a bare STOP answers. */
  readonly last?: { readonly program: string; readonly purpose: Purpose } | undefined;
  /** Texts that wait for the YES, oldest first, and until when. */
  readonly held?: readonly { readonly id: string; readonly until: Instant }[] | undefined;
  /** The text that asked for the opt-in, and when. */
  readonly asked?: { readonly id: string; readonly at: Instant } | undefined;
}

export interface Standing {
  /** Raised by every write, facts and claims alike: the fence of DESIGN.md section 4. */
  readonly version: number;
  readonly seq: number;
  readonly head: string;
  readonly facts: Facts;
  readonly sends: Sends;
}

/**
 * Nothing known. Every field is there: facts of one shape, whatever is known, are decided over a
 * sixth faster than facts of many (bench/decisions).
 */
export const NO_FACTS: Facts = {
  name: undefined,
  email: undefined,
  pastEmails: undefined,
  phone: undefined,
  externalId: undefined,
  origin: undefined,
  place: undefined,
  consents: {},
  revoked: {},
  dnd: {},
  handsetAt: undefined,
  lastInboundAt: undefined,
  mailedAt: undefined,
  clarifiedAt: undefined,
  language: undefined,
  cameBackAt: undefined,
  line: undefined,
  calls: undefined,
  question: undefined,
  which: undefined,
  doubted: undefined,
  wrongNumber: undefined,
  mayLeave: undefined,
  prefers: undefined,
};
export const NO_SENDS: Sends = {
  claims: [],
  recent: [],
  notices: {},
  last: undefined,
  held: undefined,
  asked: undefined,
};

/** A contact that nobody has heard of. Version 0 means that nothing is stored. */
export const emptyStanding = (key: ContactKey): Standing => ({
  version: 0,
  seq: 0,
  head: genesisHash(key),
  facts: NO_FACTS,
  sends: NO_SENDS,
});

/** What a revocation reaches beside the whole channel: one program, the texts of one purpose. */
export interface Scope {
  readonly program?: string;
  readonly purpose?: Purpose;
}

/** Since when a channel is revoked as a whole, or for this program or purpose. */
export const revokedSince = (
  { revoked }: Facts,
  channel: Channel,
  { program, purpose }: Scope = {},
): Instant | undefined =>
  revoked[scopeKey(channel, '*')] ??
  (program ? revoked[scopeKey(channel, program)] : undefined) ??
  (purpose ? revoked[scopeKey(channel, PURPOSE_SCOPE[purpose])] : undefined);

/**
 * Whether a channel is revoked for this by more than likely readings. What only these made is
 * closed as well, but a ruling may find them misread, so that whoever says it again is heard again.
 */
export function isFirmlyRevoked(facts: Facts, channel: Channel, scope: Scope = {}): boolean {
  const { doubted = {}, revoked } = facts;
  const { program, purpose } = scope;
  return ['*', program, purpose && PURPOSE_SCOPE[purpose]].some((one) => {
    const key = one && scopeKey(channel, one);
    return key !== undefined && revoked[key] !== undefined && doubted[key] === undefined;
  });
}

/**
 * Whether there is nothing of a channel left to close. A number with several addresses knows that
 * one of them left email, not which: each ledger of theirs answers for itself.
 */
export const isOutOf = (facts: Facts, channel: Channel, scope: Scope = {}): boolean =>
  isFirmlyRevoked(facts, channel, scope) && !(channel === 'email' && facts.pastEmails?.length);

const PURPOSE_SCOPE = { marketing: '@marketing', informational: '@informational' } as const;

/** Whether a channel is closed as a whole, by the person or by hand. */
export const isClosed = (facts: Facts, channel: Channel): boolean =>
  facts.dnd[channel] === true || revokedSince(facts, channel) !== undefined;

/** Closed, or something of it left: one program, or the messages of one purpose. */
export const isLeft = (facts: Facts, channel: Channel): boolean =>
  isClosed(facts, channel) || Object.keys(facts.revoked).some((key) => channelOf(key) === channel);

/** Programs that the contact has an SMS consent of this status for. */
export const programsWith = (facts: Facts, status: ConsentState['status']): string[] =>
  Object.entries(facts.consents)
    .filter(([key, consent]) => channelOf(key) === 'sms' && consent.status === status)
    .map(([key]) => programOf(key));

export const contactRef = (facts: Facts): ContactRef => ({
  ...(facts.phone && { phone: facts.phone }),
  ...(facts.email && { email: facts.email }),
  ...(facts.externalId && { externalId: facts.externalId }),
  ...(facts.name && { name: facts.name }),
});

/** Enough for a person; a list that a stranger's form posts could grow must end. */
export const MAX_PAST_EMAILS = 3;

export const isFullOfEmails = ({ pastEmails = [] }: Facts): boolean =>
  pastEmails.length >= MAX_PAST_EMAILS;

/** Every address that this contact is known by, the present one first. */
export const emailsOf = ({ email, pastEmails = [] }: Facts): string[] =>
  email ? [email, ...pastEmails] : [];

/** More than the programs of one account. */
const MAX_KEYS = 1_024;
const keys: Readonly<Record<Channel, Map<string, string>>> = {
  sms: new Map(),
  voice: new Map(),
  email: new Map(),
};

/**
 * Consents and revocations are held by `channel:scope`. Joined once and kept: to look up by a
 * string just joined costs more than all else that a rule does.
 */
export function scopeKey(channel: Channel, scope: string): string {
  const known = keys[channel];
  let key = known.get(scope);
  if (key === undefined) {
    if (known.size >= MAX_KEYS) known.clear();
    key = `${channel}:${scope}`;
    known.set(scope, key);
  }
  return key;
}

export const channelOf = (key: string): Channel => key.slice(0, key.indexOf(':')) as Channel;
export const programOf = (key: string): string => key.slice(key.indexOf(':') + 1);
