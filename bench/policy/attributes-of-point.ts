/**
 * A point of the abstract space (space.ts) as flat attributes, class by class: said of the first
 * representative of each class, which is the one that `inputOf` takes. The gate is not asked.
 */
import type { Category } from '#shared/message.ts';
import type { Attributes } from './attributes.ts';
import { CONSENT, type Consent, ROUTE } from './attributes-of-contact.ts';
import { STOP } from './attributes-of-stop.ts';
import type { Point } from './space.ts';

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
  /** The cap over all subjects counts three days; every other cap here, one. */
  readonly contactDays?: 3;
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
    contactDays: 3,
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

/** From now to the start of a text that is scheduled too far ahead. */
const MONTHS_AHEAD = 13;

const isLater = ({ when }: Point): boolean => WHEN[when].daysUntilSendAt > 0;

export function attributesOf(point: Point): Attributes {
  const { states, unlooked, pausedShortly, ...route } = ROUTE[point.route];
  const counted = countedAt(point);
  const judged = judgedAs(point);
  return {
    ...route,
    paused: route.paused && !(pausedShortly && isLater(point)),
    ...STOP[point.stop],
    ...consentAt(point),
    ...WHEN[point.when],
    ...counted,
    judged,
    purpose: purposeOf(point),
    programPurpose: PROGRAM_PURPOSE[point.program],
    unknownLineDenied: unlooked ? unlooked === judged : route.unknownLineDenied,
    onSubjectByLaw: counted.onSubject,
    lawLimit: states.includes('FL') ? FLORIDA_LIMIT : 0,
    emergency: emergencyOf(point),
  };
}

const judgedAs = ({ category, conversation }: Point): Category =>
  category === 'conversational' && conversation === 'closed' ? 'informational' : category;

/** Its ages are those at the start of the text; in an open conversation the person wrote today. */
function consentAt({ consent, conversation, when }: Point): Consent {
  const { monthsSinceConsent, monthsSinceSign, ...held } = CONSENT[consent];
  const ahead = when === 'too-far' ? MONTHS_AHEAD : 0;
  return {
    ...held,
    monthsSinceConsent: monthsSinceConsent + ahead,
    monthsSinceSign: (conversation === 'open' ? 0 : monthsSinceSign) + ahead,
  };
}

/** What is left in the windows of the caps at the start of the text. */
function countedAt(point: Point) {
  const { emergencies: _, emergenciesLater: __, contactDays, ...rest } = REST[point.rest];
  if (!isLater(point)) return rest;
  const stays = contactDays === 3 && point.when !== 'too-far';
  const onAllSubjects = stays ? rest.onAllSubjects : 0;
  return { ...rest, onSubject: 0, essentials: 0, onAllSubjects };
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
