/**
 * What an account configures beside its settings: programs, senders, forms, disclosures, vendors,
 * templates and integrations, as the schemas that check a PUT, the types the rules read and the
 * API shows.
 */
import * as z from 'zod/mini';
import { REGISTRATION_STATES } from './data/registration-states.ts';
import {
  ATLEAST_ONE,
  HttpsOrigin,
  Id,
  MAX_NAME,
  Mailbox,
  Name,
  Text,
  Time,
  Url,
} from './fields.ts';
import type { Settings } from './settings.ts';

export const CHANNELS = ['sms', 'voice', 'email'] as const;
export type Channel = (typeof CHANNELS)[number];

export const LANGUAGES = ['en', 'es', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** CT-08: no law sets it; thirty days is what aggregators ask for. */
export const DEFAULT_REMINDER = { days: 30, texts: null };

export const ProgramSchema = z.strictObject({
  name: Name,
  purpose: z.enum(['marketing', 'informational']),
  sender: z._default(Id, 'main'),
  /** What is promised about how often, shown in the opt-in text (CT-05). */
  frequency: z._default(z.string().check(z.maxLength(MAX_NAME)), 'Msg frequency varies.'),
  /** When the opt-out line is repeated: after so many days or texts without it (CT-08). */
  /** How to reach a person about this program, for HELP; the account's own where absent. */
  helpContact: z.exactOptional(z.string().check(z.trim(), z.minLength(3), z.maxLength(MAX_NAME))),
  optOutReminder: z._default(
    z.strictObject({
      days: z.nullable(z.int().check(ATLEAST_ONE, z.maximum(366))),
      texts: z.nullable(z.int().check(ATLEAST_ONE, z.maximum(1_000))),
    }),
    DEFAULT_REMINDER,
  ),
});
export type Program = z.infer<typeof ProgramSchema> & { readonly id: string };

/** As long as the ids and ARNs of AWS may be. */
const Reference = z.string().check(z.maxLength(256));
const NativeStatus = z.strictObject({
  /** The provider's own word; what it means is in data/registration-states.ts. */
  status: z.string().check(z.trim(), z.minLength(1), z.maxLength(MAX_NAME)),
  /** What the provider calls it: BN…, QE…, HH…, registration-…. */
  reference: z.exactOptional(Reference),
  /** Why, in the provider's words. */
  detail: z.exactOptional(z.string().check(z.maxLength(500))),
});
export type NativeStatus = z.infer<typeof NativeStatus>;

/** 10DLC campaign, toll-free verification or short code lease (RG-01 to RG-08). */
const RegistrationSchema = z.strictObject({
  kind: z.enum(['10dlc', 'toll-free', 'short-code']),
  /** Follows from the provider's words where any are given: see registrations.ts. */
  status: z._default(z.enum(REGISTRATION_STATES), 'none'),
  reference: z.exactOptional(Reference),
  /** Of 10DLC. */
  brand: z.exactOptional(NativeStatus),
  campaign: z.exactOptional(NativeStatus),
  /** Of toll-free numbers and short codes. */
  verification: z.exactOptional(NativeStatus),
  /** The number itself, where the provider has a state for it. */
  number: z.exactOptional(NativeStatus),
  /** When the provider was last read and said something new. */
  checkedAt: z.exactOptional(Time),
});
export type Registration = z.infer<typeof RegistrationSchema>;

export const SenderSchema = z.strictObject({
  number: z.string().check(z.minLength(3), z.maxLength(32)),
  provider: z.enum(['twilio', 'aws']),
  registration: RegistrationSchema,
  /** Stopped by hand, or by the rates rule until an instant. */
  paused: z.exactOptional(
    z.strictObject({
      reason: z.string().check(z.trim(), z.minLength(3), z.maxLength(500)),
      by: z._default(z.enum(['admin', 'rates']), 'admin'),
      until: z.exactOptional(Time),
    }),
  ),
  /** Twilio Messaging Service or AWS configuration set, when one is used. */
  service: z.exactOptional(z.string().check(z.maxLength(MAX_NAME))),
  /** True when the provider itself answers STOP and HELP on this number: then we keep silent. */
  providerAnswersKeywords: z._default(z.boolean(), false),
  /** The program that a keyword sent to this number opts in to. */
  program: z._default(Id, 'default'),
});
export type SenderKind = 'long-code' | 'toll-free' | 'short-code';
/** `number` is E.164, or the digits of a short code. */
export type Sender = z.infer<typeof SenderSchema> & {
  readonly id: string;
  readonly kind: SenderKind;
  /** Texts from before count for no rate: a pause by the rates rule was lifted then (health.ts). */
  readonly judgedFrom?: string;
};
/** A sender as a PUT would make it: what its entries in the ledger show, whoever changed it. */
export const senderBody = ({ id: _, kind: __, judgedFrom: ___, ...body }: Sender) => body;

export const FormSchema = z.strictObject({
  name: Name,
  program: Id,
  disclosure: Id,
  origins: z.array(HttpsOrigin).check(z.minLength(1), z.maxLength(20)),
});
export type Form = z.infer<typeof FormSchema> & { readonly key: string };

/** A wording once registered never changes: a new wording is a new version. */
export const DisclosureSchema = z.strictObject({
  text: Text,
  language: z._default(z.enum(LANGUAGES), 'en'),
});
export type Disclosure = z.infer<typeof DisclosureSchema> & {
  readonly version: string;
  /** SHA-256 of the text, white space folded. */
  readonly hash: string;
};

export const VendorSchema = z.strictObject({
  name: Name,
  /** A vendor's leads wait in quarantine until an admin trusts the vendor (CN-34). */
  status: z._default(z.enum(['quarantined', 'trusted', 'blocked']), 'quarantined'),
});
export type Vendor = z.infer<typeof VendorSchema> & { readonly id: string };

export const TEMPLATE_NAMES = [
  'opt-in-request',
  'opt-in-clarification',
  'opt-in-mail',
  'opt-in-mail-subject',
  'opt-in-confirmation',
  'opt-out-confirmation',
  'opt-out-confirmation-part',
  'opt-out-confirmation-which',
  'opt-out-line',
  'help-reply',
  'opt-out-question',
] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];
export const TemplateSchema = z.strictObject({
  en: z.string().check(z.minLength(1), z.maxLength(480)),
  es: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(480))),
  fr: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(480))),
});
export type Template = z.infer<typeof TemplateSchema>;

const namesListOrSender = (email: {
  readonly contactList?: string;
  readonly topic?: string;
  readonly from?: string;
}): boolean =>
  (email.contactList === undefined) === (email.topic === undefined) &&
  (email.contactList ?? email.from) !== undefined;

const Secret = z.string().check(z.minLength(8), z.maxLength(256));
export const INTEGRATION_SCHEMAS = {
  twilio: z.strictObject({
    accountSid: z.string().check(z.regex(/^AC[0-9a-f]{32}$/, 'an account SID starts with AC')),
    authToken: Secret,
  }),
  /** Sending identity is the function's own role; only the configuration set is a choice. */
  aws: z.strictObject({ configurationSet: z.exactOptional(Id) }),
  /** Webhook in Standard Webhooks form; the secret is `whsec_` and base64. */
  dialer: z.strictObject({
    url: Url,
    secret: z
      .string()
      .check(z.regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'use whsec_ and base64')),
  }),
  email: z
    .strictObject({
      /** SES v2 contact list with one topic per channel that the firm mails about. */
      contactList: z.exactOptional(Id),
      topic: z.exactOptional(Id),
      /** What mails are sent from, verified with SES; without one nothing is mailed. */
      from: z.exactOptional(Mailbox),
    })
    .check(z.refine(namesListOrSender, 'give contactList with topic, from, or all three')),
} as const;
export type IntegrationName = keyof typeof INTEGRATION_SCHEMAS;
export type Integrations = {
  readonly [Name in IntegrationName]?: z.infer<(typeof INTEGRATION_SCHEMAS)[Name]>;
};

/** The head of an account as the handlers see it. `region` and `mode` are set when it is made. */
export interface Account {
  readonly id: string;
  /** ISO country in which numbers without a prefix are read. */
  readonly region: string;
  readonly mode: 'live' | 'test';
  readonly settings: Settings;
  /** The instant that an account in test mode has set; absent while its clock runs. */
  readonly testClock?: number;
  readonly integrations: Integrations;
}
