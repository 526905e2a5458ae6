/** When: the hour the caller asked for, and the hours of law where the contact may be. */
import { DAY, iso } from '../basics.ts';
import { quietHours as quietHoursAt } from '../quiet-hours.ts';
import { type GateInput, inConversation, PROMOTED, type Rule } from './rule.ts';

const MAX_AHEAD_MS = 366 * DAY;

export const scheduled: Rule = {
  code: 'scheduled',
  id: 'when.asked-for',
  title: 'The caller asked for a later hour',
  citation: 'sendAt of the request',
  confidence: 'V',
  remedy: 'time',
  outcome: 'defer',
  judges: [...PROMOTED, 'conversational'],
  check({ now, sendAt }) {
    if (sendAt === undefined || sendAt <= now) return undefined;
    // Nobody's consent is known that far ahead, nor does the scheduler keep it.
    if (sendAt - now > MAX_AHEAD_MS) {
      return {
        detail: 'It was asked for more than a year ahead. Ask nearer the day.',
        outcome: 'deny',
      };
    }
    return { detail: `It was asked to go out at ${iso(sendAt)}.`, until: sendAt };
  },
};

export const quietHours: Rule = {
  code: 'quiet-hours',
  id: 'when.quiet-hours',
  title: 'No text outside the legal hours of every place the contact may be in',
  citation: '47 CFR 64.1200(c)(1)',
  confidence: 'Q',
  remedy: 'time',
  outcome: 'defer',
  judges: [...PROMOTED, 'conversational', 'opt-in-request'],
  check(input) {
    // An answer within an open conversation is not a solicitation; the person is awake (CT-01).
    if (input.category === 'conversational' && inConversation(input)) return undefined;
    if (!input.place) return undefined;
    const verdict = quietHoursAt(startOf(input), input.place);
    if (verdict.open) return undefined;
    const [first] = verdict.rules;
    return {
      detail: `${verdict.rules
        .map((rule) => rule.detail)
        .slice(0, MAX_PLACES_NAMED)
        .join('; ')}.`,
      until: verdict.until,
      ...(first && {
        citation: [...new Set(verdict.rules.map((rule) => rule.citation))].join('; '),
      }),
      // No legal moment in two weeks: the places contradict each other, and waiting mends nothing.
      outcome: input.quietHours === 'reject' || verdict.exhausted ? 'deny' : 'defer',
    };
  },
};

/** A contact that may be anywhere breaks many rows at once; an agent needs a few of them. */
const MAX_PLACES_NAMED = 3;

const startOf = ({ now, sendAt }: GateInput): number => Math.max(now, sendAt ?? now);
