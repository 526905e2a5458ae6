/**
 * Where a contact stands: the fold of its ledger (facts), and beside it what the send path keeps on
 * the same item (sends: claims in flight, recent texts, notices given), which no entry records.
 */
import * as z from 'zod/mini';
import type { Channel } from './account.ts';
import type { Instant } from './basics.ts';
import type { ContactRef } from './events.ts';
import {
  CONSENT_SOURCES,
  type ContactKey,
  GRADES,
  genesisHash,
  LINE_TYPES,
  PURPOSES,
} from './ledger.ts';

const ConsentState = z.object({
  status: z.enum(['pending', 'confirmed', 'declined']),
  grade: z.enum(GRADES),
  /** What implies an implied consent, from `at` on (CASL s.10(9)-(10)). */
  basis: z.exactOptional(z.enum(['purchase', 'inquiry'])),
  purpose: z.enum(PURPOSES),
  /** When it was given or last confirmed. */
  at: z.int(),
  /** The entry that proves it. */
  hash: z.string(),
  source: z.enum(CONSENT_SOURCES),
  /** The lead vendor that it came from: trusted or not is read when a text is decided. */
  vendor: z.exactOptional(z.string()),
  /** The vendor was not trusted when it came: such a lead takes nothing from a better consent. */
  quarantined: z.exactOptional(z.boolean()),
  /** The wording agreed to does not name the account. */
  unnamed: z.exactOptional(z.literal(true)),
});
export type ConsentState = z.infer<typeof ConsentState>;
export type Purpose = ConsentState['purpose'];

const FactsSchema = z.object({
  name: z.exactOptional(z.string()),
  email: z.exactOptional(z.string()),
  /** Addresses known before: what closes email closes these too. */
  pastEmails: z.exactOptional(z.array(z.string())),
  phone: z.exactOptional(z.string()),
  externalId: z.exactOptional(z.string()),
  /** The door that the contact first came through. */
  origin: z.exactOptional(z.enum(CONSENT_SOURCES)),
  place: z.exactOptional(
    z.object({
      state: z.exactOptional(z.string()),
      zip: z.exactOptional(z.string()),
      timeZone: z.exactOptional(z.string()),
    }),
  ),
  /** By `channel:program`. */
  consents: z.record(z.string(), ConsentState),
  /** By `channel:program`, `channel:@purpose`, or `channel:*` for every text: since when. */
  revoked: z.record(z.string(), z.int()),
  dnd: z.record(z.string(), z.literal(true)),
  /** When the person first proved to hold the handset, by a text of their own accord or by YES. */
  handsetAt: z.exactOptional(z.int()),
  lastInboundAt: z.exactOptional(z.int()),
  /** When the person last came back to texts of their own words: START. */
  cameBackAt: z.exactOptional(z.int()),
  /** What the line is, and when that was looked up. */
  line: z.exactOptional(z.object({ type: z.enum(LINE_TYPES), at: z.int() })),
  /** The dialer's calls that a cap may still count, oldest first. */
  calls: z.exactOptional(z.array(z.object({ subject: z.string(), at: z.int() }))),
});
/** What the ledger's entries add up to. */
export type Facts = z.infer<typeof FactsSchema>;

export const SendsSchema = z.object({
  /** Claims in flight: message id, since when by wall clock, and the run that made it. */
  claims: z.array(
    z.object({
      id: z.string(),
      at: z.int(),
      by: z.string(),
      /** The number was due to be looked up when this text was decided (look-ups.ts). */
      lookUp: z.exactOptional(z.literal(true)),
    }),
  ),
  /** Texts that count for the frequency cap: subject and when, account time. */
  recent: z.array(z.object({ id: z.string(), subject: z.string(), at: z.int() })),
  /** By program: the last text that told how to stop, when, and texts since without it. */
  notices: z.record(z.string(), z.object({ by: z.string(), at: z.int(), texts: z.int() })),
  /** What was sent last: tells what a bare STOP answers. */
  last: z.exactOptional(z.object({ program: z.string(), purpose: z.enum(PURPOSES) })),
  /** The text that asked for the opt-in, and when. */
  asked: z.exactOptional(z.object({ id: z.string(), at: z.int() })),
});
export type Sends = z.infer<typeof SendsSchema>;

export const StandingSchema = z.object({
  /** Raised by every write, facts and claims alike: the fence of DESIGN.md section 4. */
  version: z.int(),
  seq: z.int(),
  head: z.string(),
  facts: FactsSchema,
  sends: SendsSchema,
});
export type Standing = z.infer<typeof StandingSchema>;

export const NO_SENDS: Sends = { claims: [], recent: [], notices: {} };

/** A contact that nobody has heard of. Version 0 means that nothing is stored. */
export const emptyStanding = (key: ContactKey): Standing => ({
  version: 0,
  seq: 0,
  head: genesisHash(key),
  facts: { consents: {}, revoked: {}, dnd: {} },
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
