/** When: the hour the caller asked for, and the hours of law where the contact may be. */
import { DAY, iso } from '../basics.ts';
import {
  type Clear,
  foundUntil,
  type GateInput,
  listed,
  PROMOTED,
  type Rule,
  startOf,
} from './rule.ts';

const MAX_AHEAD_MS = 366 * DAY;

const scheduled = {
  code: 'scheduled',
  id: 'when.asked-for',
  title: 'The caller asked for a later hour',
  citation: 'sendAt of the request',
  confidence: 'V',
  remedy: 'time',
  advice: 'Nothing: it goes out at that hour, if everything still holds.',
  outcome: 'defer',
  judges: [...PROMOTED, 'conversational', 'essential'],
  check({ now, sendAt }) {
    if (sendAt === undefined || sendAt <= now) return undefined;
    // Nobody's consent is known that far ahead, nor does the scheduler keep it.
    return sendAt - now > MAX_AHEAD_MS ? foundUntil(undefined, 'deny') : foundUntil(sendAt);
  },
  explain: (_, { until }) => ({
    detail:
      until === undefined
        ? 'It was asked for more than a year ahead. Ask nearer the day.'
        : `It was asked to go out at ${iso(until)}.`,
  }),
} as const satisfies Rule;

const quietHours = {
  code: 'quiet-hours',
  id: 'when.quiet-hours',
  title: 'No text outside the legal hours of every place the contact may be in',
  citation: '47 CFR 64.1200(c)(1)',
  confidence: 'Q',
  remedy: 'time',
  advice: 'Let it be deferred, or tell where the contact is: a ZIP or state spares hours.',
  outcome: 'defer',
  // An answer within an open conversation is not a solicitation; the person is awake (CT-01).
  judges: [...PROMOTED, 'opt-in-request'],
  check(input) {
    const { messageId, place } = input;
    if (!place) return undefined;
    const at = startOf(input);
    const until = hoursOf(input).deferUntil(at, place, messageId);
    if (until === at) return undefined;
    // No legal moment in two weeks: the places contradict each other, and waiting mends nothing.
    if (Number.isNaN(until)) return foundUntil(undefined, 'deny');
    return foundUntil(until, input.quietHours === 'reject' ? 'deny' : undefined);
  },
  explain(input) {
    const { place } = input;
    if (!place) return { detail: 'The place is not known.' };
    const { rules } = hoursOf(input).verdict(startOf(input), place);
    const named = rules.slice(0, MAX_PLACES_NAMED).map((rule) => rule.detail);
    const unknown = place.basis.includes('unknown')
      ? 'Where the contact is is not known, so the strictest hours hold: '
      : '';
    return {
      detail: `${unknown}${named.join('; ')}.`,
      citation: [...new Set(rules.map((rule) => rule.citation))].join('; '),
    };
  },
} as const satisfies Rule;

const hoursOf = ({ account, pack }: GateInput) =>
  account.settings.deviceHours ? pack.deviceHours : pack.quietHours;

/** A contact that may be anywhere breaks many rows at once; an agent needs a few of them. */
const MAX_PLACES_NAMED = 3;

/** Wanted now, at a legal hour. */
export const isOpenNow: Clear = (input) => {
  const { now, place, sendAt } = input;
  if (sendAt !== undefined && sendAt > now) return false;
  return place === undefined || hoursOf(input).isOpen(now, place);
};

export const WHEN_RULES = listed('when', [scheduled, quietHours]);
