/**
 * A point of the abstract space (space.ts) as flat attributes, class by class: said of the first
 * representative of each class, which is the one that `inputOf` takes. The gate is not asked.
 */
import type { Category } from '#shared/message.ts';
import type { Attributes } from './attributes.ts';
import { ROUTE } from './attributes-of-route.ts';
import type { Point } from './space.ts';

type Stop = Pick<
  Attributes,
  | 'revokedAll'
  | 'revokedProgram'
  | 'revokedMarketing'
  | 'revokedInformational'
  | 'revokedNarrowly'
  | 'revokedSinceRevokeAll'
  | 'revokeAll'
  | 'essentialAfterStop'
  | 'dnd'
>;

const OPEN: Stop = {
  revokedAll: false,
  revokedProgram: false,
  revokedMarketing: false,
  revokedInformational: false,
  revokedNarrowly: false,
  revokedSinceRevokeAll: false,
  revokeAll: 'by-date',
  essentialAfterStop: false,
  dnd: false,
};
const NARROW: Stop = { ...OPEN, revokedNarrowly: true };
const WIDENED: Stop = { ...NARROW, revokedSinceRevokeAll: true };

const STOP: Readonly<Record<Point['stop'], Stop>> = {
  none: OPEN,
  everything: { ...OPEN, revokedAll: true },
  'everything-essential-allowed': { ...OPEN, revokedAll: true, essentialAfterStop: true },
  'this-program': { ...NARROW, revokedProgram: true },
  marketing: { ...NARROW, revokedMarketing: true },
  informational: { ...NARROW, revokedInformational: true },
  'other-program': NARROW,
  widened: WIDENED,
  'widened-essential-allowed': { ...WIDENED, essentialAfterStop: true },
  dnd: { ...OPEN, dnd: true },
  'everything-dnd': { ...OPEN, revokedAll: true, dnd: true },
};

type Consent = Pick<
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

const CONSENT: Readonly<Record<Point['consent'], Consent>> = {
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
  'stale-answered': { ...WRITTEN, ...since(20), monthsSinceSign: 3 },
  express: { ...WRITTEN, grade: 'express' },
  implied: { ...WRITTEN, ...PURCHASE, ...since(12) },
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

type When = Pick<Attributes, 'daysUntilSendAt' | 'hours' | 'rejectQuietHours'>;

const NOW: When = { daysUntilSendAt: 0, hours: 'open', rejectQuietHours: false };

const WHEN: Readonly<Record<Point['when'], When>> = {
  open: NOW,
  closed: { ...NOW, hours: 'closed' },
  'closed-reject': { ...NOW, hours: 'closed', rejectQuietHours: true },
  never: { ...NOW, hours: 'never' },
  scheduled: { ...NOW, daysUntilSendAt: 2 },
  'scheduled-closed': { ...NOW, daysUntilSendAt: 2, hours: 'closed' },
  'scheduled-closed-reject': { daysUntilSendAt: 2, hours: 'closed', rejectQuietHours: true },
  'too-far': { ...NOW, daysUntilSendAt: 399 },
};

type Rest = Pick<
  Attributes,
  | 'askedByAnother'
  | 'pastExpiry'
  | 'content'
  | 'onSubject'
  | 'subjectLimit'
  | 'onAllSubjects'
  | 'contactLimit'
  | 'essentials'
  | 'essentialLimit'
> & {
  readonly emergencies: readonly ('LA' | 'NY')[];
  /** They begin after now, and are in force when a scheduled text starts. */
  readonly emergenciesLater?: true;
};

const NOTHING: Rest = {
  askedByAnother: false,
  pastExpiry: false,
  content: [],
  onSubject: 0,
  subjectLimit: 3,
  onAllSubjects: 0,
  contactLimit: 0,
  essentials: 0,
  essentialLimit: 10,
  emergencies: [],
};
const [PROHIBITED, SHORTENER, EXCLUSIVE, ADVERTISING] = [
  'prohibited',
  'public-shortener',
  'exclusive-opt-out',
  'marketing-words',
];

const REST: Readonly<Record<Point['rest'], Rest>> = {
  nothing: NOTHING,
  'prohibited-asked': { ...NOTHING, content: [PROHIBITED], askedByAnother: true },
  'shortener-late': { ...NOTHING, content: [SHORTENER], pastExpiry: true },
  exclusive: { ...NOTHING, content: [EXCLUSIVE] },
  'subject-cap-advertising': { ...NOTHING, content: [ADVERTISING], onSubject: 3, onAllSubjects: 3 },
  'contact-cap': {
    ...NOTHING,
    onSubject: 2,
    onAllSubjects: 4,
    contactLimit: 4,
    essentials: 2,
    essentialLimit: 3,
  },
  'state-cap-essential-cap': {
    ...NOTHING,
    onSubject: 3,
    subjectLimit: 4,
    onAllSubjects: 3,
    contactLimit: 4,
    essentials: 2,
    essentialLimit: 2,
  },
  'emergency-louisiana': { ...NOTHING, emergencies: ['LA'] },
  'emergency-later': { ...NOTHING, emergencies: ['LA'], emergenciesLater: true },
  'emergency-new-york': { ...NOTHING, emergencies: ['NY'] },
  'all-wrong': {
    askedByAnother: true,
    pastExpiry: true,
    content: [PROHIBITED, SHORTENER, EXCLUSIVE, ADVERTISING],
    onSubject: 3,
    subjectLimit: 3,
    onAllSubjects: 3,
    contactLimit: 3,
    essentials: 2,
    essentialLimit: 2,
    emergencies: ['LA', 'NY'],
  },
};

const PROGRAM_PURPOSE = {
  marketing: 'marketing',
  informational: 'informational',
  missing: 'none',
} as const;

/** Florida's cap on one subject, within 24 hours as the account's here. */
const FLORIDA_LIMIT = 3;

export function attributesOf(point: Point): Attributes {
  const { states, unlooked, ...route } = ROUTE[point.route];
  const { emergencies: _, emergenciesLater: __, ...rest } = REST[point.rest];
  const consent = CONSENT[point.consent];
  const open = point.conversation === 'open';
  const judged = point.category === 'conversational' && !open ? 'informational' : point.category;
  return {
    ...route,
    ...STOP[point.stop],
    ...consent,
    // The person wrote today.
    monthsSinceSign: open ? 0 : consent.monthsSinceSign,
    ...WHEN[point.when],
    ...rest,
    judged,
    purpose: purposeOf(point),
    programPurpose: PROGRAM_PURPOSE[point.program],
    unknownLineDenied: unlooked ? unlooked === judged : route.unknownLineDenied,
    onSubjectByLaw: rest.onSubject,
    lawLimit: states.includes('FL') ? FLORIDA_LIMIT : 0,
    emergency: emergencyOf(point),
  };
}

/** At the start of the text. Nothing exempts in Louisiana, a confirmed consent does in New York. */
function emergencyOf({ rest, route, when }: Point): Attributes['emergency'] {
  const { emergencies, emergenciesLater = false } = REST[rest];
  if (emergenciesLater && !when.startsWith('scheduled')) return 'none';
  const there = emergencies.filter((state) => ROUTE[route].states.includes(state));
  if (there.includes('LA')) return 'binds-all';
  return there.includes('NY') ? 'exempts-confirmed' : 'none';
}

const ABOUT_THE_PROGRAM: readonly Category[] = [
  'opt-in-request',
  'opt-in-clarification',
  'opt-in-confirmation',
];

function purposeOf({ category, program }: Point): Attributes['purpose'] {
  if (category === 'marketing') return 'marketing';
  if (!ABOUT_THE_PROGRAM.includes(category) || program === 'informational') return 'informational';
  return 'marketing';
}
