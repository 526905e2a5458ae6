/**
 * What entries of the ledger record, type by type. It does not say what an entry does to a contact
 * (fold.ts) nor how entries are chained (ledger.ts).
 */
import * as z from 'zod/mini';
import { CHANNELS } from './account.ts';
import { ANSWER_ENTRIES } from './answer-entries.ts';
import { DOUBT_ENTRIES } from './doubt-entries.ts';
import { CONSENT_SOURCES, GRADES, LINE_TYPES, PURPOSES } from './ledger.ts';
import { TRANSCRIPT_ENTRIES } from './transcript-entries.ts';

const Channel = z.enum(CHANNELS);
const Evidence = z.record(z.string(), z.unknown());

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
      /** By law, under this citation, and by the account's own target: see due.ts. */
      due: z.exactOptional(
        z.object({ at: z.string(), citation: z.string(), targetAt: z.string() }),
      ),
      /** Said earlier of another address, which only now is known to be the same person's. */
      carriedOver: z.exactOptional(z.literal(true)),
      words: z.exactOptional(z.string()),
      rule: z.exactOptional(z.string()),
      /** How the person is told, once; see replies owed in inbound.ts. */
      confirmation: z.enum(['owed', 'answered-by-provider', 'none']),
      sender: z.exactOptional(z.string()),
      language: z.exactOptional(z.string()),
      evidence: z.exactOptional(Evidence),
      /** The review of the reading that it rests on, where that is likely and not certain. */
      review: z.exactOptional(z.string()),
      /** All texts end, and the confirmation asks if this program alone was meant. */
      which: z.exactOptional(z.object({ program: z.string(), until: z.string() })),
    }),
  }),
  ...DOUBT_ENTRIES,
  ...ANSWER_ENTRIES,
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
      /** When the provider took the text, where that is earlier than the entry. */
      receivedAt: z.exactOptional(z.string()),
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
      /** The words that decided, where any did. */
      words: z.exactOptional(z.string()),
      /** When the provider took it, where that is earlier than the entry. */
      receivedAt: z.exactOptional(z.string()),
      /** The entries of the other parts of a long text, where it was read together with them. */
      readWith: z.exactOptional(z.array(z.int())),
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
  ...TRANSCRIPT_ENTRIES,
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
