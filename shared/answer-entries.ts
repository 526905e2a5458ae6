/**
 * Entries about what else a person tells us: that the number is another person's, and by which
 * channel to be reached. A part of the ledger's schema (entries.ts); what they do is
 * fold-wrong-number.ts and preferences.ts.
 */
import * as z from 'zod/mini';
import { CHANNELS } from './account.ts';

export const ANSWER_ENTRIES = [
  /**
   * Whoever holds the number says that it is not the contact's. With `review` it rests on a likely
   * reading and waits for the ruling; without, the consents held for the number have ended.
   */
  z.object({
    type: z.literal('wrong-number-reported'),
    detail: z.object({
      words: z.string(),
      rule: z.string(),
      language: z.exactOptional(z.string()),
      sender: z.exactOptional(z.string()),
      review: z.exactOptional(z.string()),
      /** In the ledger of an address: the number that it is linked to no more. */
      phone: z.exactOptional(z.string()),
      /** The consents that ended, by the entries that prove them. */
      ended: z.array(
        z.object({ channel: z.enum(CHANNELS), program: z.string(), entryHash: z.string() }),
      ),
      /** Whose number it is not. */
      formerContact: z.object({
        name: z.exactOptional(z.string()),
        email: z.exactOptional(z.string()),
        externalId: z.exactOptional(z.string()),
      }),
    }),
  }),
  /** By which channel the person would rather be reached: no consent, and opens nothing. */
  z.object({
    type: z.literal('preference-changed'),
    detail: z.object({
      channel: z.enum(CHANNELS),
      words: z.exactOptional(z.string()),
      rule: z.string(),
    }),
  }),
] as const;
