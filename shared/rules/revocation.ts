/** What the person, or the firm for the person, has closed: opt-outs and do-not-disturb. */
import { iso } from '../basics.ts';
import type { Category } from '../message.ts';
import { revokedSince } from '../standing.ts';
import { ASKED_FOR, type Rule } from './rule.ts';

/** The one confirmation of an opt-out, and HELP, are the texts that an opt-out lets through. */
const STOPPED: readonly Category[] = [...ASKED_FOR, 'opt-in-request', 'opt-in-confirmation'];

export const optedOut: Rule = {
  code: 'opted-out',
  id: 'revocation.honoured',
  title: 'A revocation ends every text in its scope at once',
  citation: '47 CFR 64.1200(a)(10)',
  confidence: 'Q',
  remedy: 'person',
  outcome: 'deny',
  judges: STOPPED,
  check({ facts, programId }) {
    const since = revokedSince(facts, 'sms', programId);
    if (since === undefined) return undefined;
    return {
      detail: `The contact opted out of texts on ${iso(since)}. Only the contact can come back, by texting START.`,
    };
  },
};

export const doNotDisturb: Rule = {
  code: 'do-not-disturb',
  id: 'dnd.honoured',
  title: 'A contact set to do-not-disturb is not texted',
  citation: '47 CFR 64.1200(d)(3)',
  confidence: 'Q',
  remedy: 'admin',
  outcome: 'deny',
  judges: [...STOPPED, 'opt-out-confirmation'],
  check: ({ facts }) =>
    facts.dnd['sms']
      ? {
          detail:
            'Do-not-disturb is on for texts. An admin can lift it with evidence of the contact’s new wish.',
        }
      : undefined,
};
