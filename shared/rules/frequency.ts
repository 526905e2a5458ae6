/**
 * How often: texts and calls to one person in a rolling window, over all senders (QX-04): on one
 * subject by law, over all subjects by the account's choice, and essential texts so that a stranger
 * at a log-in page cannot flood a phone.
 */
import { HOUR, type Instant, iso, present } from '../basics.ts';
import { MAX_COUNTED, shortId } from '../counting.ts';
import {
  type Clear,
  type Finding,
  foundUntil,
  type GateInput,
  listed,
  PROMOTED,
  type Rule,
  startOf,
} from './rule.ts';

interface Cap {
  readonly limit: number;
  readonly hours: number;
}

const frequencyCap = {
  code: 'frequency-cap',
  id: 'frequency.subject',
  title: 'No more texts and calls on one subject than law and account allow',
  citation: 'Fla. Stat. 501.616(6)(b); 15 O.S. 775C.4; Md. Com. Law 14-4502(c); ORS 646.563',
  confidence: 'V',
  remedy: 'time',
  advice: 'Wait until the window has room; one text that says it all beats four.',
  outcome: 'deny',
  judges: PROMOTED,
  check(input) {
    const cap = input.account.settings.frequencyCap;
    const own = overCap(input, cap, input.subject);
    const law = lawOf(input);
    if (!law || isWithin(cap, law)) return own;
    return latest(own, overCap(input, law, input.subject));
  },
  explain(input, { until }) {
    const own = input.account.settings.frequencyCap;
    const law = lawOf(input);
    // Of two full caps, the one that lets go last decides.
    const isOwn = !law || overCap(input, own, input.subject)?.until === until;
    const had = hadOf(input, isOwn ? own : law, input.subject, 'texts or calls on this subject');
    return {
      detail: `${had}.${roomAt(until)}`,
      citation: isOwn ? 'Account policy: settings.frequencyCap' : law.citation,
    };
  },
} as const satisfies Rule;

const contactCap = {
  code: 'contact-cap',
  id: 'frequency.contact',
  title: 'No more texts and calls to one person than the account allows',
  citation: 'Account policy: settings.contactCap and settings.essentialCap',
  confidence: 'V',
  remedy: 'time',
  advice: 'Wait until the window has room, or raise the cap in the settings.',
  outcome: 'deny',
  judges: [...PROMOTED, 'essential'],
  check(input) {
    const cap = wholeCap(input);
    return cap === null ? undefined : overCap(input, cap, wholeSubject(input));
  },
  explain(input, { until }) {
    const cap = present(wholeCap(input) ?? undefined, 'the cap that refused');
    const what = input.category === 'essential' ? 'essential texts' : 'texts or calls';
    return { detail: `${hadOf(input, cap, wholeSubject(input), what)}.${roomAt(until)}` };
  },
} as const satisfies Rule;

/** How many there were, of what, in how long: as one cap counts them. */
function hadOf(input: GateInput, cap: Cap, subject: string | undefined, what: string): string {
  const { limit, hours } = cap;
  const isFull = isListFull(input, cap);
  const held = count(input, cap, isFull ? ANYTHING : (subject ?? ALL_SUBJECTS));
  if (!isFull)
    return `The contact had ${held} ${what} within ${hours} hours; the limit is ${limit}`;
  const lost = `so that some may be lost: the limit of ${limit} ${what} counts as reached`;
  return `The contact had ${held} texts or calls of any kind within ${hours} hours, ${lost}`;
}

const roomAt = (until: Instant | undefined): string =>
  until === undefined ? '' : ` There is room again at ${iso(until)}.`;

/** Essential texts are counted apart: they use up nobody's marketing. */
export const ESSENTIAL = '!essential';

/** What a text is counted under; undefined: it is not counted. */
export function countedAs({ category, subject }: GateInput, kind: string): string | undefined {
  if (category === 'essential') return ESSENTIAL;
  return (PROMOTED as readonly string[]).includes(kind) ? subject : undefined;
}

const wholeCap = ({ account, category }: GateInput): Cap | null =>
  category === 'essential' ? account.settings.essentialCap : account.settings.contactCap;

const wholeSubject = ({ category }: GateInput): string | undefined =>
  category === 'essential' ? ESSENTIAL : undefined;

/** The statute of a state where the contact may be; it holds beside the account's own cap. */
const lawOf = ({ pack, place }: GateInput) => place && pack.capAt(place);

/** What one cap lets through, the other lets through too, and no later. */
const isWithin = (a: Cap, b: Cap): boolean => a.limit <= b.limit && a.hours >= b.hours;

/** Both caps must have room: the later of the two. */
function latest(a: Finding | undefined, b: Finding | undefined): Finding | undefined {
  if (!a || !b) return a ?? b;
  return (a.until ?? 0) >= (b.until ?? 0) ? a : b;
}

/**
 * Full when the texts and calls in the window reach the limit; `until` is when the one leaves whose
 * leaving makes room: not the oldest, when the cap was lowered meanwhile. A list that is full may
 * have lost some, so it is over any cap, whatever the subjects.
 */
function overCap(input: GateInput, cap: Cap, subject: string | undefined): Finding | undefined {
  const { recent } = input.sends;
  const { calls = NO_CALLS } = input.facts;
  if (recent.length + calls.length === 0) return undefined;
  const isFull = isListFull(input, cap);
  const held = count(input, cap, isFull ? ANYTHING : (subject ?? ALL_SUBJECTS));
  const limit = isFull ? MAX_COUNTED : cap.limit;
  if (held < limit) return undefined;
  return foundUntil((times[held - limit] ?? 0) + cap.hours * HOUR);
}

const sinceOf = (input: GateInput, cap: Cap): Instant => startOf(input) - cap.hours * HOUR;

function isListFull(input: GateInput, cap: Cap): boolean {
  const { recent } = input.sends;
  const { calls = NO_CALLS } = input.facts;
  if (recent.length < MAX_COUNTED && calls.length < MAX_COUNTED) return false;
  const since = sinceOf(input, cap);
  const own = shortId(input.messageId);
  return fills(recent, since, own) || fills(calls, since, own);
}

/** Texts and calls of the kind in the cap's window, without this text; leaves their `times`. */
function count(input: GateInput, cap: Cap, counted: string): number {
  const since = sinceOf(input, cap);
  const own = shortId(input.messageId);
  let held = 0;
  for (const { at, id, subject } of input.sends.recent) {
    if (at > since && id !== own && isCounted(subject, counted)) keepTime(at, held++);
  }
  for (const { at, subject } of input.facts.calls ?? NO_CALLS) {
    if (at > since && isCounted(subject, counted)) keepTime(at, held++);
  }
  return held;
}

const NO_CALLS: NonNullable<GateInput['facts']['calls']> = [];
/** Instead of one subject: every subject but that of essential texts; or those too. */
const ALL_SUBJECTS = '*';
const ANYTHING = '**';

function isCounted(subject: string, counted: string): boolean {
  if (counted === ALL_SUBJECTS) return subject !== ESSENTIAL;
  return counted === ANYTHING || subject === counted;
}

interface Counted {
  readonly id?: string;
  readonly at: Instant;
}

function fills(list: readonly Counted[], since: Instant, own: string): boolean {
  if (list.length < MAX_COUNTED) return false;
  return list.filter(({ at, id }) => at > since && id !== own).length >= MAX_COUNTED;
}

/** Oldest first. Used within one call only: a list made anew would cost more than the answer. */
const times = new Float64Array(2 * MAX_COUNTED);

/** Adds one to so many; both lists are in order but for clocks that were set back. */
function keepTime(at: Instant, held: number): void {
  let place = held;
  for (; place > 0 && (times[place - 1] ?? 0) > at; place -= 1) {
    times[place] = times[place - 1] ?? 0;
  }
  times[place] = at;
}

export const hadNone: Clear = ({ facts, sends }) =>
  sends.recent.length === 0 && (facts.calls === undefined || facts.calls.length === 0);

export const FREQUENCY_RULES = listed('frequency', [frequencyCap, contactCap]);
