/** The texts that Consentry itself owes: the one question of double opt-in, and answers in time. */
import { iso } from '../basics.ts';
import { type Rule, smsConsent } from './rule.ts';

export const alreadyAsked: Rule = {
  code: 'already-asked',
  id: 'opt-in.asked-once',
  title: 'A person is asked for permission once',
  citation: 'CTIA Messaging Principles (2023) 5.1.2.1',
  confidence: 'S',
  remedy: 'person',
  outcome: 'deny',
  judges: ['opt-in-request'],
  check(input) {
    const { asked } = input.sends;
    if (asked && asked.id !== input.messageId) {
      return { detail: `The contact was asked on ${iso(asked.at)}; nobody is asked twice.` };
    }
    if (smsConsent(input)?.status === 'pending') return undefined;
    return { detail: 'There is no open question for this program any more.' };
  },
};

/**
 * A confirmation is covered by the old consent only within five minutes (47 CFR 64.1200(a)(12)).
 */
export const noticeLate: Rule = {
  code: 'notice-late',
  id: 'notice.in-time',
  title: 'A confirmation goes out within five minutes, while it still holds, or not at all',
  citation: '47 CFR 64.1200(a)(12)',
  confidence: 'Q',
  remedy: 'nobody',
  outcome: 'deny',
  judges: ['opt-out-confirmation', 'opt-in-confirmation', 'help-reply'],
  check({ category, now, expiresAt, facts }) {
    if (expiresAt !== undefined && now > expiresAt) {
      return { detail: `It was due by ${iso(expiresAt)}; a late answer would be a new text.` };
    }
    // Somebody who came back meanwhile must not read that they are out.
    const isOut = Object.keys(facts.revoked).some((key) => key.startsWith('sms:'));
    return category === 'opt-out-confirmation' && !isOut
      ? { detail: 'The contact came back by START before it could go out.' }
      : undefined;
  },
};
