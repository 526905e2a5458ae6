/**
 * What an account configures: settings, programs, senders, forms, disclosures, vendors, templates
 * and integrations, as the schemas that check a PUT, the types the rules read and the API shows.
 */
import * as z from 'zod/mini';

export const CHANNELS = ['sms', 'voice', 'email'] as const;
export type Channel = (typeof CHANNELS)[number];

export const LANGUAGES = ['en', 'es', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

const MAX_NAME = 80;
const MAX_TEXT = 5_000;

export const Id = z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'use 1 to 64 letters, digits, . _ or -'));
const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(MAX_NAME));
const Text = z.string().check(z.minLength(1), z.maxLength(MAX_TEXT));
const HttpsOrigin = z
  .string()
  .check(z.regex(/^https?:\/\/[^/\s]{1,253}$/, 'use scheme and host only: https://www.example'));
const Url = z.string().check(z.regex(/^https?:\/\/\S{1,2000}$/, 'use an http or https address'));
const ATLEAST_ONE = z.minimum(1);

export const SettingsSchema = z.strictObject({
  /** The firm's name as people know it: prefix of texts, subject of notices (CT-17). */
  brand: Name,
  /** How to reach a person, for HELP (KW-12). */
  helpContact: z.string().check(z.trim(), z.minLength(3), z.maxLength(MAX_NAME)),
  doubleOptIn: z.strictObject({ enabled: z.boolean() }),
  /** Which contacts get the opt-out line on their first text ever. */
  firstTextNotice: z.strictObject({
    selfRegistered: z.boolean(),
    manual: z.boolean(),
    import: z.boolean(),
  }),
  senderNamePrefix: z.boolean(),
  /**
   * How far a STOP reaches: texts and automated calls (`sms`), or every channel (`all`; RV-11,
   * D-06).
   */
  optOutScope: z.enum(['sms', 'all']),
  /**
   * Consent older than this since it was given or last answered is stale (CT-19: policy, not law).
   */
  consentMaxAgeMonths: z.nullable(z.int().check(ATLEAST_ONE, z.maximum(120))),
  /** Texts to one person on one subject in a rolling window, over all senders (QX-04). */
  frequencyCap: z.strictObject({
    limit: z.int().check(ATLEAST_ONE, z.maximum(20)),
    hours: z.int().check(ATLEAST_ONE, z.maximum(72)),
  }),
  /** How long after a person's own text a reply counts as conversational (CT-01). */
  conversationHours: z.int().check(ATLEAST_ONE, z.maximum(168)),
});
export type Settings = z.infer<typeof SettingsSchema>;

/** A change of settings: only what is named changes, so that a client need not know them all. */
export const SettingsPatchSchema = z.extend(z.partial(SettingsSchema), {
  /** Turning double opt-in off is a risk that an admin takes by name. */
  acknowledgeRisk: z.exactOptional(z.boolean()),
});

export const ProgramSchema = z.strictObject({
  name: Name,
  purpose: z.enum(['marketing', 'informational']),
  /**
   * Overrides of the account's double opt-in are not offered: one switch, one risk (DESIGN.md 5).
   */
  sender: z._default(Id, 'main'),
  /** What is promised about how often, shown in the opt-in text (CT-05). */
  frequency: z._default(z.string().check(z.maxLength(MAX_NAME)), 'Msg frequency varies.'),
});
export type Program = z.infer<typeof ProgramSchema> & { readonly id: string };

export const REGISTRATION_STATES = [
  'none',
  'pending',
  'approved',
  'rejected',
  'suspended',
] as const;
export const SenderSchema = z.strictObject({
  number: z.string().check(z.minLength(3), z.maxLength(32)),
  provider: z.enum(['twilio', 'aws']),
  /** 10DLC campaign, toll-free verification or short code lease (RG-01 to RG-08). */
  registration: z.strictObject({
    kind: z.enum(['10dlc', 'toll-free', 'short-code']),
    status: z.enum(REGISTRATION_STATES),
    reference: z.exactOptional(z.string().check(z.maxLength(MAX_NAME))),
  }),
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
};

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
  'opt-in-confirmation',
  'opt-out-confirmation',
  'opt-out-line',
  'help-reply',
] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];
export const TemplateSchema = z.strictObject({
  en: z.string().check(z.minLength(1), z.maxLength(480)),
  es: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(480))),
  fr: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(480))),
});
export type Template = z.infer<typeof TemplateSchema>;

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
  /** SES v2 contact list with one topic per channel that the firm mails about. */
  email: z.strictObject({ contactList: Id, topic: Id }),
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

export const DEFAULT_SETTINGS: Omit<Settings, 'brand' | 'helpContact'> = {
  doubleOptIn: { enabled: true },
  firstTextNotice: { selfRegistered: true, manual: false, import: false },
  senderNamePrefix: true,
  optOutScope: 'sms',
  consentMaxAgeMonths: 18,
  frequencyCap: { limit: 3, hours: 24 },
  conversationHours: 24,
};
