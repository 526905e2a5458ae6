/**
 * docs/policy.md over the classes of the abstract space: one row for each way in which a reason
 * arises. The classes that a row names are all that satisfy it; what it does not name may be
 * anything. `category` is what a text is judged as, not what was asked for.
 */
import {
  ASKED_FOR,
  INVALID,
  MAYBE_FLORIDA,
  MAYBE_LOUISIANA,
  MAYBE_NEW_YORK,
  NOT_ONLY_CANADA,
  OPT_IN,
  PROMOTED,
  type Row,
  SCHEDULED,
  UNCONFIRMED,
  UNSCHEDULED,
  VALID,
} from './classes.ts';
import { STOPPED } from './table-stop.ts';

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
    route: ['abroad-broken'],
  },
  {
    code: 'sender-paused',
    category: [...ASKED_FOR, ...OPT_IN],
    route: ['sender-paused'],
    when: UNSCHEDULED,
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
    code: 'consent-expired',
    category: PROMOTED,
    consent: ['stale-answered'],
    conversation: ['closed'],
    when: ['too-far'],
  },
  {
    code: 'implied-consent-ended',
    category: PROMOTED,
    consent: ['implied-ended', 'all-wrong'],
  },
  {
    code: 'implied-consent-ended',
    category: PROMOTED,
    consent: ['implied'],
    when: ['too-far'],
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
    category: [
      'opt-out-confirmation',
      'opt-in-confirmation',
      'opt-in-clarification',
      'help-reply',
      'opt-out-question',
    ],
    rest: ['shortener-late', 'all-wrong'],
  },
  {
    code: 'notice-late',
    category: ['opt-out-confirmation'],
    stop: ['none', 'dnd', 'asked', 'asked-essential-allowed'],
  },
  {
    code: 'notice-late',
    category: ['opt-out-question'],
    stop: [
      'none',
      'everything',
      'everything-essential-allowed',
      'this-program',
      'marketing',
      'informational',
      'other-program',
      'widened',
      'widened-essential-allowed',
      'dnd',
      'everything-dnd',
    ],
  },
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
    when: SCHEDULED,
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
    when: UNSCHEDULED,
  },
  {
    code: 'frequency-cap',
    category: PROMOTED,
    rest: ['state-cap-essential-cap'],
    route: MAYBE_FLORIDA,
    when: UNSCHEDULED,
  },
  {
    code: 'contact-cap',
    category: PROMOTED,
    rest: ['all-wrong'],
    when: UNSCHEDULED,
  },
  {
    code: 'contact-cap',
    category: PROMOTED,
    rest: ['contact-cap'],
    when: [...UNSCHEDULED, ...SCHEDULED],
  },
  {
    code: 'contact-cap',
    category: ['essential'],
    rest: ['state-cap-essential-cap', 'all-wrong'],
    when: UNSCHEDULED,
  },
];

const TIME: readonly Row[] = [
  {
    code: 'scheduled',
    effect: 'defer',
    category: ASKED_FOR,
    when: SCHEDULED,
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
  ...STOPPED,
  ...CONSENT,
  ...NOTICES,
  ...CONTENT,
  ...CAPS_AND_EMERGENCIES,
  ...TIME,
];
