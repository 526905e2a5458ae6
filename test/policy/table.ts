/**
 * docs/policy.md over the classes of the abstract space: one row for each way in which a reason
 * arises. The classes that a row names are all that satisfy it; what it does not name may be
 * anything. `category` is what a text is judged as, not what was asked for.
 */
import type { Point } from '#bench/policy/space.ts';
import type { Reason } from './reasons.ts';

export type Row = {
  readonly code: Reason;
  readonly effect?: 'defer';
} & { readonly [D in Exclude<keyof Point, 'conversation'>]?: readonly Point[D][] } & {
  readonly conversation?: readonly Point['conversation'][];
};

type Categories = NonNullable<Row['category']>;
type Routes = NonNullable<Row['route']>;
type Consents = NonNullable<Row['consent']>;

const PROMOTED: Categories = ['marketing', 'informational'];
const ASKED_FOR: Categories = [...PROMOTED, 'conversational', 'essential'];
const OPT_IN: Categories = ['opt-in-request', 'opt-in-clarification', 'opt-in-confirmation'];
const STOPPABLE: Categories = [...PROMOTED, 'conversational', ...OPT_IN];
const SERVICE: Categories = ['informational', 'conversational'];

const INVALID: Routes = ['invalid', 'invalid-landline-unsent'];
const OVERSEAS: Routes = ['abroad', 'abroad-toll-free', 'abroad-broken'];
/** Numbers of Louisiana whose holder also named New York and Florida. */
const SOUTHERN: Routes = [
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
const VALID: Routes = [...SOUTHERN, ...OVERSEAS, 'canada', 'straddling'];
const NOT_ONLY_CANADA: Routes = [...SOUTHERN, ...OVERSEAS, 'straddling', ...INVALID];
/** Where nothing names a state, every state is one where the contact may be. */
const MAYBE_LOUISIANA: Routes = [...SOUTHERN, ...OVERSEAS, 'straddling'];
const MAYBE_FLORIDA: Routes = MAYBE_LOUISIANA;
const MAYBE_NEW_YORK: Routes = [...SOUTHERN, ...OVERSEAS];

const UNCONFIRMED: Consents = [
  'absent',
  'pending',
  'pending-untrusted',
  'pending-claimed',
  'pending-lapsed',
  'declined',
];

const OPTED_OUT: readonly Row[] = [
  {
    code: 'opted-out',
    category: STOPPABLE,
    stop: [
      'everything',
      'everything-essential-allowed',
      'everything-dnd',
      'widened',
      'widened-essential-allowed',
      'this-program',
    ],
  },
  { code: 'opted-out', category: ['essential'], stop: ['everything', 'everything-dnd', 'widened'] },
  { code: 'opted-out', category: ['marketing'], stop: ['marketing'] },
  {
    code: 'opted-out',
    category: OPT_IN,
    program: ['marketing', 'missing'],
    stop: ['marketing'],
  },
  { code: 'opted-out', category: SERVICE, stop: ['informational'] },
  { code: 'opted-out', category: OPT_IN, program: ['informational'], stop: ['informational'] },
  {
    code: 'do-not-disturb',
    category: [...STOPPABLE, 'essential', 'opt-out-confirmation'],
    stop: ['dnd', 'everything-dnd'],
  },
];

const NUMBER_AND_SENDER: readonly Row[] = [
  { code: 'invalid-number', route: INVALID },
  { code: 'landline', route: ['landline', 'invalid-landline-unsent'] },
  { code: 'voip-not-allowed', category: ASKED_FOR, route: ['voip-denied'] },
  { code: 'line-type-unknown', category: ['marketing'], route: ['unlooked-denied-marketing'] },
  {
    code: 'line-type-unknown',
    category: ['informational'],
    route: ['unlooked-denied-informational'],
  },
  {
    code: 'line-type-unknown',
    category: ['essential'],
    route: ['unlooked-denied-essential'],
  },
  {
    code: 'sender-unregistered',
    route: ['sender-missing', 'invalid-landline-unsent', 'sender-unregistered', 'abroad-broken'],
  },
  { code: 'sender-out-of-reach', route: ['abroad-toll-free', 'abroad-broken'] },
  {
    code: 'sender-paused',
    category: [...ASKED_FOR, ...OPT_IN],
    route: ['sender-paused', 'abroad-broken'],
  },
];

const CONSENT: readonly Row[] = [
  { code: 'no-consent', category: PROMOTED, consent: ['absent'] },
  { code: 'consent-declined', category: PROMOTED, consent: ['declined'] },
  {
    code: 'consent-pending',
    category: PROMOTED,
    consent: ['pending', 'pending-untrusted', 'pending-claimed'],
  },
  { code: 'consent-expired', category: PROMOTED, consent: ['pending-lapsed'] },
  {
    code: 'consent-expired',
    category: PROMOTED,
    consent: ['stale', 'all-wrong'],
    conversation: ['closed'],
  },
  {
    code: 'implied-consent-ended',
    category: PROMOTED,
    consent: ['implied-ended', 'all-wrong'],
  },
  { code: 'wrong-purpose', category: ['marketing'], program: ['informational', 'missing'] },
  { code: 'wrong-purpose', category: ['marketing'], consent: ['informational', 'all-wrong'] },
  {
    code: 'written-consent-required',
    category: ['marketing'],
    consent: ['express', 'implied', 'implied-ended', 'all-wrong'],
    route: NOT_ONLY_CANADA,
  },
  { code: 'seller-not-named', category: ['marketing'], consent: ['unnamed', 'all-wrong'] },
  {
    code: 'vendor-quarantined',
    category: [...PROMOTED, 'opt-in-request'],
    consent: ['untrusted', 'pending-untrusted', 'all-wrong'],
  },
];

const NOTICES: readonly Row[] = [
  {
    code: 'already-asked',
    category: ['opt-in-request'],
    rest: ['prohibited-asked', 'all-wrong'],
  },
  {
    code: 'already-asked',
    category: ['opt-in-request', 'opt-in-clarification'],
    consent: [
      'absent',
      'pending-lapsed',
      'declined',
      'good',
      'informational',
      'unnamed',
      'untrusted',
      'stale',
      'stale-answered',
      'express',
      'implied',
      'implied-ended',
      'all-wrong',
    ],
  },
  {
    code: 'no-basis-to-ask',
    category: ['opt-in-request'],
    consent: ['pending-claimed'],
    route: ['canada', 'straddling'],
  },
  {
    code: 'notice-late',
    category: ['opt-out-confirmation', 'opt-in-confirmation', 'opt-in-clarification', 'help-reply'],
    rest: ['shortener-late', 'all-wrong'],
  },
  { code: 'notice-late', category: ['opt-out-confirmation'], stop: ['none', 'dnd'] },
];

const CONTENT: readonly Row[] = [
  { code: 'content-prohibited', category: ASKED_FOR, rest: ['prohibited-asked', 'all-wrong'] },
  { code: 'public-url-shortener', category: ASKED_FOR, rest: ['shortener-late', 'all-wrong'] },
  { code: 'exclusive-opt-out', category: ASKED_FOR, rest: ['exclusive', 'all-wrong'] },
  {
    code: 'not-essential',
    category: ['essential'],
    rest: ['subject-cap-advertising', 'all-wrong'],
  },
];

const CAPS_AND_EMERGENCIES: readonly Row[] = [
  {
    code: 'emergency-ban',
    category: ['marketing'],
    rest: ['emergency-louisiana', 'all-wrong'],
    route: MAYBE_LOUISIANA,
  },
  {
    code: 'emergency-ban',
    category: ['marketing'],
    rest: ['emergency-later'],
    when: ['scheduled', 'scheduled-closed', 'scheduled-closed-reject'],
    route: MAYBE_LOUISIANA,
  },
  {
    code: 'emergency-ban',
    category: ['marketing'],
    rest: ['emergency-new-york', 'all-wrong'],
    route: MAYBE_NEW_YORK,
    consent: UNCONFIRMED,
  },
  {
    code: 'frequency-cap',
    category: PROMOTED,
    rest: ['subject-cap-advertising', 'all-wrong'],
  },
  {
    code: 'frequency-cap',
    category: PROMOTED,
    rest: ['state-cap-essential-cap'],
    route: MAYBE_FLORIDA,
  },
  {
    code: 'contact-cap',
    category: PROMOTED,
    rest: ['contact-cap', 'all-wrong'],
  },
  {
    code: 'contact-cap',
    category: ['essential'],
    rest: ['state-cap-essential-cap', 'all-wrong'],
  },
];

const TIME: readonly Row[] = [
  {
    code: 'scheduled',
    effect: 'defer',
    category: ASKED_FOR,
    when: ['scheduled', 'scheduled-closed', 'scheduled-closed-reject'],
  },
  { code: 'scheduled', category: ASKED_FOR, when: ['too-far'] },
  {
    code: 'quiet-hours',
    effect: 'defer',
    category: [...PROMOTED, 'opt-in-request'],
    route: VALID,
    when: ['closed', 'scheduled-closed'],
  },
  {
    code: 'quiet-hours',
    category: [...PROMOTED, 'opt-in-request'],
    route: VALID,
    when: ['closed-reject', 'never', 'scheduled-closed-reject'],
  },
];

export const TABLE: readonly Row[] = [
  ...NUMBER_AND_SENDER,
  ...OPTED_OUT,
  ...CONSENT,
  ...NOTICES,
  ...CONTENT,
  ...CAPS_AND_EMERGENCIES,
  ...TIME,
];
