/**
 * The ledger: what an entry is, how entries are numbered and chained, how a chain is checked. It
 * does not say what an entry does to a contact (standing.ts) nor where it is kept (the Ledger
 * port).
 */
import * as z from 'zod/mini';
import { CHANNELS } from './account.ts';
import { canonicalJson, type Instant, invariant, iso, sha256 } from './basics.ts';

/** A ledger's name: `A#acct#tel:+1…`, `A#acct#mailto:…`, or `A#acct` for the account's own. */
export type ContactKey = string;

export const accountKey = (account: string): ContactKey => `A#${account}`;
export const phoneKey = (account: string, e164: string): ContactKey => `A#${account}#tel:${e164}`;
export const emailKey = (account: string, email: string): ContactKey =>
  `A#${account}#mailto:${email.trim().toLowerCase()}`;

/** Takes a key apart: the account, and the phone or email that it names. */
export function readKey(key: ContactKey): { account: string; phone?: string; email?: string } {
  // An email address may hold a `#` of its own.
  const [, account, address] = /^A#([^#]+)(?:#(.*))?$/s.exec(key) ?? [];
  invariant(account, 'a ledger key starts with A#account');
  if (address?.startsWith('tel:')) return { account, phone: address.slice(4) };
  if (address?.startsWith('mailto:')) return { account, email: address.slice(7) };
  return { account };
}

const Channel = z.enum(CHANNELS);
export const PURPOSES = ['marketing', 'informational'] as const;
const Evidence = z.record(z.string(), z.unknown());

export const CONSENT_SOURCES = [
  'web-form',
  'vendor',
  'import',
  'manual',
  'paper',
  'verbal',
  'inbound-call',
  'text-in',
] as const;
/** Source of the entries that an account is made with. */
export const SETUP = 'setup';
/** From strongest to weakest; see EntryBodySchema. */
export const GRADES = ['written', 'express', 'implied'] as const;
/** What a line is, as a look-up said; `other` cannot be texted (pager, invalid, payphone). */
export const LINE_TYPES = ['mobile', 'landline', 'voip', 'other'] as const;
export type LineType = (typeof LINE_TYPES)[number];
export const REVOCATION_SOURCES = [
  'text',
  'call',
  'voicemail',
  'email',
  'letter',
  'in-person',
  'web',
  'ticket',
  'provider',
] as const;

/**
 * What an entry records, by type. Types are stable for ever; a new fact gets a new type. Grades:
 * `written` is prior express written consent (47 CFR 64.1200(f)(9)), `express` is given by any
 * words, `implied` follows from a relationship (CASL s.10(9)-(10)) and ends by itself.
 */
export const EntryBodySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('consent-captured'),
    detail: z.object({
      channel: Channel,
      program: z.string(),
      status: z.enum(['pending', 'confirmed']),
      grade: z.enum(GRADES),
      /** What implies it: a purchase or contract, or an inquiry or application, at `obtainedAt`. */
      basis: z.exactOptional(z.enum(['purchase', 'inquiry'])),
      purpose: z.enum(PURPOSES),
      source: z.enum(CONSENT_SOURCES),
      /** ISO 8601, as every time inside a detail: history shows what was hashed. */
      obtainedAt: z.string(),
      vendor: z.exactOptional(z.string()),
      /** The sender that asks, while it is pending. */
      sender: z.exactOptional(z.string()),
      /** True while the vendor is not trusted. */
      quarantined: z.exactOptional(z.boolean()),
      disclosure: z.exactOptional(
        z.object({ version: z.string(), hash: z.string(), text: z.string(), language: z.string() }),
      ),
      /** False when the wording that was agreed to does not name the account (CN-03). */
      sellerNamed: z.exactOptional(z.boolean()),
      evidence: Evidence,
    }),
  }),
  z.object({
    type: z.literal('consent-confirmed'),
    detail: z.object({ programs: z.array(z.string()), by: z.string(), evidence: Evidence }),
  }),
  z.object({ type: z.literal('consent-declined'), detail: z.object({ evidence: Evidence }) }),
  /** The question went out by email; `ofHash` is the consent that owed it. */
  z.object({
    type: z.literal('opt-in-mailed'),
    detail: z.object({ program: z.string(), ofHash: z.string() }),
  }),
  z.object({
    type: z.literal('opted-out'),
    detail: z.object({
      channels: z.array(Channel),
      /** Absent: every program of the account. */
      program: z.exactOptional(z.string()),
      /** Texts of one purpose, in every program. */
      purpose: z.exactOptional(z.enum(PURPOSES)),
      receivedAt: z.string(),
      words: z.exactOptional(z.string()),
      rule: z.exactOptional(z.string()),
      /** How the person is told, once; see replies owed in inbound.ts. */
      confirmation: z.enum(['owed', 'answered-by-provider', 'none']),
      sender: z.exactOptional(z.string()),
      language: z.exactOptional(z.string()),
      evidence: z.exactOptional(Evidence),
    }),
  }),
  z.object({
    type: z.literal('opted-in'),
    detail: z.object({
      channels: z.array(Channel),
      programs: z.array(z.string()),
      words: z.exactOptional(z.string()),
      rule: z.exactOptional(z.string()),
      confirmation: z.enum(['owed', 'answered-by-provider', 'none']),
      sender: z.exactOptional(z.string()),
      language: z.exactOptional(z.string()),
      evidence: z.exactOptional(Evidence),
    }),
  }),
  z.object({
    type: z.literal('dnd-changed'),
    detail: z.object({
      sms: z.exactOptional(z.boolean()),
      voice: z.exactOptional(z.boolean()),
      email: z.exactOptional(z.boolean()),
      reason: z.string(),
      evidence: z.exactOptional(Evidence),
    }),
  }),
  z.object({
    type: z.literal('message-received'),
    detail: z.object({
      body: z.string(),
      sender: z.string(),
      provider: z.string(),
      providerMessageId: z.string(),
      intent: z.string(),
      certainty: z.string(),
      rule: z.string(),
      language: z.string(),
      /** HELP, and what is no answer to our question, is answered once: the stream sets it off. */
      reply: z.exactOptional(z.enum(['help-reply', 'opt-in-clarification'])),
      /** The program that an answer like that is about. */
      program: z.exactOptional(z.string()),
    }),
  }),
  z.object({
    type: z.literal('contact-changed'),
    detail: z.object({
      name: z.exactOptional(z.string()),
      email: z.exactOptional(z.string()),
      /** A further address, from a door that may not replace the one known. */
      otherEmail: z.exactOptional(z.string()),
      phone: z.exactOptional(z.string()),
      externalId: z.exactOptional(z.string()),
      origin: z.exactOptional(z.enum(CONSENT_SOURCES)),
      place: z.exactOptional(
        z.object({
          state: z.exactOptional(z.string()),
          zip: z.exactOptional(z.string()),
          timeZone: z.exactOptional(z.string()),
        }),
      ),
    }),
  }),
  z.object({
    type: z.literal('number-looked-up'),
    detail: z.object({
      lineType: z.enum(LINE_TYPES),
      carrier: z.exactOptional(z.string()),
      country: z.exactOptional(z.string()),
      provider: z.string(),
    }),
  }),
  /** A call by the dialer: it counts for the caps beside texts (QX-04). */
  z.object({
    type: z.literal('call-reported'),
    detail: z.object({
      calledAt: z.string(),
      subject: z.string(),
      reference: z.exactOptional(z.string()),
    }),
  }),
  z.object({
    type: z.literal('suppression-applied'),
    detail: z.object({
      target: z.enum(['email', 'dialer']),
      outcome: z.enum(['applied', 'not-applicable']),
      ofSeq: z.int(),
      ofHash: z.string(),
      reference: z.string(),
    }),
  }),
  z.object({
    type: z.literal('settings-changed'),
    detail: z.object({
      kind: z.string(),
      id: z.string(),
      change: z.record(z.string(), z.unknown()),
    }),
  }),
]);

export type EntryBody = z.infer<typeof EntryBodySchema>;
export type EntryType = EntryBody['type'];

/**
 * Who did it, as history shows it: `person`, `form:<key>`, `key:<id>`, `provider:<name>`, `system`.
 */
export type Actor = string;

export interface EntryHead {
  /** 1, 2, 3, … within its ledger, without gaps. */
  readonly seq: number;
  readonly at: Instant;
  readonly actor: Actor;
  readonly source: string;
  /** SHA-256 of the entry before; of the ledger's name for the first. */
  readonly prevHash: string;
  readonly hash: string;
}

export type LedgerEntry = EntryHead & EntryBody;
export type EntryDraft = Pick<EntryHead, 'at' | 'actor' | 'source'> & EntryBody;

/** What the first entry of a ledger is chained to: binds the chain to its account and contact. */
export const genesisHash = (key: ContactKey): string => sha256(`consentry ledger ${key}`);

/** The link: SHA-256 over the canonical JSON of the entry as history shows it, without its hash. */
export function hashEntry(entry: Omit<EntryHead, 'hash'> & EntryBody): string {
  const { seq, type, at, actor, source, detail, prevHash } = entry;
  return sha256(canonicalJson({ seq, type, at: iso(at), actor, source, detail, prevHash }));
}

/**
 * Numbers and chains drafts behind a head, as storage will give them back: undefined fields
 * dropped, and halves of characters (a text cut inside an emoji) replaced, for no such text may
 * cost a STOP.
 */
export function chainEntries(
  head: { readonly seq: number; readonly hash: string },
  drafts: readonly EntryDraft[],
): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  let { seq, hash } = head;
  for (const draft of drafts) {
    invariant(seq >= 0 && hash.length === 64, 'a head has a number and a hash');
    const clean = JSON.parse(JSON.stringify(draft), wellFormed) as EntryDraft;
    const open = { ...clean, seq: seq + 1, prevHash: hash };
    const entry: LedgerEntry = { ...open, hash: hashEntry(open) };
    entries.push(entry);
    seq = entry.seq;
    hash = entry.hash;
  }
  return entries;
}

const wellFormed = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed() : value;

/**
 * The first entry that does not follow from the one before, or undefined when the chain holds. With
 * the head that the standing keeps, entries missing at the end are found too.
 */
export function findBrokenLink(
  key: ContactKey,
  entries: readonly LedgerEntry[],
  head?: { readonly seq: number; readonly hash: string },
): { readonly seq: number; readonly fault: string } | undefined {
  let prevHash = genesisHash(key);
  for (const [index, entry] of entries.entries()) {
    if (entry.seq !== index + 1) return { seq: index + 1, fault: 'a number is missing or twice' };
    if (entry.prevHash !== prevHash)
      return { seq: entry.seq, fault: 'does not follow the entry before' };
    if (hashEntry(entry) !== entry.hash) return { seq: entry.seq, fault: 'was changed' };
    prevHash = entry.hash;
  }
  if (head && (head.seq !== entries.length || head.hash !== prevHash)) {
    return { seq: entries.length + 1, fault: 'the chain does not end at its head' };
  }
  return undefined;
}
