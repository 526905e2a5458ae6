/** The texts that Consentry itself owes: the one question of double opt-in, and answers in time. */
import { iso } from '../basics.ts';
import { shortId } from '../counting.ts';
import { hasBasis, hasLapsed, mayBeCanadian } from '../double-opt-in.ts';
import { type Clear, FOUND, type GateInput, listed, type Rule } from './rule.ts';

const alreadyAsked = {
  code: 'already-asked',
  id: 'opt-in.asked-once',
  title: 'A person is asked for permission once',
  citation: 'CTIA Messaging Principles (2023) 5.1.2.1',
  confidence: 'S',
  remedy: 'person',
  advice: 'Wait for the answer; the contact can use the form again or text first.',
  outcome: 'deny',
  judges: ['opt-in-request', 'opt-in-clarification'],
  check: (input) => (askedBefore(input) || !isOpen(input) ? FOUND : undefined),
  explain: (input) => ({
    detail: askedBefore(input)
      ? `The contact was asked on ${iso(input.sends.asked?.at ?? input.now)}; nobody is asked twice.`
      : 'There is no open question for this program any more.',
  }),
} as const satisfies Rule;

/** What is neither yes nor no is asked about because there was a question. */
const askedBefore = ({ category, sends, messageId }: GateInput): boolean =>
  category === 'opt-in-request' &&
  sends.asked !== undefined &&
  sends.asked.id !== shortId(messageId);

const isOpen = ({ account, consent, now, sends }: GateInput): boolean =>
  consent?.status === 'pending' && !hasLapsed(consent, sends, account.settings, now);

/**
 * To ask for consent is itself a commercial message there (CASL s.1(3)): the question needs what
 * every such message needs.
 */
const noBasisToAsk = {
  code: 'no-basis-to-ask',
  id: 'opt-in.basis',
  title: 'In Canada nobody is asked by text without express or implied consent behind it',
  citation: 'CASL s.1(3), s.6(1), s.10, s.13',
  confidence: 'V',
  remedy: 'person',
  advice: 'Ask by phone or in person, or let the contact use the form or text first.',
  outcome: 'deny',
  judges: ['opt-in-request'],
  check({ consent, now, pack, phone, place }) {
    if (consent?.status !== 'pending' || !mayBeCanadian(phone, place)) return undefined;
    return hasBasis(consent, pack.impliedMonths, now) ? undefined : FOUND;
  },
  explain: () => ({
    detail:
      'The contact may be in Canada, and nothing shows that they agreed, bought or inquired. Ask by phone or in person.',
  }),
} as const satisfies Rule;

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
  judges: [
    'opt-out-confirmation',
    'opt-in-confirmation',
    'opt-in-clarification',
    'help-reply',
    'opt-out-question',
  ],
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

/** Answers that only lateness can spoil, in time. */
export const isInTime: Clear = (input) =>
  (input.category === 'help-reply' ||
    input.category === 'opt-in-confirmation' ||
    (input.category === 'opt-out-question' && !isAnswered(input))) &&
  !isLate(input);

export const NOTICE_RULES = listed('notices', [alreadyAsked, noBasisToAsk, noticeLate]);
