/**
 * The ledger: what an entry is, how entries are numbered and chained, how a chain is checked. It
 * does not say what an entry does to a contact (standing.ts) nor where it is kept (the Ledger
 * port).
 */

import { canonicalJson, type Instant, invariant, iso, sha256 } from './basics.ts';
import type { EntryBody } from './entries.ts';

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

export const PURPOSES = ['marketing', 'informational'] as const;

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
/** From strongest to weakest; see entries.ts. */
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
