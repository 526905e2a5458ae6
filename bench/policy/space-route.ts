/**
 * The abstract space: number, place and sender, as classes with concrete representatives (see
 * space.ts). They share one dimension: only sender-out-of-reach reads number and sender together,
 * and each of its combinations has a class. It decides nothing.
 */
import type { Sender } from '#shared/account.ts';
import type { Phone } from '#shared/phone.ts';
import { type DeclaredPlace, type Place, placeOf } from '#shared/places.ts';
import type { Settings } from '#shared/settings.ts';
import type { Facts } from '#shared/standing.ts';

export interface RouteCase {
  readonly phone: Phone | undefined;
  readonly declared: DeclaredPlace;
  readonly place: Place | undefined;
  /** The same contact with one more fact, after which no moment suits every place. */
  readonly shut: { readonly declared: DeclaredPlace; readonly place: Place | undefined };
  readonly line: Facts['line'];
  readonly lineType: Settings['lineType'];
  readonly sender: Sender | undefined;
}

const long = (news: Partial<Sender> = {}): Sender => ({
  id: 'main',
  number: '+12025550100',
  kind: 'long-code',
  provider: 'twilio',
  registration: { kind: '10dlc', status: 'approved' },
  providerAnswersKeywords: false,
  program: 'default',
  ...news,
});
const tollFree = (news: Partial<Sender> = {}): Sender =>
  long({
    number: '+18005550199',
    kind: 'toll-free',
    registration: { kind: 'toll-free', status: 'approved' },
    ...news,
  });
const shortCode = (news: Partial<Sender> = {}): Sender =>
  long({
    number: '55501',
    kind: 'short-code',
    registration: { kind: 'short-code', status: 'approved' },
    ...news,
  });
const pausedUntil = (until?: string): Pick<Sender, 'paused'> => ({
  paused: { reason: 'too many errors', by: 'rates', ...(until !== undefined && { until }) },
});
const PAUSED = pausedUntil();

const person = (
  number: Pick<Phone, 'e164' | 'country'>,
  declared: DeclaredPlace,
  more: DeclaredPlace,
) => ({
  phone: { ...number, kind: 'mobile-or-fixed' as const },
  declared,
  place: placeOf(number.e164, declared),
  shut: {
    declared: { ...declared, ...more },
    place: placeOf(number.e164, { ...declared, ...more }),
  },
});
/** A clock on the other side of the world leaves no moment that suits it and America too. */
const BANGKOK = { timeZone: 'Asia/Bangkok' };
/** Louisiana by its area code, New York and Florida by what it said. */
const HOME = person(
  { e164: '+15045550143', country: 'US' },
  { state: 'NY', zip: '33101' },
  BANGKOK,
);
const CANADA = person(
  { e164: '+14165550143', country: 'CA' },
  {},
  {
    state: 'BC',
    timeZone: 'Asia/Kolkata',
  },
);
/** Florida, Louisiana and Ontario. */
const STRADDLING = person(
  { e164: '+13055550143', country: 'US' },
  { state: 'LA', zip: 'K1A 0B1' },
  BANGKOK,
);
/** No fact names a state: every US state counts. */
const ABROAD = person({ e164: '+442079460100', country: 'GB' }, {}, BANGKOK);
const NOBODY = {
  phone: undefined,
  declared: {},
  place: undefined,
  shut: { declared: {}, place: undefined },
};

type Policy = Settings['lineType']['voip'];
type Unknown = Settings['lineType']['unknown'];
const lineType = (voip: Policy, unknown: Policy, news: Partial<Unknown> = {}) => ({
  maxAgeDays: 90,
  voip,
  unknown: { marketing: unknown, informational: unknown, essential: unknown, ...news },
});
const ALLOWED = lineType('allow', 'allow');
const DENIED = lineType('deny', 'deny');
const unlooked = (news: Partial<Unknown> = {}): Pick<RouteCase, 'line' | 'lineType'> => ({
  line: undefined,
  lineType: lineType('deny', 'allow', news),
});
const lookedUp = (type: NonNullable<Facts['line']>['type']): RouteCase['line'] => ({
  type,
  at: Date.parse('2027-01-20T12:00:00Z'),
});
const home = (news: Partial<RouteCase> = {}): RouteCase => ({
  ...HOME,
  line: lookedUp('mobile'),
  lineType: DENIED,
  sender: long(),
  ...news,
});

export const ROUTES = {
  /** A line that may be texted, and a sender that may text it. */
  good: [
    home(),
    home(unlooked()),
    home({ line: lookedUp('voip'), lineType: lineType('allow', 'deny') }),
    home({ sender: long(pausedUntil('2027-02-10T03:00:00Z')) }),
    home({ sender: tollFree() }),
    home({ sender: shortCode() }),
  ],
  landline: [
    home({ line: lookedUp('landline') }),
    home({ line: lookedUp('other'), lineType: ALLOWED }),
  ],
  'voip-denied': [home({ line: lookedUp('voip'), lineType: lineType('deny', 'allow') })],
  'unlooked-denied-marketing': [home(unlooked({ marketing: 'deny' }))],
  'unlooked-denied-informational': [home(unlooked({ informational: 'deny' }))],
  'unlooked-denied-essential': [home(unlooked({ essential: 'deny' }))],
  /** In Canada only. */
  canada: [home({ ...CANADA }), home({ ...CANADA, sender: tollFree() })],
  /** In Canada or in the US. */
  straddling: [home({ ...STRADDLING }), home({ ...STRADDLING, sender: shortCode() })],
  abroad: [home({ ...ABROAD })],
  'abroad-toll-free': [
    home({ ...ABROAD, sender: tollFree() }),
    home({ ...ABROAD, sender: shortCode() }),
  ],
  /** Out of reach, not registered, and paused for long. */
  'abroad-broken': [
    home({
      ...ABROAD,
      sender: tollFree({ ...PAUSED, registration: { kind: 'toll-free', status: 'pending' } }),
    }),
    home({
      ...ABROAD,
      sender: shortCode({
        ...pausedUntil('2029-01-01T00:00:00Z'),
        registration: { kind: '10dlc', status: 'approved' },
      }),
    }),
  ],
  invalid: [
    home({ ...NOBODY }),
    home({ ...NOBODY, line: undefined }),
    home({ ...NOBODY, sender: tollFree() }),
  ],
  /** No number, of a line once looked up as a landline, and no sender. */
  'invalid-landline-unsent': [
    home({ ...NOBODY, line: lookedUp('landline'), sender: undefined }),
    home({ ...NOBODY, line: lookedUp('other'), sender: undefined }),
  ],
  'sender-missing': [home({ sender: undefined })],
  'sender-unregistered': [
    ...(['none', 'pending', 'rejected', 'suspended'] as const).map((status) =>
      home({ sender: long({ registration: { kind: '10dlc', status } }) }),
    ),
    home({ sender: long({ registration: { kind: 'toll-free', status: 'approved' } }) }),
    home({ sender: tollFree({ registration: { kind: 'short-code', status: 'approved' } }) }),
    home({ sender: shortCode({ registration: { kind: '10dlc', status: 'approved' } }) }),
  ],
  /** Now, and no more when a scheduled text starts. */
  'sender-paused': [
    home({ sender: long(pausedUntil('2027-02-12T08:00:00Z')) }),
    home({ sender: tollFree(pausedUntil('2027-02-11T00:00:00Z')) }),
  ],
} as const satisfies Record<string, readonly RouteCase[]>;
