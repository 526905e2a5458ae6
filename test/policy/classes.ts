/**
 * The reasons of docs/policy.md in its order, what a row of the table is, and the classes of the
 * abstract space that several rows name together.
 */
import type { Point } from '#bench/policy/space.ts';

/** In the order of the policy. */
export const REASONS = [
  'invalid-number',
  'landline',
  'voip-not-allowed',
  'line-type-unknown',
  'sender-unregistered',
  'sender-out-of-reach',
  'sender-paused',
  'opted-out',
  'do-not-disturb',
  'question-open',
  'no-consent',
  'consent-declined',
  'consent-pending',
  'consent-expired',
  'implied-consent-ended',
  'wrong-purpose',
  'written-consent-required',
  'seller-not-named',
  'vendor-quarantined',
  'already-asked',
  'no-basis-to-ask',
  'notice-late',
  'content-prohibited',
  'public-url-shortener',
  'exclusive-opt-out',
  'not-essential',
  'emergency-ban',
  'frequency-cap',
  'contact-cap',
  'scheduled',
  'quiet-hours',
] as const;
export type Reason = (typeof REASONS)[number];

export type Row = {
  readonly code: Reason;
  readonly effect?: 'defer';
} & { readonly [D in Exclude<keyof Point, 'conversation'>]?: readonly Point[D][] } & {
  readonly conversation?: readonly Point['conversation'][];
};

type Categories = NonNullable<Row['category']>;
type Routes = NonNullable<Row['route']>;
type Consents = NonNullable<Row['consent']>;

export const PROMOTED: Categories = ['marketing', 'informational'];
export const ASKED_FOR: Categories = [...PROMOTED, 'conversational', 'essential'];
export const OPT_IN: Categories = ['opt-in-request', 'opt-in-clarification', 'opt-in-confirmation'];
export const STOPPABLE: Categories = [...PROMOTED, 'conversational', ...OPT_IN];
export const SERVICE: Categories = ['informational', 'conversational'];

export const INVALID: Routes = ['invalid', 'invalid-landline-unsent'];
export const OVERSEAS: Routes = ['abroad', 'abroad-toll-free', 'abroad-broken'];
/** Numbers of Louisiana whose holder also named New York and Florida. */
export const SOUTHERN: Routes = [
  'good',
  'landline',
  'voip-denied',
  'unlooked-denied-marketing',
  'unlooked-denied-informational',
  'unlooked-denied-essential',
  'sender-missing',
  'sender-unregistered',
  'sender-paused',
];
export const VALID: Routes = [...SOUTHERN, ...OVERSEAS, 'canada', 'straddling'];
export const NOT_ONLY_CANADA: Routes = [...SOUTHERN, ...OVERSEAS, 'straddling', ...INVALID];
/** Where nothing names a state, every state is one where the contact may be. */
export const MAYBE_LOUISIANA: Routes = [...SOUTHERN, ...OVERSEAS, 'straddling'];
export const MAYBE_FLORIDA: Routes = MAYBE_LOUISIANA;
export const MAYBE_NEW_YORK: Routes = [...SOUTHERN, ...OVERSEAS];

type Whens = NonNullable<Row['when']>;
export const SCHEDULED: Whens = ['scheduled', 'scheduled-closed', 'scheduled-closed-reject'];
export const UNSCHEDULED: Whens = ['open', 'closed', 'closed-reject', 'never'];

export const UNCONFIRMED: Consents = [
  'absent',
  'pending',
  'pending-untrusted',
  'pending-claimed',
  'pending-lapsed',
  'declined',
];
