/** The texts that Consentry itself owes: the one question of double opt-in, and answers in time. */
import { iso } from '../basics.ts';
import { shortId } from '../counting.ts';
import { FOUND, type GateInput, listed, neverClear, type Rule } from './rule.ts';

const alreadyAsked = {
  code: 'already-asked',
  id: 'opt-in.asked-once',
  title: 'A person is asked for permission once',
  citation: 'CTIA Messaging Principles (2023) 5.1.2.1',
  confidence: 'S',
  remedy: 'person',
  advice: 'Wait for the answer; the contact can use the form again or text first.',
  outcome: 'deny',
  judges: ['opt-in-request'],
  check: (input, consent) =>
    askedBefore(input) || consent?.status !== 'pending' ? FOUND : undefined,
  explain: (input) => ({
    detail: askedBefore(input)
      ? `The contact was asked on ${iso(input.sends.asked?.at ?? input.now)}; nobody is asked twice.`
      : 'There is no open question for this program any more.',
  }),
} as const satisfies Rule;

const askedBefore = ({ sends, messageId }: GateInput): boolean =>
  sends.asked !== undefined && sends.asked.id !== shortId(messageId);

/**
 * A confirmation is covered by the old consent only within five minutes (47 CFR 64.1200(a)(12)).
 */
const noticeLate = {
  code: 'notice-late',
  id: 'notice.in-time',
  title: 'An answer goes out within five minutes, while it still holds, or not at all',
  citation: '47 CFR 64.1200(a)(12)',
  confidence: 'Q',
  remedy: 'nobody',
  advice: 'Nothing: the opt-out or opt-in stands, only its confirmation is not sent.',
  outcome: 'deny',
  judges: ['opt-out-confirmation', 'opt-in-confirmation', 'help-reply', 'opt-out-question'],
  check: (input) => (isLate(input) || cameBack(input) || isAnswered(input) ? FOUND : undefined),
  explain: (input) => ({
    detail: isLate(input)
      ? `It was due by ${iso(input.expiresAt ?? input.now)}; a late answer would be a new text.`
      : isAnswered(input)
        ? 'The contact answered before the question could go out.'
        : 'The contact came back by START before it could go out.',
  }),
} as const satisfies Rule;

const isLate = ({ expiresAt, now }: GateInput): boolean =>
  expiresAt !== undefined && now > expiresAt;

/** Somebody who came back meanwhile must not read that they are out. */
function cameBack({ category, facts }: GateInput): boolean {
  if (category !== 'opt-out-confirmation') return false;
  for (const key in facts.revoked) if (key.startsWith('sms:')) return false;
  return true;
}

const isAnswered = ({ category, facts }: GateInput): boolean =>
  category === 'opt-out-question' && facts.question === undefined;

export const NOTICE_RULES = listed(neverClear, [alreadyAsked, noticeLate]);
