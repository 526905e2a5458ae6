/**
 * What the pretend carrier is told: who its customers are, where their gateway is, how to behave.
 * Shapes and checks only.
 */
import * as z from 'zod/mini';

const MAX_ACCOUNTS = 100;
const MAX_SENDERS = 200;
const Text = z.string().check(z.minLength(1), z.maxLength(2_048));

const SenderSchema = z.strictObject({
  number: Text,
  provider: z.enum(['twilio', 'aws']),
  /** Twilio Messaging Service: opt-outs then hold for all of its numbers (KP-01). */
  service: z.exactOptional(Text),
  /** False: texts are refused as unregistered (BL-01, BL-02). */
  registered: z._default(z.boolean(), true),
});
export type CarrierSender = z.infer<typeof SenderSchema>;

const AccountSchema = z.strictObject({
  /** Consentry's account id: the webhook path holds it. */
  id: Text,
  twilio: z.exactOptional(z.strictObject({ accountSid: Text, authToken: Text })),
  dialer: z.exactOptional(z.strictObject({ secret: Text })),
  /** Numbers that a handset can text before they ever sent anything. */
  senders: z._default(z.array(SenderSchema).check(z.maxLength(MAX_SENDERS)), []),
  /** True: no other number may send. False: any may; replies go to whoever sent from it last. */
  onlySenders: z._default(z.boolean(), false),
});
export type CarrierAccount = z.infer<typeof AccountSchema>;

export const ConnectionsSchema = z.strictObject({
  accounts: z._default(z.array(AccountSchema).check(z.maxLength(MAX_ACCOUNTS)), []),
  /** `baseUrl` is public and signed; `connect` is where the request really goes. */
  gateway: z.exactOptional(z.strictObject({ baseUrl: Text, connect: z.exactOptional(Text) })),
  /** Topics of the stack under rehearsal, for AWS texts and delivery events. */
  topics: z.exactOptional(
    z.strictObject({ inbound: z.exactOptional(Text), events: z.exactOptional(Text) }),
  ),
  /** Who is texted when a handset that never got a text does not say. */
  defaultSender: z.exactOptional(Text),
  /** Contact lists that exist; absent: every list does. */
  contactLists: z.exactOptional(z.array(Text).check(z.maxLength(20))),
  /** Addresses and domains that SES may send from; absent: every one. */
  identities: z.exactOptional(z.array(Text).check(z.maxLength(20))),
});
export type Connections = z.infer<typeof ConnectionsSchema>;
/** As a caller writes it, defaults left out. */
export type ConnectionsInput = z.input<typeof ConnectionsSchema>;

const MAX_LINES = 1_000;
const LineSchema = z.strictObject({
  type: z.enum(['MOBILE', 'LANDLINE', 'VOIP', 'INVALID', 'OTHER', 'PREPAID']),
  timezone: z.exactOptional(Text),
  zip: z.exactOptional(Text),
});

const MAX_REGISTRATIONS = 200;
const RegistrationSchema = z.strictObject({
  /** The provider's own word. */
  status: Text,
  /** Why it was refused. */
  reason: z.exactOptional(Text),
  /** AWS: the state of the version that was approved last. */
  version: z.exactOptional(Text),
  /** Twilio: the brand of a campaign. */
  brand: z.exactOptional(Text),
});
const NumberSchema = z.strictObject({
  /** AWS's own word. */
  status: Text,
  /** Whose it is. */
  registration: z.exactOptional(Text),
});
const few = (entries: object): boolean => Object.keys(entries).length <= MAX_REGISTRATIONS;

export const ModeSchema = z.strictObject({
  /** `drop-answer`: the text is delivered, then the connection is cut. */
  sends: z._default(z.enum(['accept', 'drop-answer', 'server-error', 'throttle']), 'accept'),
  /** The carrier fails every text with this code: a Twilio number or an AWS event type. */
  failCode: z._default(z.nullable(z.string().check(z.regex(/^(\d{5}|TEXT_[A-Z_]+)$/))), null),
  /** False: no delivery reports at all. */
  reports: z._default(z.boolean(), true),
  /**
   * The provider answers STOP, START and HELP itself, and blocks (KP-02, KP-04). False: keyword
   * handling is switched off at the provider, as for self-managed opt-outs (KP-05).
   */
  advancedOptOut: z._default(z.boolean(), false),
  /** The toll-free network answers STOP and UNSTOP itself, and blocks (KT-01 to KT-03). */
  tollFreeNetwork: z._default(z.boolean(), false),
  /** Every inbound text is posted twice, at the same time. */
  duplicateWebhooks: z._default(z.boolean(), false),
  email: z._default(z.enum(['accept', 'server-error']), 'accept'),
  dialer: z._default(z.enum(['accept', 'server-error']), 'accept'),
  /** Number validation as a whole. */
  lookUps: z._default(z.enum(['answer', 'server-error', 'throttle']), 'answer'),
  /** What number validation says, by phone; MOBILE for all others. */
  lines: z._default(
    z
      .record(z.string(), LineSchema)
      .check(z.refine((lines) => Object.keys(lines).length <= MAX_LINES, 'at most 1,000 lines')),
    {},
  ),
  /** Registrations of the customers, by the provider's id; there are no others. */
  registrations: z._default(
    z.record(Text, RegistrationSchema).check(z.refine(few, 'at most 200 registrations')),
    {},
  ),
  /** Numbers that AWS lists beside those of the connections. */
  numbers: z._default(z.record(Text, NumberSchema).check(z.refine(few, 'at most 200 numbers')), {}),
});
export type Mode = z.infer<typeof ModeSchema>;
export type ModeInput = z.input<typeof ModeSchema>;
