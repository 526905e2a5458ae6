/**
 * The bodies that the HTTP surface takes, as schemas: what checks a request is what OpenAPI shows.
 * Configuration bodies are in account.ts, beside the types they make.
 */
import * as z from 'zod/mini';
import { CHANNELS } from './account.ts';
import { err, ok, type Result } from './basics.ts';
import { RULINGS } from './doubt-entries.ts';
import { EmailAddress, Id, Time } from './fields.ts';
import { findUnstorable, pointerPart } from './json.ts';
import { CONSENT_SOURCES, PURPOSES, REVOCATION_SOURCES } from './ledger.ts';
import { CATEGORIES } from './message.ts';
import { type InvalidField, type Problem, problem } from './problems.ts';
import type { RouteKey } from './routes.ts';

/** Bodies over this are refused before they are parsed, on all routes but these. */
export const MAX_BODY_BYTES = 64 * 1024;
/**
 * The routes that take longer ones. A thousand texts of the providers' longest, 1,600 characters,
 * are 4.8 MB in any script; Lambda takes 6 MB with all that API Gateway puts around a body.
 */
const LONGER: { readonly [route in RouteKey]?: number } = { 'POST /v1/readings': 5 * 1024 * 1024 };
export const maxBodyBytes = (route: RouteKey): number => LONGER[route] ?? MAX_BODY_BYTES;
export const MAX_PAGE = 100;

const PhoneText = z.string().check(z.minLength(3), z.maxLength(40));
const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(120));
const Label = z.string().check(z.minLength(1), z.maxLength(120));
const LongText = z.string().check(z.minLength(1), z.maxLength(5_000));
const Url = z
  .string()
  .check(z.maxLength(2_000), z.regex(/^https?:\/\/\S+$/, 'use an http address'));
const Nullable = <T extends z.core.SomeType>(type: T) => z.exactOptional(z.nullable(type));

const Evidence = z.looseObject({
  checkboxDefault: z.exactOptional(z.enum(['unchecked', 'checked', 'none'])),
  trustedFormCertUrl: Nullable(Url),
  leadId: Nullable(Label),
});
/** Of the US, or of Canada: a letter, a digit and a letter; a digit, a letter and a digit. */
const ZIP = /^(\d{5}(-\d{4})?|[A-Za-z]\d[A-Za-z] ?\d[A-Za-z]\d)$/;
const Place = z.strictObject({
  state: z.exactOptional(z.string().check(z.regex(/^([A-Z]{2}-)?[A-Z]{2}$/, 'use FL or US-FL'))),
  zip: z.exactOptional(
    z.string().check(z.regex(ZIP, 'use a five-digit ZIP or a code like V5K 0A1')),
  ),
  timeZone: z.exactOptional(
    z.string().check(z.maxLength(64), z.refine(isTimeZone, 'use an IANA zone')),
  ),
});

const consentFields = {
  phone: PhoneText,
  email: Nullable(EmailAddress),
  name: Nullable(Name),
  consents: z.strictObject({
    sms: z._default(z.boolean(), false),
    email: z._default(z.boolean(), false),
    voice: z._default(z.boolean(), false),
  }),
  program: z._default(Id, 'default'),
  page: z.exactOptional(z.looseObject({ url: z.exactOptional(Url) })),
  evidence: z.exactOptional(Evidence),
  externalId: Nullable(Label),
  place: z.exactOptional(Place),
};
const Disclosure = z.strictObject({ version: Id, text: LongText });

export const FormConsentSchema = z.strictObject({ ...consentFields, disclosure: Disclosure });
export type FormConsent = z.infer<typeof FormConsentSchema>;

export const ConsentSchema = z.strictObject({
  ...consentFields,
  disclosure: z.exactOptional(Disclosure),
  source: z.enum(CONSENT_SOURCES),
  obtainedAt: z.exactOptional(Time),
  obtainedBy: z.exactOptional(Label),
  /** What implies consent, at `obtainedAt`, where nobody asked for it (CASL s.10(9)-(10)). */
  basis: z.exactOptional(z.enum(['purchase', 'inquiry'])),
  vendorId: z.exactOptional(Id),
  document: z.exactOptional(z.looseObject({ reference: Label, hash: z.exactOptional(Label) })),
  recording: z.exactOptional(z.looseObject({ reference: Label })),
});
export type ConsentRequest = z.infer<typeof ConsentSchema>;

export const RevocationSchema = z.strictObject({
  phone: z.exactOptional(PhoneText),
  email: z.exactOptional(EmailAddress),
  channels: z.union([
    z.literal('all'),
    z.array(z.enum(CHANNELS)).check(z.minLength(1), z.maxLength(3)),
  ]),
  source: z.enum(REVOCATION_SOURCES),
  receivedAt: z.exactOptional(Time),
  text: z.exactOptional(z.string().check(z.maxLength(5_000))),
  program: z.exactOptional(Id),
  purpose: z.exactOptional(z.enum(PURPOSES)),
  /** "Call me instead": the channel that the person would rather be reached by. */
  prefers: z.exactOptional(z.enum(CHANNELS)),
});
export type RevocationRequest = z.infer<typeof RevocationSchema>;

/** A call that was made. `reference` is the dialer's name for it: a repeat is the same call. */
export const CallSchema = z.strictObject({
  phone: PhoneText,
  calledAt: z.exactOptional(Time),
  subject: z._default(Label, 'general'),
  reference: z.exactOptional(Label),
});
export type CallRequest = z.infer<typeof CallSchema>;

export const DndSchema = z.strictObject({
  sms: z.exactOptional(z.boolean()),
  voice: z.exactOptional(z.boolean()),
  email: z.exactOptional(z.boolean()),
  reason: z.string().check(z.trim(), z.minLength(3), z.maxLength(500)),
  evidence: z.exactOptional(
    z.union([
      z.string().check(z.trim(), z.minLength(3), z.maxLength(2_000)),
      z.record(z.string(), z.unknown()),
    ]),
  ),
});

export const RulingSchema = z.strictObject({
  ruling: z.enum(RULINGS),
  reason: z.string().check(z.trim(), z.minLength(3), z.maxLength(500)),
});

export const MessageRequestSchema = z.strictObject({
  to: PhoneText,
  program: z._default(Id, 'default'),
  body: z.string().check(z.minLength(1), z.maxLength(1_600)),
  category: z._default(z.enum(CATEGORIES), 'marketing'),
  sender: z._default(Id, 'main'),
  quietHours: z._default(z.enum(['defer', 'reject']), 'defer'),
  sendAt: Nullable(Time),
  subject: z._default(z.string().check(z.minLength(1), z.maxLength(120)), 'general'),
  /** While the contact has not confirmed: refuse (when absent), or hold until YES. */
  onPending: z.exactOptional(z.enum(['refuse', 'hold'])),
});
export type MessageRequest = z.infer<typeof MessageRequestSchema>;

/** The question alone may be asked of another day, or of a rule pack by name; see as-of.ts. */
export const DecisionRequestSchema = z.extend(MessageRequestSchema, {
  asOf: z.exactOptional(z.string().check(z.maxLength(40))),
  pack: z.exactOptional(z.string().check(z.maxLength(40))),
});

/** Texts of one request: a tenth of a second of reading. */
const MAX_READINGS = 1_000;
export const ReadingsSchema = z.strictObject({
  texts: z.array(z.string().check(z.maxLength(10_000))).check(z.maxLength(MAX_READINGS)),
  context: z.exactOptional(
    z.strictObject({
      pending: z.exactOptional(z.enum(['opt-in', 'opt-out'])),
      lastText: z.exactOptional(z.string().check(z.maxLength(1_600))),
      /** What the text quotes, where its provider says so. */
      quotedText: z.exactOptional(z.string().check(z.maxLength(1_600))),
      knownLanguage: z.exactOptional(z.enum(['en', 'es', 'fr'])),
    }),
  ),
});

export const TestClockSchema = z.strictObject({ now: Time });
export const KeySchema = z.strictObject({
  role: z.enum(['admin', 'agent', 'service']),
  name: Label,
});

/** Checks a JSON body. Issues name the place and what to do, never the value that was sent. */
export function parseBody<T extends z.core.$ZodType>(
  schema: T,
  text: string,
): Result<z.output<T>, Problem> {
  let value: unknown;
  try {
    value = JSON.parse(text === '' ? 'null' : text);
  } catch {
    return err(problem('invalid-json', 'Send the body as JSON, in UTF-8.'));
  }
  const unstorable = findUnstorable(value);
  if (unstorable) return err(invalid([unstorable]));
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return ok(parsed.data);
  return err(invalid(parsed.error.issues.slice(0, 20).map(invalidField)));
}

const invalid = (errors: readonly InvalidField[]): Problem =>
  problem('invalid-request', 'Correct the fields listed in errors.', { errors });

function invalidField(issue: z.core.$ZodIssue): InvalidField {
  const pointer = issue.path.map((part) => `/${pointerPart(part)}`).join('');
  if (issue.code === 'unrecognized_keys') {
    return { pointer, detail: unknownFields(issue.keys) };
  }
  return { pointer, detail: wordsFor(issue) };
}

/** Names that look like names; a number or an address that came as one is not told. */
function unknownFields(keys: readonly string[]): string {
  const named = keys.filter((key) => /^[A-Za-z]{1,40}$/.test(key)).slice(0, MAX_NAMED);
  return `has a field that this request does not take${named.length > 0 ? `: ${named.join(', ')}` : ''}`;
}

const MAX_NAMED = 5;

/** zod/mini carries no messages of its own, which keeps 20 KB out of every function. */
function wordsFor(issue: z.core.$ZodIssue): string {
  if (issue.message !== 'Invalid input') return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected}`;
    case 'invalid_value':
      return `expected one of: ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `expected at least ${String(issue.minimum)}`;
    case 'too_big':
      return `expected at most ${String(issue.maximum)}`;
    default:
      return 'is not as the contract says';
  }
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone: name }));
  } catch {
    return false;
  }
}
