/**
 * How often: texts and calls to one person in a rolling window, over all senders (QX-04): on one
 * subject by law, over all subjects by the account's choice, and essential texts so that a stranger
 * at a log-in page cannot flood a phone.
 */
import { HOUR, type Instant } from '../basics.ts';
import { MAX_COUNTED, shortId } from '../counting.ts';
import {
  type Clear,
  type Finding,
  foundUntil,
  type GateInput,
  listed,
  PROMOTED,
  type Rule,
} from './rule.ts';

interface Cap {
  readonly limit: number;
  readonly hours: number;
}

const frequencyCap = {
  code: 'frequency-cap',
  id: 'frequency.subject',
  title: 'At most three solicitations in 24 hours on one subject',
  citation: 'Fla. Stat. 501.616(6)(b); 15 O.S. 775C.4; Md. Com. Law 14-4502(c); ORS 646.563',
  confidence: 'V',
  remedy: 'time',
  advice: 'Wait until the window has room; one text that says it all beats four.',
  outcome: 'deny',
  judges: PROMOTED,
  check(input) {
    if (hadNothing(input)) return undefined;
    const cap = input.account.settings.frequencyCap;
    const own = overCap(input, cap, input.subject);
    const law = lawOf(input);
    if (!law || isWithin(cap, law)) return own;
    return latest(own, overCap(input, law, input.subject));
  },
  explain(input) {
    const own = input.account.settings.frequencyCap;
    const law = overCap(input, own, input.subject) ? undefined : lawOf(input);
    const { limit, hours } = law ?? own;
    return {
      detail: `The contact had ${limit} texts or calls on this subject in the last ${hours} hours; the limit is ${limit}.`,
      ...(law && { citation: law.citation }),
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
    if (hadNothing(input)) return undefined;
    const cap = wholeCap(input);
    const subject = input.category === 'essential' ? ESSENTIAL : undefined;
    return cap === null ? undefined : overCap(input, cap, subject);
  },
  explain(input) {
    const { limit, hours } = wholeCap(input) ?? { limit: MAX_COUNTED, hours: 0 };
    return {
      detail: `The contact had ${limit} texts or calls in the last ${hours} hours; the account’s limit is ${limit}.`,
    };
  },
} as const satisfies Rule;

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
 * have lost some, so it is over any cap.
 */
function overCap(input: GateInput, cap: Cap, subject: string | undefined): Finding | undefined {
  const { recent } = input.sends;
  const { calls = [] } = input.facts;
  const window = {
    since: input.now - cap.hours * HOUR,
    own: shortId(input.messageId),
    subject,
  };
  const isFull = fills(recent, window) || fills(calls, window);
  if (!isFull && countIn(recent, window) + countIn(calls, window) < cap.limit) return undefined;
  const times: Instant[] = [];
  for (const list of [recent, calls]) {
    for (const one of list) {
      if (isFull ? isIn(one, window) : counts(one, window)) times.push(one.at);
    }
  }
  times.sort((a, b) => b - a);
  const leaving = times[(isFull ? MAX_COUNTED : cap.limit) - 1] ?? input.now;
  return foundUntil(leaving + cap.hours * HOUR);
}

/** A text or a call. */
interface Counted {
  readonly id?: string;
  readonly subject: string;
  readonly at: Instant;
}

interface Window {
  readonly since: Instant;
  /** The text itself is not held against it. */
  readonly own: string;
  /** Undefined: of all subjects. */
  readonly subject: string | undefined;
}

const isIn = ({ at, id }: Counted, { own, since }: Window): boolean => at > since && id !== own;

const counts = (one: Counted, window: Window): boolean =>
  isIn(one, window) &&
  (window.subject === undefined ? one.subject !== ESSENTIAL : one.subject === window.subject);

const fills = (list: readonly Counted[], window: Window): boolean =>
  list.length >= MAX_COUNTED && list.filter((one) => isIn(one, window)).length >= MAX_COUNTED;

function countIn(list: readonly Counted[], window: Window): number {
  let count = 0;
  for (const one of list) if (counts(one, window)) count += 1;
  return count;
}

/** The common case, which needs no cap looked up. */
const hadNothing = ({ facts, sends }: GateInput): boolean =>
  sends.recent.length === 0 && (facts.calls === undefined || facts.calls.length === 0);

const hadNone: Clear = ({ facts, sends }) =>
  sends.recent.length === 0 && (facts.calls === undefined || facts.calls.length === 0);

export const FREQUENCY_RULES = listed(hadNone, [frequencyCap, contactCap]);
