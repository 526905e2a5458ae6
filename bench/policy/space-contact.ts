/**
 * The abstract space: revocations and consent of the contact, as classes with concrete
 * representatives (see space.ts). Do-not-disturb shares a dimension with revocations: no rule joins
 * the two. It decides nothing.
 */
import type { Vendor } from '#shared/account.ts';
import { type Instant, present } from '#shared/basics.ts';
import { packNamed } from '#shared/packs/index.ts';
import type { RulePack } from '#shared/packs/pack.ts';
import type { Settings } from '#shared/settings.ts';
import type { ConsentState, Facts } from '#shared/standing.ts';

const at = (time: string): Instant => Date.parse(time);

export interface StopCase {
  readonly revoked: Facts['revoked'];
  readonly dnd: Facts['dnd'];
  readonly question: Facts['question'];
  readonly revokeAll: Settings['revokeAll'];
  readonly essentialAfterStop: Settings['essentialAfterStop'];
  readonly pack: RulePack;
}

/** In force at the time of the space; the one before it has no revoke-all rule yet. */
const PACK = present(packNamed('2027-01-31'), 'the newest pack');
const OLD_PACK = present(packNamed('2026-10-18'), 'an older pack');
const BEFORE = at('2027-01-15T12:00:00Z');
const AFTER = at('2027-02-05T12:00:00Z');

const stop = (revoked: Facts['revoked'], news: Partial<StopCase> = {}): StopCase => ({
  revoked,
  dnd: {},
  question: undefined,
  revokeAll: 'by-date',
  essentialAfterStop: 'deny',
  pack: PACK,
  ...news,
});
/** Revoked for this scope alone: before the day, without the rule, or under older rules. */
const narrow = (scope: string): readonly StopCase[] => [
  stop({ [`sms:${scope}`]: BEFORE }),
  stop({ [`sms:${scope}`]: AFTER }, { revokeAll: 'off', essentialAfterStop: 'allow' }),
  stop({ [`sms:${scope}`]: AFTER }, { pack: OLD_PACK }),
];
const EVERYTHING = { 'sms:*': BEFORE };
const QUESTION = { seq: 9, at: 0, until: at('2027-02-11T12:00:00Z'), channels: ['sms'] } as const;
const TEXTS = { sms: true } as const;
const widened = (essentialAfterStop: StopCase['essentialAfterStop']): readonly StopCase[] => [
  stop({ 'sms:service': AFTER }, { essentialAfterStop }),
  stop({ 'sms:service': BEFORE }, { essentialAfterStop, revokeAll: 'on' }),
  stop({ 'sms:default': AFTER }, { essentialAfterStop }),
  stop({ 'sms:@marketing': AFTER }, { essentialAfterStop }),
  stop({ 'sms:@informational': BEFORE }, { essentialAfterStop, revokeAll: 'on', pack: OLD_PACK }),
  stop({ 'sms:service': BEFORE, 'sms:@informational': AFTER }, { essentialAfterStop }),
];

export const STOPS = {
  none: [
    stop({}),
    stop({}, { revokeAll: 'on', pack: OLD_PACK }),
    stop({ 'voice:*': AFTER, 'email:*': AFTER }, { dnd: { voice: true, email: true } }),
    stop({ 'voice:default': AFTER }, { revokeAll: 'on' }),
  ],
  everything: [stop(EVERYTHING), stop(EVERYTHING, { revokeAll: 'off', pack: OLD_PACK })],
  /** With `essentialAfterStop: allow`, here and below. */
  'everything-essential-allowed': [
    stop(EVERYTHING, { essentialAfterStop: 'allow' }),
    stop({ 'sms:*': AFTER, 'sms:default': AFTER }, { essentialAfterStop: 'allow' }),
  ],
  'this-program': narrow('default'),
  marketing: narrow('@marketing'),
  informational: narrow('@informational'),
  'other-program': narrow('service'),
  /** A narrow one that the revoke-all rule makes one of everything. */
  widened: widened('deny'),
  'widened-essential-allowed': widened('allow'),
  dnd: [stop({}, { dnd: TEXTS }), stop({}, { dnd: TEXTS, essentialAfterStop: 'allow' })],
  'everything-dnd': [stop(EVERYTHING, { dnd: TEXTS })],
  /** Our question whether to stop is open; its time may be over without anybody having looked. */
  asked: [
    stop({}, { question: QUESTION }),
    stop({}, { question: { ...QUESTION, until: AFTER } }),
    stop({ 'voice:*': AFTER }, { question: QUESTION, dnd: { voice: true } }),
  ],
  'asked-essential-allowed': [stop({}, { question: QUESTION, essentialAfterStop: 'allow' })],
  'everything-asked': [stop(EVERYTHING, { question: QUESTION })],
} as const satisfies Record<string, readonly StopCase[]>;

export interface ConsentCase {
  readonly consents: Facts['consents'];
  readonly vendor: Vendor | undefined;
  readonly maxAgeMonths: number | null;
  /** When the person last wrote, where no conversation is open. */
  readonly answeredAt: Instant | undefined;
}

const MONTHS_AGO = {
  1: at('2027-01-10T12:00:00Z'),
  3: at('2026-11-10T12:00:00Z'),
  9: at('2026-05-10T12:00:00Z'),
  12: at('2026-02-10T12:00:00Z'),
  20: at('2025-06-10T12:00:00Z'),
  30: at('2024-08-10T12:00:00Z'),
  40: at('2023-10-10T12:00:00Z'),
} as const;

const consent = (
  news: Partial<ConsentState> = {},
  more: Partial<Omit<ConsentCase, 'consents'>> = {},
): ConsentCase => ({
  consents: {
    'sms:default': {
      status: 'confirmed',
      grade: 'written',
      purpose: 'marketing',
      at: MONTHS_AGO[1],
      hash: 'c'.repeat(64),
      source: 'web-form',
      ...news,
    },
  },
  vendor: undefined,
  maxAgeMonths: 18,
  answeredAt: undefined,
  ...more,
});
const LEAD = { vendor: 'leads', source: 'vendor' } as const;
const untrusted = (news: Partial<ConsentState>): readonly ConsentCase[] => [
  consent({ ...LEAD, ...news }, { vendor: { id: 'leads', name: 'Leads', status: 'quarantined' } }),
  consent({ ...LEAD, ...news }, { vendor: { id: 'leads', name: 'Leads', status: 'blocked' } }),
  consent({ ...LEAD, ...news }),
];
const TRUSTED: Vendor = { id: 'leads', name: 'Leads', status: 'trusted' };
/** Pending since a week, whenever it was given. */
const WAITING = { status: 'pending', since: at('2027-02-03T12:00:00Z') } as const;
/** All that is wrong with a confirmed consent. */
const POOR = {
  grade: 'implied',
  purpose: 'informational',
  at: MONTHS_AGO[40],
  unnamed: true,
} as const;
/** To other programs and channels: none of them is the consent. */
const ELSEWHERE = Object.fromEntries(
  ['sms:service', 'voice:default', 'email:default'].map((key) => [
    key,
    present(consent().consents['sms:default'], 'a consent'),
  ]),
);

export const CONSENTS = {
  absent: [
    { ...consent(), consents: {} },
    { ...consent(), consents: ELSEWHERE },
  ],
  pending: [
    consent(WAITING),
    consent({ ...POOR, ...WAITING, grade: 'express' }),
    consent({ ...WAITING, grade: 'implied', basis: 'purchase', at: MONTHS_AGO[20] }),
  ],
  'pending-untrusted': untrusted(WAITING),
  /** Said by others, with nothing behind it that the person did, or not any more. */
  'pending-claimed': [
    consent({ ...WAITING, grade: 'express', source: 'import' }),
    consent({ ...WAITING, grade: 'express', source: 'manual' }),
    consent({ ...LEAD, ...WAITING, grade: 'express' }, { vendor: TRUSTED }),
    consent({ ...WAITING, grade: 'implied', basis: 'inquiry', at: MONTHS_AGO[9] }),
    consent({ ...WAITING, grade: 'implied', at: MONTHS_AGO[9] }),
    consent({ ...WAITING, grade: 'implied', basis: 'purchase', at: MONTHS_AGO[30] }),
  ],
  /** Nobody answered in time. */
  'pending-lapsed': [
    consent({ status: 'pending', at: MONTHS_AGO[3] }),
    consent({ status: 'pending', at: MONTHS_AGO[40], since: MONTHS_AGO[3] }),
  ],
  declined: [consent({ status: 'declined' }), consent({ ...POOR, status: 'declined' })],
  /** Written, for marketing, fresh, with the firm's name. */
  good: [
    consent(),
    consent({ at: MONTHS_AGO[12] }, { answeredAt: MONTHS_AGO[20], maxAgeMonths: 36 }),
    consent({ at: MONTHS_AGO[40] }, { maxAgeMonths: null }),
    consent({ ...LEAD, quarantined: true }, { vendor: TRUSTED }),
  ],
  informational: [consent({ purpose: 'informational' })],
  unnamed: [consent({ unnamed: true })],
  untrusted: untrusted({}),
  stale: [
    consent({ at: MONTHS_AGO[20] }),
    consent({ at: MONTHS_AGO[40] }, { answeredAt: MONTHS_AGO[30] }),
  ],
  /** Old, and the person wrote since, or agreed again by a weaker proof; stale in a year. */
  'stale-answered': [
    consent({ at: MONTHS_AGO[20] }, { answeredAt: MONTHS_AGO[9] }),
    consent({ at: MONTHS_AGO[40], renewedAt: MONTHS_AGO[9] }, { answeredAt: MONTHS_AGO[30] }),
  ],
  express: [consent({ grade: 'express' })],
  /** Within its window, which is over in a year. */
  implied: [
    consent({ grade: 'implied', basis: 'purchase', at: MONTHS_AGO[12] }, { maxAgeMonths: 36 }),
    consent({ grade: 'implied', basis: 'purchase', at: MONTHS_AGO[20] }, { maxAgeMonths: null }),
    consent(
      { grade: 'implied', basis: 'purchase', at: MONTHS_AGO[20] },
      { answeredAt: MONTHS_AGO[12], maxAgeMonths: 36 },
    ),
    consent({ grade: 'implied', basis: 'inquiry', at: MONTHS_AGO[3] }),
    consent({ grade: 'implied', at: MONTHS_AGO[3] }),
  ],
  'implied-ended': [
    consent({ grade: 'implied', basis: 'purchase', at: MONTHS_AGO[30] }, { maxAgeMonths: null }),
    consent(
      { grade: 'implied', basis: 'purchase', at: MONTHS_AGO[30] },
      { answeredAt: MONTHS_AGO[3] },
    ),
    consent({ grade: 'implied', basis: 'inquiry', at: MONTHS_AGO[9] }, { maxAgeMonths: 36 }),
    consent({ grade: 'implied', at: MONTHS_AGO[9] }, { maxAgeMonths: null }),
  ],
  'all-wrong': untrusted(POOR),
} as const satisfies Record<string, readonly ConsentCase[]>;
