/**
 * Where a contact stands: the fold of its ledger (facts), and beside it what the send path keeps on
 * the same item (sends: claims in flight, recent texts, notices given), which no entry records.
 */
import * as z from 'zod/mini';
import { CHANNELS, type Channel } from './account.ts';
import type { Instant } from './basics.ts';
import type { ContactRef } from './events.ts';
import {
  CONSENT_SOURCES,
  type ContactKey,
  type EntryBody,
  genesisHash,
  type LedgerEntry,
} from './ledger.ts';

const ConsentState = z.object({
  status: z.enum(['pending', 'confirmed', 'declined']),
  grade: z.enum(['written', 'express']),
  purpose: z.enum(['marketing', 'informational']),
  /** When it was given or last confirmed. */
  at: z.int(),
  /** The entry that proves it. */
  hash: z.string(),
  source: z.enum(CONSENT_SOURCES),
  quarantined: z.exactOptional(z.boolean()),
});
export type ConsentState = z.infer<typeof ConsentState>;

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
  /** By `channel:program`, or `channel:*` for all programs: since when. */
  revoked: z.record(z.string(), z.int()),
  dnd: z.record(z.string(), z.literal(true)),
  /** When the person first proved to hold the handset, by a text of their own accord or by YES. */
  handsetAt: z.exactOptional(z.int()),
  lastInboundAt: z.exactOptional(z.int()),
});
/** What the ledger's entries add up to. */
export type Facts = z.infer<typeof FactsSchema>;

const SendsSchema = z.object({
  /** Claims in flight: message id, since when by wall clock, and the run that made it. */
  claims: z.array(z.object({ id: z.string(), at: z.int(), by: z.string() })),
  /** Texts that count for the frequency cap: subject and when, account time. */
  recent: z.array(z.object({ id: z.string(), subject: z.string(), at: z.int() })),
  /** The text that carried the opt-out line, once ever. */
  noticeBy: z.exactOptional(z.string()),
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

export const NO_SENDS: Sends = { claims: [], recent: [] };

/** A contact that nobody has heard of. Version 0 means that nothing is stored. */
export const emptyStanding = (key: ContactKey): Standing => ({
  version: 0,
  seq: 0,
  head: genesisHash(key),
  facts: { consents: {}, revoked: {}, dnd: {} },
  sends: NO_SENDS,
});

/** The facts after one entry. Total: an entry that changes nothing gives the same facts. */
export function applyEntry(facts: Facts, entry: LedgerEntry): Facts {
  switch (entry.type) {
    case 'consent-captured':
      return captured(facts, entry.detail, entry.hash);
    case 'consent-confirmed':
      return confirmed(facts, entry.detail.programs, entry.at);
    case 'consent-declined':
      return { ...facts, consents: mapValues(facts.consents, declineIfPending) };
    case 'opted-out':
      return revoke(facts, entry.detail);
    case 'opted-in':
      return optIn(facts, entry.detail, entry);
    case 'dnd-changed':
      return changeDnd(facts, entry.detail);
    case 'message-received':
      return received(facts, entry.at);
    case 'contact-changed':
      return changeContact(facts, entry.detail);
    case 'suppression-applied':
    case 'settings-changed':
      return facts;
  }
}

/** Facts after all entries of a ledger, from nothing. */
export const foldEntries = (entries: readonly LedgerEntry[]): Facts =>
  entries.reduce(applyEntry, emptyStanding('').facts);

type Detail<Type extends EntryBody['type']> = Extract<EntryBody, { type: Type }>['detail'];

/** Enough for a person; a list that a stranger's form posts could grow must end. */
const MAX_PAST_EMAILS = 3;

function changeContact(facts: Facts, detail: Detail<'contact-changed'>): Facts {
  const { otherEmail, ...rest } = detail;
  const replaced = rest.email !== undefined && facts.email !== rest.email ? facts.email : undefined;
  const past = [replaced, ...(facts.pastEmails ?? []), otherEmail].filter(
    (one): one is string => one !== undefined && one !== (rest.email ?? facts.email),
  );
  const pastEmails = [...new Set(past)].slice(0, MAX_PAST_EMAILS);
  return { ...facts, ...rest, ...(pastEmails.length > 0 && { pastEmails }) };
}

export const isFullOfEmails = ({ pastEmails = [] }: Facts): boolean =>
  pastEmails.length >= MAX_PAST_EMAILS;

/** Every address that this contact is known by, the present one first. */
export const emailsOf = ({ email, pastEmails = [] }: Facts): string[] =>
  email ? [email, ...pastEmails] : [];

function captured(facts: Facts, detail: Detail<'consent-captured'>, hash: string): Facts {
  const key = `${detail.channel}:${detail.program}`;
  const held = facts.consents[key];
  if (held && takesAway(held, detail)) return facts;
  const { status, grade, purpose, source, quarantined } = detail;
  const at = Date.parse(detail.obtainedAt);
  const consent = { status, grade, purpose, at, hash, source, ...(quarantined && { quarantined }) };
  return {
    ...facts,
    origin: facts.origin ?? source,
    consents: { ...facts.consents, [key]: consent },
  };
}

/**
 * A capture adds: an open question, a doubtful lead, a weaker or older proof takes nothing away.
 */
function takesAway(held: ConsentState, news: Detail<'consent-captured'>): boolean {
  if (held.status === 'declined') return false;
  if (news.quarantined && !held.quarantined) return true;
  if (held.status !== news.status) return held.status === 'confirmed';
  const clears = held.quarantined === true && !news.quarantined;
  const lowers = held.grade === 'written' && news.grade === 'express';
  if (lowers && !clears) return true;
  const raises = held.grade === 'express' && news.grade === 'written';
  return !clears && !raises && Date.parse(news.obtainedAt) < held.at;
}

/** The consent stays the one that was captured, with its wording; the YES only makes it count. */
function confirmed(facts: Facts, programs: readonly string[], at: Instant): Facts {
  const consents = mapValues(facts.consents, (consent, key) =>
    consent.status === 'pending' && programs.includes(programOf(key)) && channelOf(key) !== 'email'
      ? { ...consent, status: 'confirmed' as const, at }
      : consent,
  );
  return { ...facts, consents, handsetAt: facts.handsetAt ?? at };
}

const declineIfPending = (consent: ConsentState): ConsentState =>
  consent.status === 'pending' ? { ...consent, status: 'declined' } : consent;

function revoke(facts: Facts, detail: Detail<'opted-out'>): Facts {
  const revoked = { ...facts.revoked };
  for (const channel of detail.channels) {
    const key = `${channel}:${detail.program ?? '*'}`;
    revoked[key] = Math.max(revoked[key] ?? 0, Date.parse(detail.receivedAt));
  }
  return { ...facts, revoked };
}

/** Fresh words of the person lift the block and stand as consent of the grade they had before. */
function optIn(
  facts: Facts,
  detail: Detail<'opted-in'>,
  entry: { readonly at: Instant; readonly hash: string },
): Facts {
  const { channels, programs } = detail;
  const touches = (key: string) =>
    channels.includes(channelOf(key)) &&
    (programOf(key) === '*' || programs.includes(programOf(key)));
  const consents = { ...facts.consents };
  for (const channel of channels) {
    for (const program of programs) {
      const key = `${channel}:${program}`;
      const held = consents[key];
      consents[key] = {
        // What a vendor only claims to have in writing does not become true by the word START.
        grade: held && !held.quarantined ? held.grade : 'express',
        purpose: held?.purpose ?? 'informational',
        source: held?.source ?? 'text-in',
        status: 'confirmed',
        at: entry.at,
        hash: entry.hash,
      };
    }
  }
  return {
    ...facts,
    consents,
    revoked: Object.fromEntries(Object.entries(facts.revoked).filter(([key]) => !touches(key))),
    origin: facts.origin ?? 'text-in',
    handsetAt: facts.handsetAt ?? entry.at,
  };
}

function changeDnd(facts: Facts, detail: Detail<'dnd-changed'>): Facts {
  const dnd = { ...facts.dnd };
  let revoked = facts.revoked;
  for (const channel of CHANNELS) {
    if (detail[channel] === true) dnd[channel] = true;
    if (detail[channel] === false) {
      delete dnd[channel];
      // Only evidence of the person's new wish ends the opt-out too (RV-15).
      if (detail.evidence === undefined) continue;
      revoked = Object.fromEntries(
        Object.entries(revoked).filter(([key]) => channelOf(key) !== channel),
      );
    }
  }
  return { ...facts, dnd, revoked };
}

/** Whoever texts of their own accord holds the handset; an answer to our question must be YES. */
function received(facts: Facts, at: Instant): Facts {
  const asked = programsWith(facts, 'pending').length > 0;
  const handset = facts.handsetAt ?? (asked ? undefined : at);
  return {
    ...facts,
    origin: facts.origin ?? 'text-in',
    lastInboundAt: at,
    ...(handset !== undefined && { handsetAt: handset }),
  };
}

const channelOf = (key: string): Channel => key.slice(0, key.indexOf(':')) as Channel;
const programOf = (key: string): string => key.slice(key.indexOf(':') + 1);

const mapValues = <T>(
  record: Readonly<Record<string, T>>,
  change: (value: T, key: string) => T,
): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));

/** Since when a channel is revoked for a program (every program when none is named). */
export const revokedSince = (
  facts: Facts,
  channel: Channel,
  program?: string,
): Instant | undefined =>
  facts.revoked[`${channel}:*`] ?? (program ? facts.revoked[`${channel}:${program}`] : undefined);

/** Whether a channel is closed as a whole, by the person or by hand. */
export const isClosed = (facts: Facts, channel: Channel): boolean =>
  facts.dnd[channel] === true || revokedSince(facts, channel) !== undefined;

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
