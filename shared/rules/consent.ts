/**
 * Is there consent of the kind that this text needs, fresh enough, for this program and purpose?
 */
import { type Instant, iso } from '../basics.ts';
import { type GateInput, inConversation, PROMOTED, type Rule, smsConsent } from './rule.ts';

export const noConsent: Rule = {
  code: 'no-consent',
  id: 'consent.exists',
  title: 'A text needs the prior express consent of the person',
  citation: '47 USC 227(b)(1)(A); 47 CFR 64.1200(a)(1)',
  confidence: 'Q',
  remedy: 'person',
  outcome: 'deny',
  judges: [...PROMOTED, 'conversational'],
  check(input) {
    if (input.category === 'conversational' && inConversation(input)) return undefined;
    const consent = smsConsent(input);
    if (consent && consent.status !== 'declined') return undefined;
    return {
      detail: consent
        ? `The contact answered NO to texts for program ${input.programId}. Do not text; another channel may be open.`
        : `There is no consent to texts for program ${input.programId}. Ask by another channel, or let the contact use the form or text first.`,
    };
  },
};

export const consentPending: Rule = {
  code: 'consent-pending',
  id: 'consent.confirmed',
  title: 'With double opt-in, nothing is sent before YES',
  citation: 'CTIA Messaging Principles (2023) 5.1.2.1',
  confidence: 'S',
  remedy: 'person',
  outcome: 'deny',
  judges: [...PROMOTED, 'conversational'],
  check(input) {
    if (input.category === 'conversational' && inConversation(input)) return undefined;
    if (smsConsent(input)?.status !== 'pending') return undefined;
    return {
      detail: input.sends.asked
        ? `The contact was asked on ${iso(input.sends.asked.at)} and has not answered YES yet.`
        : 'The contact is about to be asked and must answer YES first.',
    };
  },
};

export const consentExpired: Rule = {
  code: 'consent-expired',
  id: 'consent.fresh',
  title: 'Consent goes stale without engagement',
  citation: 'Account policy (no clause found in CTIA 2023)',
  confidence: 'M',
  remedy: 'person',
  outcome: 'deny',
  judges: PROMOTED,
  check(input) {
    const months = input.account.settings.consentMaxAgeMonths;
    const consent = smsConsent(input);
    if (months === null || consent?.status !== 'confirmed') return undefined;
    const last = Math.max(consent.at, input.facts.lastInboundAt ?? 0);
    const staleAt = addMonths(last, months);
    if (input.now < staleAt) return undefined;
    return {
      detail: `The consent is older than ${months} months without a sign of the contact since (stale on ${iso(staleAt)}). Ask for it anew.`,
    };
  },
};

/**
 * A program consented to for information does not carry advertising (CN-01: limited to its
 * purpose).
 */
export const wrongPurpose: Rule = {
  code: 'wrong-purpose',
  id: 'consent.purpose',
  title: 'Consent reaches only the purpose it was given for',
  citation: '47 CFR 64.1200(a)(1)-(2); CTIA 5.1.2.2',
  confidence: 'Q',
  remedy: 'person',
  outcome: 'deny',
  judges: ['marketing'],
  check(input) {
    if (!input.program) {
      return { detail: `Program ${input.programId} is not configured. An admin can add it.` };
    }
    if (input.program.purpose === 'marketing' && consentCovers(input)) return undefined;
    return {
      detail: `Program ${input.programId} is consented to for information only; marketing needs consent to marketing.`,
    };
  },
};

const consentCovers = (input: GateInput): boolean => {
  const consent = smsConsent(input);
  return consent?.status !== 'confirmed' || consent.purpose === 'marketing';
};

export const writtenConsentRequired: Rule = {
  code: 'written-consent-required',
  id: 'consent.written',
  title: 'Marketing texts need prior express written consent',
  citation: '47 CFR 64.1200(a)(2), (f)(9)',
  confidence: 'Q',
  remedy: 'person',
  outcome: 'deny',
  judges: ['marketing'],
  check(input) {
    const consent = smsConsent(input);
    if (consent?.status !== 'confirmed' || consent.grade === 'written') return undefined;
    return {
      detail:
        'The consent was not given in writing with the disclosure. Send the contact the form first.',
    };
  },
};

export const vendorQuarantined: Rule = {
  code: 'vendor-quarantined',
  id: 'consent.vendor',
  title: 'Leads of a vendor wait until the vendor is trusted',
  citation: 'CTIA Messaging Principles (2023) 5.1.4',
  confidence: 'Q',
  remedy: 'admin',
  outcome: 'deny',
  judges: [...PROMOTED, 'conversational', 'opt-in-request'],
  check(input) {
    // Whoever texts first may be answered; that rests on the person's own text (CT-01).
    if (input.category === 'conversational' && inConversation(input)) return undefined;
    return smsConsent(input)?.quarantined
      ? { detail: 'This lead came from a vendor that is not trusted yet. An admin can review it.' }
      : undefined;
  },
};

/** Calendar months in UTC; the last day of a month stays the last day. */
function addMonths(at: Instant, months: number): Instant {
  const from = new Date(at);
  const to = new Date(at);
  to.setUTCMonth(from.getUTCMonth() + months);
  if (to.getUTCDate() !== from.getUTCDate()) to.setUTCDate(0);
  return to.getTime();
}
