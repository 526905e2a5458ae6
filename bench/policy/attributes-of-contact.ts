/**
 * The classes of number, sender and consent (space-route.ts, space-contact.ts) as flat
 * attributes: said of the first representative of each. The gate is not asked.
 */
import type { Category } from '#shared/message.ts';
import type { Attributes } from './attributes.ts';
import type { Point } from './space.ts';

type Numbered = Pick<
  Attributes,
  | 'numberValid'
  | 'country'
  | 'line'
  | 'voipDenied'
  | 'unknownLineDenied'
  | 'onlyInCanada'
  | 'maybeInCanada'
>;
type Sending = Pick<Attributes, 'senderKind' | 'registration' | 'registrationApproved' | 'paused'>;
type Route = Numbered &
  Sending & {
    /** States with an own rule where the contact may be. */
    readonly states: readonly ('FL' | 'LA' | 'NY')[];
    /** The one category whose texts an unknown line is denied, where it is one. */
    readonly unlooked?: Category;
    /** Its pause is over when a scheduled text starts. */
    readonly pausedShortly?: true;
  };

const HOME: Numbered & Pick<Route, 'states'> = {
  numberValid: true,
  country: 'US',
  line: 'mobile',
  voipDenied: true,
  unknownLineDenied: true,
  onlyInCanada: false,
  maybeInCanada: false,
  states: ['FL', 'LA', 'NY'],
};
const LONG_CODE: Sending = {
  senderKind: 'long-code',
  registration: '10dlc',
  registrationApproved: true,
  paused: false,
};
const TOLL_FREE: Sending = { ...LONG_CODE, senderKind: 'toll-free', registration: 'toll-free' };
const NO_SENDER: Sending = {
  senderKind: 'none',
  registration: 'none',
  registrationApproved: false,
  paused: false,
};
const GOOD: Route = { ...HOME, ...LONG_CODE };
const ABROAD: Route = { ...GOOD, country: 'GB' };
const INVALID: Route = { ...GOOD, numberValid: false, country: '', states: [] };

export const ROUTE: Readonly<Record<Point['route'], Route>> = {
  good: GOOD,
  landline: { ...GOOD, line: 'landline' },
  'voip-denied': { ...GOOD, line: 'voip' },
  'unlooked-denied-marketing': { ...GOOD, line: 'none', unlooked: 'marketing' },
  'unlooked-denied-informational': { ...GOOD, line: 'none', unlooked: 'informational' },
  'unlooked-denied-essential': { ...GOOD, line: 'none', unlooked: 'essential' },
  canada: { ...GOOD, country: 'CA', onlyInCanada: true, maybeInCanada: true, states: [] },
  straddling: { ...GOOD, maybeInCanada: true, states: ['FL', 'LA'] },
  abroad: ABROAD,
  'abroad-toll-free': { ...ABROAD, ...TOLL_FREE },
  'abroad-broken': { ...ABROAD, ...TOLL_FREE, registrationApproved: false, paused: true },
  invalid: INVALID,
  'invalid-landline-unsent': { ...INVALID, ...NO_SENDER, line: 'landline' },
  'sender-missing': { ...GOOD, ...NO_SENDER },
  'sender-unregistered': { ...GOOD, registrationApproved: false },
  'sender-paused': { ...GOOD, paused: true, pausedShortly: true },
};

export type Consent = Pick<
  Attributes,
  | 'consent'
  | 'claimed'
  | 'grade'
  | 'basis'
  | 'consentPurpose'
  | 'monthsSinceConsent'
  | 'monthsSinceSign'
  | 'maxAgeMonths'
  | 'unnamed'
  | 'vendor'
>;

const WRITTEN: Consent = {
  consent: 'confirmed',
  claimed: false,
  grade: 'written',
  basis: 'none',
  consentPurpose: 'marketing',
  monthsSinceConsent: 1,
  monthsSinceSign: 1,
  maxAgeMonths: 18,
  unnamed: false,
  vendor: 'none',
};
const since = (months: number) => ({ monthsSinceConsent: months, monthsSinceSign: months });
const PURCHASE = { grade: 'implied', basis: 'purchase' } as const;

export const CONSENT: Readonly<Record<Point['consent'], Consent>> = {
  absent: { ...WRITTEN, ...since(0), consent: 'none', grade: 'none', consentPurpose: 'none' },
  pending: { ...WRITTEN, consent: 'pending' },
  'pending-claimed': { ...WRITTEN, consent: 'pending', grade: 'express', claimed: true },
  'pending-lapsed': { ...WRITTEN, ...since(3), consent: 'lapsed' },
  'pending-untrusted': { ...WRITTEN, consent: 'pending', vendor: 'quarantined' },
  declined: { ...WRITTEN, consent: 'declined' },
  good: WRITTEN,
  informational: { ...WRITTEN, consentPurpose: 'informational' },
  unnamed: { ...WRITTEN, unnamed: true },
  untrusted: { ...WRITTEN, vendor: 'quarantined' },
  stale: { ...WRITTEN, ...since(20) },
  'stale-answered': { ...WRITTEN, ...since(20), monthsSinceSign: 9 },
  express: { ...WRITTEN, grade: 'express' },
  implied: { ...WRITTEN, ...PURCHASE, ...since(12), maxAgeMonths: 36 },
  'implied-ended': { ...WRITTEN, ...PURCHASE, ...since(30), maxAgeMonths: 0 },
  'all-wrong': {
    ...WRITTEN,
    ...since(40),
    grade: 'implied',
    consentPurpose: 'informational',
    unnamed: true,
    vendor: 'quarantined',
  },
};
