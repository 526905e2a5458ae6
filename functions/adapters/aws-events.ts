/**
 * What AWS End User Messaging publishes to us over SNS: inbound texts and delivery events.
 *
 * Reads them; does not decide what a reply means. Both arrive on topics of the firm's own AWS
 * account, so the topic policy stands where Twilio's signature stands.
 * Rests on docs.aws.amazon.com/sms-voice/latest/userguide: two-way-sms-payload,
 * configuration-sets-event-format and -event-types (read 2026-11-22, V). The opt-out that AWS
 * answers by itself leaves no mark on the payload (KP-04): Sender.providerAnswersKeywords says so.
 */
import * as z from 'zod/mini';
import { err, ok, type Result } from '#shared/basics.ts';
import type { DeliveryReport, InboundMessage } from '#shared/ports.ts';

/** SNS carries at most 256 KB. */
const MAX_MESSAGE = 262_144;

const Address = z.string().check(z.minLength(1), z.maxLength(64));
/** What aws-sms.ts puts into the context of a text. */
const Id = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/));
const Inbound = z.object({
  originationNumber: Address,
  destinationNumber: Address,
  messageKeyword: z.optional(z.string()),
  messageBody: z.string(),
  inboundMessageId: z.string().check(z.minLength(1), z.maxLength(256)),
});
const Delivery = z.object({
  eventType: z.string().check(z.regex(/^TEXT_[A-Z_]{1,60}$/)),
  eventTimestamp: z.optional(z.int()),
  isFinal: z.optional(z.boolean()),
  destinationPhoneNumber: Address,
  context: z.object({ messageId: Id, account: Id }),
});

function parseJson(message: string): unknown {
  if (message.length > MAX_MESSAGE) return undefined;
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

/** Which fields are wrong: paths only, as values may hold a number or a body. */
function faults(what: string, error: z.core.$ZodError): string {
  const paths = error.issues.map((issue) => issue.path.join('.') || 'the whole message');
  return `${what}: check ${paths.join(', ')}`;
}

/** One inbound text from the `Message` of an SNS notification. */
export function parseAwsInbound(snsMessage: string): Result<InboundMessage, string> {
  const read = Inbound.safeParse(parseJson(snsMessage));
  if (!read.success) return err(faults('not an inbound text of End User Messaging', read.error));
  return ok({
    provider: 'aws',
    providerMessageId: read.data.inboundMessageId,
    from: read.data.originationNumber,
    to: read.data.destinationNumber,
    body: read.data.messageBody,
    answeredByProvider: false,
  });
}

/** AWS reports for all accounts of the stack on one topic: the context says whose text it was. */
export type AwsDeliveryReport = DeliveryReport & { readonly account: string };

/** States by event type. TEXT_SUCCESSFUL is the carrier's word and may stand for delivery. */
const STATES: Readonly<Record<string, DeliveryReport['state']>> = {
  TEXT_QUEUED: 'queued',
  TEXT_PENDING: 'queued',
  TEXT_SENT: 'sent',
  TEXT_SUCCESSFUL: 'delivered',
  TEXT_DELIVERED: 'delivered',
  TEXT_UNKNOWN: 'unknown',
  TEXT_BLOCKED: 'failed',
  TEXT_CARRIER_BLOCKED: 'failed',
  TEXT_CARRIER_UNREACHABLE: 'failed',
  TEXT_INVALID: 'failed',
  TEXT_INVALID_MESSAGE: 'failed',
  TEXT_PROTECT_BLOCKED: 'failed',
  TEXT_SPAM: 'failed',
  TEXT_TTL_EXPIRED: 'failed',
  TEXT_UNREACHABLE: 'failed',
};

/**
 * One delivery event from the `Message` of an SNS notification. A success that is not final is only
 * `sent`: the carrier may take up to 72 hours for the last word, then AWS says UNKNOWN (BL-09).
 */
export function parseAwsDelivery(snsMessage: string): Result<AwsDeliveryReport, string> {
  const read = Delivery.safeParse(parseJson(snsMessage));
  if (!read.success) return err(faults('not a delivery event of a text of ours', read.error));
  const { eventType, isFinal, eventTimestamp, destinationPhoneNumber, context } = read.data;
  const known = Object.hasOwn(STATES, eventType) ? STATES[eventType] : undefined;
  if (!known) return err(`unknown event type ${eventType}`);
  // A transient failure is on its way to another event; only the final one is a failure.
  const state = isFinal === false ? onTheWay(known) : known;
  return ok({
    provider: 'aws',
    messageId: context.messageId,
    account: context.account,
    to: destinationPhoneNumber,
    state,
    ...(state === 'failed' && { code: eventType }),
    ...(eventTimestamp !== undefined && { at: eventTimestamp }),
  });
}

const onTheWay = (state: DeliveryReport['state']): DeliveryReport['state'] =>
  state === 'queued' ? 'queued' : 'sent';
