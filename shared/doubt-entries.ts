/**
 * Entries about texts that may be an opt-out: our one question, what was answered, and what a
 * person of the firm ruled. A part of the ledger's schema (ledger.ts); what they do is fold.ts.
 */
import * as z from 'zod/mini';
import { CHANNELS } from './account.ts';

export const RULINGS = ['opt-out', 'not-opt-out'] as const;
export type Ruling = (typeof RULINGS)[number];

export const REVIEW_ID = /^rev_[0-9a-f]{32}$/;
/** The rule of an opt-out that nobody said: our question was not answered. */
export const SILENCE = 'silence';
/** The rule of an opt-out that a person of the firm read out of a text. */
export const RULING = 'ruling';

/** What was done about a text before anybody looked at it. */
export const DID = ['opted-out', 'confirmed', 'nothing'] as const;
export type Did = (typeof DID)[number];

const Channels = z.array(z.enum(CHANNELS));

export const DOUBT_ENTRIES = [
  /** We ask once whether a person wants no more texts (47 CFR 64.1200(a)(12)). */
  z.object({
    type: z.literal('question-asked'),
    detail: z.object({
      /** What YES, and silence, closes. */
      channels: Channels,
      /** From then on, silence means stop. */
      until: z.string(),
      /** What the text may mean; of questions from before it was kept none is known. */
      intent: z.exactOptional(z.string()),
      /** When the text was received, where that was earlier: silence counts from the question. */
      receivedAt: z.exactOptional(z.string()),
      words: z.string(),
      rule: z.string(),
      sender: z.string(),
      language: z.string(),
    }),
  }),
  /** NO, or words of coming back; YES and silence are entries `opted-out`. */
  z.object({
    type: z.literal('question-answered'),
    detail: z.object({ answer: z.enum(['no', 'opt-in']), words: z.string(), rule: z.string() }),
  }),
  /** A person of the firm is to look at how a text was read. */
  z.object({
    type: z.literal('review-opened'),
    detail: z.object({
      review: z.string(),
      /** The entry of the text. */
      ofSeq: z.int(),
      intent: z.string(),
      certainty: z.enum(['likely', 'unsure']),
      /** What the text closes if it means that, or if it is ruled to. */
      channels: Channels,
      did: z.enum(DID),
    }),
  }),
  z.object({
    type: z.literal('review-ruled'),
    detail: z.object({
      review: z.string(),
      /** The entry that opened it. */
      ofSeq: z.int(),
      ruling: z.enum(RULINGS),
      reason: z.string(),
      /** Channels that are open again: their block rested on the misread text alone. */
      lifted: Channels,
    }),
  }),
] as const;
