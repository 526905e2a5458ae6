/**
 * The abstract space: the text itself, its time and what else weighs on it, as classes with
 * concrete representatives (see space.ts). It decides nothing.
 *
 * Content, caps, notices and emergencies share the dimension `rest`. No rule reads two of them;
 * content and caps judge texts asked for and the notice rules judge notices, so that a class may
 * set one thing for either; likewise one thing for marketing and another for essential texts.
 */
import type { Program } from '#shared/account.ts';
import type { Instant } from '#shared/basics.ts';
import type { ContentFinding } from '#shared/content.ts';
import type { Settings } from '#shared/settings.ts';
import type { Facts, Sends } from '#shared/standing.ts';

const at = (time: string): Instant => Date.parse(time);

export const MESSAGE_ID = 'msg_1';
export const SUBJECT = 'general';

const program = (purpose: Program['purpose']): Program => ({
  id: 'default',
  name: 'Offers and news',
  purpose,
  sender: 'main',
  frequency: 'Up to 4 msgs/month.',
  optOutReminder: { days: 30, texts: null },
});

export const PROGRAMS = {
  marketing: [program('marketing')],
  informational: [program('informational')],
  missing: [undefined],
} as const satisfies Record<string, readonly (Program | undefined)[]>;

/** When the person last wrote, beside what the consent says of it. */
export const CONVERSATIONS = {
  open: [at('2027-02-10T07:30:00Z')],
  closed: [undefined],
} as const satisfies Record<string, readonly (Instant | undefined)[]>;

export interface WhenCase {
  readonly now: Instant;
  readonly sendAt: Instant | undefined;
  readonly quietHours: 'defer' | 'reject';
  /** The contact is where no moment suits (see `shut` of the route). */
  readonly shut: boolean;
}

/** A Wednesday: afternoon in New York, morning in Honolulu. And the night before it. */
const DAY = at('2027-02-10T20:00:00Z');
const NIGHT = at('2027-02-10T08:00:00Z');
const PAST = at('2027-02-09T20:00:00Z');
const LATER_DAY = at('2027-02-12T20:00:00Z');
const LATER_NIGHT = at('2027-02-12T08:00:00Z');
/** 399 days ahead. */
const FAR_DAY = at('2028-03-15T20:00:00Z');

const moment = (
  now: Instant,
  quietHours: WhenCase['quietHours'],
  sendAt?: Instant,
  shut = false,
): WhenCase => ({ now, sendAt, quietHours, shut });

/** Open or closed is the start of the text: `sendAt` where that lies ahead, else now. */
export const WHENS = {
  open: [moment(DAY, 'defer'), moment(DAY, 'reject'), moment(DAY, 'reject', NIGHT)],
  closed: [moment(NIGHT, 'defer'), moment(NIGHT, 'defer', PAST)],
  'closed-reject': [moment(NIGHT, 'reject'), moment(NIGHT, 'reject', PAST)],
  /** No legal moment within fourteen days. */
  never: [
    moment(DAY, 'defer', undefined, true),
    moment(NIGHT, 'reject', undefined, true),
    moment(DAY, 'defer', PAST, true),
  ],
  scheduled: [
    moment(DAY, 'defer', LATER_DAY),
    moment(NIGHT, 'defer', LATER_DAY),
    moment(NIGHT, 'reject', LATER_DAY),
  ],
  'scheduled-closed': [moment(DAY, 'defer', LATER_NIGHT), moment(NIGHT, 'defer', LATER_NIGHT)],
  'scheduled-closed-reject': [moment(DAY, 'reject', LATER_NIGHT)],
  'too-far': [moment(DAY, 'defer', FAR_DAY), moment(NIGHT, 'reject', FAR_DAY)],
} as const satisfies Record<string, readonly WhenCase[]>;

export interface RestCase {
  readonly content: readonly ContentFinding[];
  readonly recent: Sends['recent'];
  readonly calls: NonNullable<Facts['calls']>;
  readonly asked: Sends['asked'];
  readonly expiresAt: Instant | undefined;
  readonly caps: Pick<Settings, 'frequencyCap' | 'contactCap' | 'essentialCap'>;
  readonly emergencies: Settings['emergencies'];
}

const found = (...kinds: readonly ContentFinding['kind'][]): readonly ContentFinding[] =>
  kinds.map((kind) => ({ kind, quote: 'words', citation: 'a source', advice: 'Leave it out.' }));
const REMARKS = found(
  'replaced-stop',
  'unnamed-sender',
  'all-caps',
  'link-mismatch',
  'confirmation-extra',
);

/** How essential texts are listed among the recent ones, as shared/claims.ts writes them. */
const ESSENTIAL = '!essential';
const RECENTLY = at('2027-02-10T06:00:00Z');
/** Within 72 hours, not within 24. */
const DAYS_AGO = at('2027-02-08T06:00:00Z');
const LONG_AGO = at('2027-02-07T06:00:00Z');
const texts = (
  count: number,
  subject: string = SUBJECT,
  when: Instant = RECENTLY,
): Sends['recent'] =>
  Array.from({ length: count }, (_, i) => ({ id: `msg_${subject}${when}${i}`, subject, at: when }));
const calls = (count: number, subject: string = SUBJECT): RestCase['calls'] =>
  Array.from({ length: count }, () => ({ subject, at: RECENTLY }));
const ITSELF = { id: MESSAGE_ID, subject: SUBJECT, at: RECENTLY };

/** `subject` in `hours`; `contact` (null: no such cap) in `contactHours`; `essential` in a day. */
const caps = ({
  subject = 3,
  hours = 24,
  contact = null,
  contactHours = 24,
  essential = 10,
}: {
  readonly subject?: number;
  readonly hours?: number;
  readonly contact?: number | null;
  readonly contactHours?: number;
  readonly essential?: number;
} = {}): RestCase['caps'] => ({
  frequencyCap: { limit: subject, hours },
  contactCap: contact === null ? null : { limit: contact, hours: contactHours },
  essentialCap: { limit: essential, hours: 24 },
});
/** Two on the subject, one on another. */
const THREE_TEXTS = [...texts(2), ...texts(1, 'service')];

const IN_TIME = at('2028-06-01T00:00:00Z');
const LATE = at('2027-02-10T07:00:00Z');
/** Longer ago than any answer is waited for: a question that went out does not keep it open. */
const ASKED_AT = LONG_AGO - 90 * 86_400_000;
const BEFORE = { id: 'msg_0', at: ASKED_AT };
const BY_ITSELF = { id: MESSAGE_ID, at: ASKED_AT };

type Emergency = Settings['emergencies'][number];
const emergency = (state: string, until?: string, from = '2027-02-01T00:00:00Z'): Emergency => ({
  state,
  from,
  ...(until !== undefined && { until }),
});
const OVER = ['US-LA', 'US-NY'].map((state) => emergency(state, '2027-02-09T00:00:00Z'));

const rest = (news: Partial<RestCase> = {}): RestCase => ({
  content: [],
  recent: [],
  calls: [],
  asked: undefined,
  expiresAt: undefined,
  caps: caps(),
  emergencies: [],
  ...news,
});
const ALL: Partial<RestCase> = {
  content: found('prohibited', 'public-shortener', 'exclusive-opt-out', 'marketing-words'),
  asked: BEFORE,
  expiresAt: LATE,
  recent: [...texts(3), ...texts(2, ESSENTIAL)],
  caps: caps({ contact: 3, essential: 2 }),
};

export const RESTS = {
  nothing: [
    rest(),
    rest({ content: REMARKS, asked: BY_ITSELF, expiresAt: IN_TIME, emergencies: OVER }),
    // One text below each cap: its own claim, other subjects and old texts do not count.
    rest({
      recent: [ITSELF, ...texts(1), ...texts(2, ESSENTIAL), ...texts(4, SUBJECT, LONG_AGO)],
      calls: calls(1, 'service'),
      caps: caps({ subject: 2, contact: 3, essential: 3 }),
    }),
    // Below both the account's cap of three days and Florida's; essential texts count for neither.
    rest({
      recent: [...texts(2), ...texts(1, SUBJECT, DAYS_AGO), ...texts(6, ESSENTIAL)],
      caps: caps({ subject: 4, hours: 72, contact: 3 }),
    }),
  ],
  /** Prohibited content; of a request: the contact was asked before. */
  'prohibited-asked': [rest({ content: found('prohibited'), asked: BEFORE })],
  /** A public shortener; of another notice: too late. */
  'shortener-late': [rest({ content: found('public-shortener'), expiresAt: LATE })],
  exclusive: [rest({ content: found('exclusive-opt-out') })],
  /** The cap of the subject, with room when a scheduled text starts; if essential: advertising. */
  'subject-cap-advertising': [
    rest({ content: found('marketing-words'), recent: texts(3) }),
    rest({ content: found('marketing-words'), recent: THREE_TEXTS, calls: calls(1) }),
    rest({ content: found('marketing-words'), calls: calls(3) }),
    rest({
      content: found('marketing-words'),
      recent: texts(3, SUBJECT, DAYS_AGO),
      caps: caps({ hours: 72 }),
    }),
    rest({ content: found('marketing-words'), calls: calls(1), caps: caps({ subject: 1 }) }),
  ],
  /** Of three days, so that it is full when a scheduled text starts too, but not in a year. */
  'contact-cap': [
    rest({
      recent: [...THREE_TEXTS, ...texts(2, ESSENTIAL)],
      calls: calls(1, 'service'),
      caps: caps({ contact: 4, contactHours: 72, essential: 3 }),
    }),
  ],
  /**
   * Below the account's cap, and at Florida's where the contact may be there; of an essential text:
   * the essential cap. Each of one day.
   */
  'state-cap-essential-cap': [
    rest({
      recent: [...texts(2), ...texts(2, ESSENTIAL)],
      calls: calls(1),
      caps: caps({ subject: 4, contact: 4, essential: 2 }),
    }),
  ],
  /** Declared in a state where nothing exempts, and in one where a confirmed consent does. */
  'emergency-louisiana': [
    rest({ emergencies: [...OVER, emergency('US-LA')] }),
    rest({ emergencies: [emergency('US-LA', '2029-01-01T00:00:00Z')] }),
  ],
  /** Not yet now, and while a scheduled text would start. */
  'emergency-later': [
    rest({ emergencies: [emergency('US-LA', '2027-02-13T00:00:00Z', '2027-02-11T00:00:00Z')] }),
  ],
  'emergency-new-york': [
    rest({ emergencies: [emergency('US-NY'), ...OVER] }),
    rest({ emergencies: [emergency('US-NY', '2029-01-01T00:00:00Z')] }),
  ],
  'all-wrong': [rest({ ...ALL, emergencies: [emergency('US-NY'), emergency('US-LA')] })],
} as const satisfies Record<string, readonly RestCase[]>;
