/**
 * How often: texts and calls to one person in a rolling window, over all senders (QX-04): on one
 * subject by law, over all subjects by the account's choice, and essential texts so that a stranger
 * at a log-in page cannot flood a phone.
 */
import { HOUR, type Instant, iso } from '../basics.ts';
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
    const law = overCap(input, own, input.subject) ? undefined : lawOf(input);
    const { limit, hours } = law ?? own;
    return {
      detail: `The contact had ${limit} texts or calls on this subject in the last ${hours} hours; the limit is ${limit}.${roomAt(until)}`,
      citation: law?.citation ?? 'Account policy: settings.frequencyCap',
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
    const subject = input.category === 'essential' ? ESSENTIAL : undefined;
    return cap === null ? undefined : overCap(input, cap, subject);
  },
  explain(input, { until }) {
    const { limit, hours } = wholeCap(input) ?? { limit: MAX_COUNTED, hours: 0 };
    return {
      detail: `The contact had ${limit} texts or calls in the last ${hours} hours; the account’s limit is ${limit}.${roomAt(until)}`,
    };
  },
} as const satisfies Rule;

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
  const since = startOf(input) - cap.hours * HOUR;
  const own = shortId(input.messageId);
  const isFull = fills(recent, since, own) || fills(calls, since, own);
  const counted = isFull ? ANYTHING : (subject ?? ALL_SUBJECTS);
  let held = 0;
  for (const { at, id, subject: about } of recent) {
    if (at > since && id !== own && isCounted(about, counted)) keepTime(at, held++);
  }
  for (const { at, subject: about } of calls) {
    if (at > since && isCounted(about, counted)) keepTime(at, held++);
  }
  const limit = isFull ? MAX_COUNTED : cap.limit;
  if (held < limit) return undefined;
  return foundUntil((times[held - limit] ?? 0) + cap.hours * HOUR);
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

const hadNone: Clear = ({ facts, sends }) =>
  sends.recent.length === 0 && (facts.calls === undefined || facts.calls.length === 0);

export const FREQUENCY_RULES = listed(hadNone, [frequencyCap, contactCap]);
