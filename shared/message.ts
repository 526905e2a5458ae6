/**
 * The record of one outbound text: what was asked, what was decided and why, what was sent, what
 * the provider and the carrier said. One item per message, written after the provider answered.
 */
import * as z from 'zod/mini';
import { canonicalJson, sha256 } from './basics.ts';

/** What a caller may ask for; the gate also judges the notices that Consentry itself owes. */
export const CATEGORIES = ['marketing', 'informational', 'conversational', 'essential'] as const;
export const NOTICES = [
  'opt-in-request',
  'opt-in-clarification',
  'opt-in-confirmation',
  'opt-out-confirmation',
  'help-reply',
  'opt-out-question',
] as const;
export type Notice = (typeof NOTICES)[number];
export type Category = (typeof CATEGORIES)[number] | Notice;
export const isNotice = (category: Category): category is Notice =>
  (NOTICES as readonly string[]).includes(category);

const ANSWERS: ReadonlySet<Category> = new Set([
  'opt-out-confirmation',
  'help-reply',
  'opt-out-question',
]);
/** What answers the person's own text, whatever the rates of the sender are. */
export const isAnswer = (category: Category): boolean => ANSWERS.has(category);

export const ReasonSchema = z.object({
  code: z.string(),
  rule: z.string(),
  citation: z.string(),
  detail: z.string(),
  until: z.exactOptional(z.string()),
});
/** One rule that applied, in words that an agent understands. `until`: ISO 8601. */
export type Reason = z.infer<typeof ReasonSchema>;

/** What was added to a text so that it may go, and why. */
const AmendmentSchema = z.object({ code: z.string(), citation: z.string(), detail: z.string() });
export type Amendment = z.infer<typeof AmendmentSchema>;
/** What is worth mending and may go; with the mended text, where there is one. */
const WarningSchema = z.extend(AmendmentSchema, { substitute: z.exactOptional(z.string()) });
export type Warning = z.infer<typeof WarningSchema>;

export const OUTCOMES = ['allow', 'defer', 'hold', 'deny'] as const;
export const DecisionSchema = z.object({
  id: z.string(),
  outcome: z.enum(OUTCOMES),
  reasons: z.array(ReasonSchema),
  rulePack: z.string(),
  decidedAt: z.string(),
  /** The ledger entry relied on: hash of the consent, when there is one. */
  consent: z.exactOptional(z.string()),
  amendments: z.exactOptional(z.array(AmendmentSchema)),
  warnings: z.exactOptional(z.array(WarningSchema)),
  /** What the account's shadow pack or settings would have done; nothing was done by it. */
  shadow: z.exactOptional(
    z.object({
      rulePack: z.string(),
      outcome: z.enum(OUTCOMES),
      added: z.array(z.string()),
      removed: z.array(z.string()),
      /** When it would have gone out, and as what; each only where that is another. */
      deferredUntil: z.exactOptional(z.string()),
      body: z.exactOptional(z.string()),
    }),
  ),
});
export type Decision = z.infer<typeof DecisionSchema>;

/**
 * `deferred` waits in the scheduler, `held` for the contact's YES; `voided` was held and is not
 * sent; `outcome-unknown` is never sent again by itself.
 */
export const MESSAGE_STATUSES = [
  'sent',
  'deferred',
  'held',
  'voided',
  'blocked',
  'failed',
  'outcome-unknown',
] as const;

export const MessageSchema = z.object({
  id: z.string(),
  account: z.string(),
  key: z.string(),
  status: z.enum(MESSAGE_STATUSES),
  at: z.int(),
  createdAt: z.int(),
  category: z.enum([...CATEGORIES, ...NOTICES]),
  program: z.string(),
  sender: z.string(),
  subject: z.string(),
  /** What the caller gave, and what left (or would leave) after prefix and opt-out line. */
  asked: z.string(),
  body: z.string(),
  encoding: z.enum(['GSM-7', 'UCS-2']),
  segments: z.int(),
  quietHours: z.enum(['defer', 'reject']),
  decision: DecisionSchema,
  contact: z.object({
    email: z.exactOptional(z.string()),
    externalId: z.exactOptional(z.string()),
    name: z.exactOptional(z.string()),
  }),
  /** Hash of the request body behind the idempotency key, to tell a replay from a clash. */
  request: z.string(),
  /** After this instant it must not be sent any more: notices that are late are dropped (RV-08). */
  expiresAt: z.exactOptional(z.int()),
  deferredUntil: z.exactOptional(z.int()),
  heldUntil: z.exactOptional(z.int()),
  /** The hour asked for, of a text that is held: kept for when it is released. */
  sendAt: z.exactOptional(z.int()),
  /** Why a text that was held is not sent. */
  voided: z.exactOptional(
    z.object({
      code: z.enum(['declined', 'opted-out', 'expired', 'timed-out', 'refused']),
      detail: z.string(),
    }),
  ),
  provider: z.exactOptional(z.string()),
  providerMessageId: z.exactOptional(z.string()),
  error: z.exactOptional(z.object({ code: z.string(), detail: z.string() })),
});
export type MessageRecord = z.infer<typeof MessageSchema>;

/** States in which a text waits for another run. */
export const WAITING: readonly MessageRecord['status'][] = ['deferred', 'held'];

/**
 * Of a record whose run died before it could say what was asked: a repeat cannot be told from a
 * clash.
 */
export const UNKNOWN_REQUEST = 'unknown';

/** One id per account and natural key: the same request is the same message. */
export const messageId = (account: string, naturalKey: string): string =>
  `msg_${sha256(`${account}\n${naturalKey}`).slice(0, 32)}`;

/** The form of every message id. */
export const MESSAGE_ID = /^msg_[0-9a-f]{32}$/;

/** What a request is compared by when its idempotency key comes again. */
export const fingerprint = (request: unknown): string =>
  sha256(canonicalJson(request)).slice(0, 32);

/**
 * What the carrier reported last, in an item of its own: a report may arrive before the record of
 * the send is written, and neither may undo the other.
 */
export const DeliverySchema = z.object({
  id: z.string(),
  account: z.string(),
  key: z.string(),
  state: z.enum(['queued', 'sent', 'delivered', 'failed', 'unknown']),
  at: z.int(),
  /** The provider's error code. */
  code: z.exactOptional(z.string()),
});
export type DeliveryRecord = z.infer<typeof DeliverySchema>;

/** Delivery states only move forward: a late `sent` never undoes `delivered`. */
export const DELIVERY_RANK: Record<DeliveryRecord['state'], number> = {
  queued: 0,
  sent: 1,
  unknown: 2,
  failed: 3,
  delivered: 3,
};
