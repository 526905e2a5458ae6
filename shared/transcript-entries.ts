/** What the ledger writes of transcripts: two types of entries, part of the schema in ledger.ts. */
import * as z from 'zod/mini';

/** `rest`: neither side said anything for as long as the account waits. */
export const CLOSED_BY = ['rest', 'request'] as const;

export const TRANSCRIPT_ENTRIES = [
  /** A conversation rests or was closed: its transcript stands, and its hash with it. */
  z.object({
    type: z.literal('transcript-ready'),
    detail: z.object({
      transcript: z.string(),
      from: z.string(),
      to: z.string(),
      closedBy: z.enum(CLOSED_BY),
      /** Texts of the person, and texts to the person that were sent. */
      received: z.int(),
      sent: z.int(),
      /** The person's last entry in it. */
      throughSeq: z.int(),
      contentHash: z.string(),
    }),
  }),
  z.object({
    type: z.literal('transcript-mailed'),
    detail: z.object({ transcript: z.string(), to: z.string(), format: z.string() }),
  }),
] as const;
